import type { DiscoveryDocument, Schema } from './discovery-document.ts'

/** Which way a value travels. Requests may send null (it clears a field); answers never hold null. */
export type Side = 'request' | 'response'

/** Output-only in the document's words, but required when a permission is created. */
const writableAfterAll = new Set(['Permission.emailAddress', 'Permission.domain'])

/**
 * What is wrong with `value` by its schema: unknown properties, wrong types, enum values, formats, and fields
 * that Drive says are output only. Each finding starts with the place.
 */
export function checkValue(
  document: DiscoveryDocument,
  schema: Schema,
  value: unknown,
  side: Side,
  place: string,
): string[] {
  if (schema.$ref !== undefined) {
    const target = document.schemas?.[schema.$ref]
    return target === undefined
      ? [`${place}: the document has no schema ${schema.$ref}`]
      : checkObject(document, target, value, side, place, schema.$ref)
  }
  if (value === null) return side === 'request' ? [] : [`${place}: null in an answer`]
  switch (schema.type) {
    case 'object':
      return checkObject(document, schema, value, side, place, null)
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) =>
            checkValue(document, schema.items ?? {}, item, side, `${place}[${index}]`),
          )
        : [`${place}: ${typeof value} instead of an array`]
    case 'string':
      return checkString(schema, value, place)
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${place}: ${typeof value} instead of a boolean`]
    case 'integer':
      return Number.isInteger(value) ? [] : [`${place}: ${String(value)} is not an integer`]
    case 'number':
      return typeof value === 'number' ? [] : [`${place}: ${typeof value} instead of a number`]
    default:
      return []
  }
}

function checkObject(
  document: DiscoveryDocument,
  schema: Schema,
  value: unknown,
  side: Side,
  place: string,
  name: string | null,
): string[] {
  if (value === null && side === 'request') return []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${place}: ${value === null ? 'null' : typeof value} instead of an object`]
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const property = schema.properties?.[key] ?? schema.additionalProperties
    const inner = `${place}.${key}`
    if (property === undefined) return [`${inner}: unknown property`]
    const isOutputOnly =
      side === 'request' &&
      (property.description ?? '').startsWith('Output only.') &&
      !writableAfterAll.has(`${name}.${key}`)
    if (isOutputOnly) return [`${inner}: output only`]
    return checkValue(document, property, item, side, inner)
  })
}

function checkString(schema: Schema, value: unknown, place: string): string[] {
  if (typeof value !== 'string') return [`${place}: ${typeof value} instead of a string`]
  // Event times may leave the offset out when a time zone stands beside them.
  return checkText(schema, value, place, place.endsWith('.dateTime'))
}

/**
 * A text by its schema: enum, pattern, format. Also for query parameters, where numbers are texts too.
 * `isLocalTime` allows a time without an offset.
 */
export function checkText(
  schema: Schema,
  text: string,
  place: string,
  isLocalTime = false,
): string[] {
  if (schema.enum !== undefined && !schema.enum.includes(text))
    return [`${place}: ${text} is none of ${schema.enum.join(', ')}`]
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(text))
    return [`${place}: ${text} does not match ${schema.pattern}`]
  switch (schema.format) {
    case 'date-time':
      return isDateTime(text, isLocalTime) ? [] : [`${place}: ${text} is not an RFC 3339 time`]
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) ? [] : [`${place}: ${text} is not a date`]
    case 'int64':
    case 'uint64':
      return /^-?\d+$/.test(text) ? [] : [`${place}: ${text} is not a number`]
    default:
      return []
  }
}

function isDateTime(text: string, isLocalTime: boolean): boolean {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/i.exec(text)
  return time !== null && (isLocalTime || time[2] !== undefined)
}
