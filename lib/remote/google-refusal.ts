import type { Clock } from '../base/clock.ts'
import { readGoogleReasons } from './google-error.ts'
import type { HttpOutcome } from './http.ts'
import { readMissingAnswer } from './http-refusal.ts'
import { parseRetryAfter } from './retry-after.ts'
import type { Refusal } from './shared-file.ts'

/** 403 with one of these means "slow down", not "forbidden". */
const throttleReasons = [
  'userRateLimitExceeded',
  'rateLimitExceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
  'sharingRateLimitExceeded',
  'calendarUsageLimitsExceeded',
  'RATE_LIMIT_EXCEEDED',
]

/** 403 with one of these means that the token lacks a scope: signing in again is the cure. */
const scopeReasons = ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'insufficientPermissions']

/** The meaning of an outcome that is not a success, before a caller adds its own statuses. */
export interface GoogleFailure {
  refusal: Refusal
  /** HTTP status; null when no full answer came. */
  status: number | null
  /** Google's reasons; see {@link readGoogleReasons}. */
  reasons: string[]
}

/**
 * What every Google API means alike, as a refusal; null for a success (2xx). 403 and 404 come back as
 * `rejected`: what they mean depends on the call, and callers decide by status and reasons.
 * https://developers.google.com/workspace/calendar/api/guides/errors
 */
export function readGoogleFailure(outcome: HttpOutcome, clock: Clock): GoogleFailure | null {
  return outcome.kind === 'answer'
    ? readStatus(outcome, clock)
    : { ...readMissingAnswer(outcome), reasons: [] }
}

function readStatus(
  answer: Extract<HttpOutcome, { kind: 'answer' }>,
  clock: Clock,
): GoogleFailure | null {
  const { status } = answer
  if (status >= 200 && status < 300) return null
  const reasons = readGoogleReasons(answer.bytes)
  const retryAfter = answer.headers.get('retry-after')
  const throttled: Refusal = {
    kind: 'throttled',
    retryAfterMs: parseRetryAfter(retryAfter, clock.nowMs()),
  }
  const refusal = ((): Refusal => {
    if (status === 429) return throttled
    if (status === 403 && reasons.some((reason) => throttleReasons.includes(reason)))
      return throttled
    if (status === 403 && reasons.includes('storageQuotaExceeded')) return { kind: 'storage-full' }
    if (status === 403 && lacksScope(answer.headers, reasons)) return { kind: 'unauthorized' }
    if (status === 503 && throttled.retryAfterMs !== null) return throttled
    if (status === 408 || status >= 500) return { kind: 'unavailable' }
    return { kind: 'rejected', status }
  })()
  return { refusal, status, reasons }
}

/** https://www.rfc-editor.org/rfc/rfc6750#section-3.1 */
function lacksScope(headers: Headers, reasons: string[]): boolean {
  if (reasons.some((reason) => scopeReasons.includes(reason))) return true
  return (headers.get('www-authenticate') ?? '').includes('insufficient_scope')
}
