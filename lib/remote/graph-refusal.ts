import type { Clock } from '../base/clock.ts'
import { readGraphCodes } from './graph-error.ts'
import type { HttpOutcome } from './http.ts'
import { readMissingAnswer } from './http-refusal.ts'
import { parseRetryAfter } from './retry-after.ts'
import type { Refusal } from './shared-file.ts'

/** The meaning of an outcome that is not a success, before a caller adds its own statuses. */
export interface GraphFailure {
  refusal: Refusal
  /** HTTP status; null when no full answer came. */
  status: number | null
  /** Graph's codes; see `readGraphCodes`. */
  codes: string[]
}

/** "Bandwidth limit exceeded": OneDrive's other way to say slow down. */
const bandwidthStatus = 509
/** "Insufficient storage". */
const fullStatus = 507

/**
 * What all of Graph means alike, as a refusal; null for a success (2xx). 403, 404, 409 and 412 come back as
 * `rejected`: what they mean depends on the call, and callers decide by status and codes.
 * https://learn.microsoft.com/graph/throttling and https://learn.microsoft.com/onedrive/developer/rest-api/concepts/errors
 */
export function readGraphFailure(outcome: HttpOutcome, clock: Clock): GraphFailure | null {
  if (outcome.kind !== 'answer') return { ...readMissingAnswer(outcome), codes: [] }
  const { status } = outcome
  if (status >= 200 && status < 300) return null
  const codes = readGraphCodes(outcome.bytes)
  const retryAfterMs = parseRetryAfter(outcome.headers.get('retry-after'), clock.nowMs())
  const refusal = ((): Refusal => {
    if (status === fullStatus || codes.includes('quotaLimitReached')) {
      return { kind: 'storage-full' }
    }
    if (status === 429 || status === bandwidthStatus) return { kind: 'throttled', retryAfterMs }
    // Locked by another upload that is being committed, or busy: told how long, it is obeyed.
    const isBusy = status === 423 || status === 503
    if (isBusy && retryAfterMs !== null) return { kind: 'throttled', retryAfterMs }
    if (status === 423 || status === 408 || status >= 500) return { kind: 'unavailable' }
    return { kind: 'rejected', status }
  })()
  return { refusal, status, codes }
}
