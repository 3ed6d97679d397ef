import { badBody } from './google-error.ts'

const maxKeyLength = 44
const maxValueLength = 1024
const maxCount = 300
const maxBytes = 32 * 1024

/**
 * Extended properties with a PATCH merged in: null deletes a key, too long keys are silently dropped, too
 * long values silently cut. https://developers.google.com/workspace/calendar/api/guides/extended-properties
 */
export function mergeExtended(
  before: Record<string, string>,
  value: Record<string, unknown> | null | undefined,
): Record<string, string> {
  if (value === undefined) return before
  if (value === null) return {}
  const merged = { ...before }
  for (const [key, entry] of Object.entries(value)) {
    if (entry === null) delete merged[key]
    else if (key.length <= maxKeyLength) merged[key] = String(entry).slice(0, maxValueLength)
  }
  return merged
}

/**
 * Throws 400 when shared and private properties of all copies of an event together exceed what it may hold.
 */
export function checkLimits(parts: readonly Record<string, string>[]): void {
  const entries = parts.flatMap((part) => Object.entries(part))
  const bytes = entries.reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  )
  if (entries.length > maxCount || bytes > maxBytes)
    throw badBody('invalid', 'The extended properties exceed the limits of an event.')
}
