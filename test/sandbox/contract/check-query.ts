import { type FieldsMask, parseFields } from '../google/fields-mask.ts'
import { checkText } from './check-value.ts'
import type { DiscoveryDocument, FoundMethod, Schema } from './discovery-document.ts'

/** What is wrong with the query of a request: unknown, repeated, ill-typed or missing parameters. */
export function checkQuery(found: FoundMethod, query: URLSearchParams): string[] {
  const own = Object.entries(found.method.parameters ?? {}).filter(
    ([, schema]) => schema.location === 'query',
  )
  const known = new Map([...Object.entries(found.document.parameters ?? {}), ...own])
  const problems: string[] = []
  for (const name of new Set(query.keys())) {
    const schema = name === 'uploadType' && found.isUpload ? { type: 'string' } : known.get(name)
    const values = query.getAll(name)
    const place = `?${name}`
    if (schema === undefined) {
      problems.push(`${place}: unknown parameter of ${found.method.id}`)
      continue
    }
    if (values.length > 1 && schema.repeated !== true)
      problems.push(`${place}: given ${values.length} times`)
    problems.push(...values.flatMap((value) => checkParameter(schema, value, place)))
    if (name === 'fields') problems.push(...checkFields(found, values[0] ?? ''))
  }
  for (const [name, schema] of own) {
    if (schema.required === true && !query.has(name)) problems.push(`?${name}: missing`)
  }
  const uploadType = query.get('uploadType')
  if (found.isUpload && !['media', 'multipart', 'resumable'].includes(uploadType ?? ''))
    problems.push(`?uploadType: ${uploadType} on an upload path`)
  if (query.get('alt') === 'media' && found.method.supportsMediaDownload !== true)
    problems.push(`?alt: ${found.method.id} has no media`)
  return problems
}

function checkParameter(schema: Schema, value: string, place: string): string[] {
  if (schema.type === 'boolean' && value !== 'true' && value !== 'false')
    return [`${place}: ${value} is not a boolean`]
  if (schema.type === 'integer') {
    const count = Number(value)
    if (!/^-?\d+$/.test(value)) return [`${place}: ${value} is not an integer`]
    if (schema.minimum !== undefined && count < Number(schema.minimum))
      return [`${place}: ${value} is below ${schema.minimum}`]
    if (schema.maximum !== undefined && count > Number(schema.maximum))
      return [`${place}: ${value} is above ${schema.maximum}`]
    return []
  }
  // `alt` lists only the formats of JSON methods; media is legal where the method has it.
  if (place === '?alt' && value === 'media') return []
  return checkText(schema, value, place)
}

function checkFields(found: FoundMethod, text: string): string[] {
  let mask: FieldsMask
  try {
    mask = parseFields(text)
  } catch {
    return [`?fields: ${text} cannot be read`]
  }
  const { response } = found.method
  if (response === undefined) return [`?fields: ${found.method.id} answers nothing`]
  return checkMask(found.document, { $ref: response.$ref }, mask, '')
}

function checkMask(
  document: DiscoveryDocument,
  schema: Schema,
  mask: FieldsMask,
  place: string,
): string[] {
  if (mask === null) return []
  const target = schema.$ref === undefined ? schema : (document.schemas?.[schema.$ref] ?? {})
  const item = target.type === 'array' ? (target.items ?? {}) : target
  if (item !== target) return checkMask(document, item, mask, place)
  return [...mask].flatMap(([name, inner]) => {
    const property = target.properties?.[name] ?? target.additionalProperties
    return property === undefined
      ? [`?fields: there is no ${place}${name}`]
      : checkMask(document, property, inner, `${place}${name}/`)
  })
}
