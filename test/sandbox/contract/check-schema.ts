import type { OpenApiDocument, OpenApiSchema } from './openapi-document.ts'

const referencePrefix = '#/components/schemas/'

/**
 * What is wrong with `value` by its schema: wrong types, unknown properties where the schema is closed, missing
 * ones, enum values, times. Each finding starts with the place.
 */
export function checkSchema(
  document: OpenApiDocument,
  schema: OpenApiSchema,
  value: unknown,
  place: string,
): string[] {
  if (schema.$ref !== undefined) {
    const target = schemaOf(document, schema.$ref.slice(referencePrefix.length), value)
    return target === undefined
      ? [`${place}: the document has no schema ${schema.$ref}`]
      : checkSchema(document, target, value, place)
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return checkChoices(document, schema, choices, value, place)
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  if (value === null && (schema.nullable === true || types.includes('null'))) return []
  if (types.length > 0 && !types.some((type) => isOfType(type, value)))
    return [`${place}: ${typeOf(value)} instead of ${types.join(' or ')}`]
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return [`${place}: ${String(value)} is none of ${schema.enum.join(', ')}`]
  if (schema.format === 'date-time' && typeof value === 'string' && !isTime(value))
    return [`${place}: ${value} is not an RFC 3339 time`]
  if (Array.isArray(value)) {
    if (value.length > (schema.maxItems ?? Number.POSITIVE_INFINITY))
      return [`${place}: more than ${schema.maxItems} items`]
    const { items } = schema
    if (items === undefined) return []
    return value.flatMap((item, index) => checkSchema(document, items, item, `${place}[${index}]`))
  }
  if (typeof value !== 'object' || value === null) return []
  return checkProperties(document, schema, value, place)
}

/** The named schema, or the derived one that the value says it has. */
function schemaOf(
  document: OpenApiDocument,
  name: string,
  value: unknown,
): OpenApiSchema | undefined {
  const { schemas } = document.components
  const said = typeof value === 'object' && value !== null ? Object(value)['@odata.type'] : null
  const derived = typeof said === 'string' ? schemas[said.replace(/^#/, '')] : undefined
  return derived?.['x-base-types']?.includes(name) === true ? derived : schemas[name]
}

function checkChoices(
  document: OpenApiDocument,
  schema: OpenApiSchema,
  choices: readonly OpenApiSchema[],
  value: unknown,
  place: string,
): string[] {
  if (value === null && schema.nullable === true) return []
  const findings = choices.map((choice) => checkSchema(document, choice, value, place))
  if (findings.some((each) => each.length === 0)) return []
  // The choice that fits best says most.
  return findings.sort((a, b) => a.length - b.length)[0] ?? []
}

function checkProperties(
  document: OpenApiDocument,
  schema: OpenApiSchema,
  value: object,
  place: string,
): string[] {
  const problems = (schema.required ?? [])
    .filter((name) => !(name in value))
    .map((name) => `${place}.${name}: missing`)
  const patterns = Object.entries(schema.patternProperties ?? {})
  for (const [name, item] of Object.entries(value)) {
    const inner = `${place}.${name}`
    const property =
      schema.properties?.[name] ?? patterns.find(([pattern]) => new RegExp(pattern).test(name))?.[1]
    if (property !== undefined) problems.push(...checkSchema(document, property, item, inner))
    else if (schema.additionalProperties === false) problems.push(`${inner}: unknown property`)
  }
  return problems
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return typeOf(value) === type
  }
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
}
