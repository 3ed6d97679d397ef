/** Longest wait believed; a provider that asks for more is asked again after a day. */
const longestWaitMs = 24 * 60 * 60 * 1000

/**
 * Milliseconds to wait by a `Retry-After` header: whole seconds, or an HTTP date seen from `nowMs`. Null when
 * the header is absent or says neither. Never negative, at most a day.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text) * 1000, longestWaitMs)
  // Date.parse guesses at numbers and fragments: only the shape of an HTTP date is handed to it.
  if (!/^[A-Z][a-z]+, ?\d.*GMT$/.test(text)) return null
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? null : Math.min(Math.max(0, atMs - nowMs), longestWaitMs)
}
