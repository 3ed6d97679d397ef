import type { Random } from '../base/clock.ts'
import type { NextStep } from './sync-outcome.ts'

type RetryReason = Extract<NextStep, { kind: 'retry' }>['reason']

/** First wait and longest wait by reason. Offline begins slowly: one attempt at a time, at low frequency. */
const waits: Record<RetryReason, { firstMs: number; longestMs: number }> = {
  offline: { firstMs: 30_000, longestMs: 10 * 60_000 },
  throttled: { firstMs: 30_000, longestMs: 60 * 60_000 },
  unavailable: { firstMs: 5_000, longestMs: 10 * 60_000 },
  conflict: { firstMs: 5_000, longestMs: 60_000 },
  storage: { firstMs: 60_000, longestMs: 10 * 60_000 },
}

/** A provider's Retry-After is obeyed up to here; a wrong header must not silence a pair for ever. */
export const longestObeyedMs = 24 * 60 * 60_000

/**
 * How long to wait after the `failureCount`-th failure in a row (1 is the first): doubled each time, up to a
 * cap, then cut at random to between half and all of it, so that devices that failed together do not come
 * back together. Never less than what the provider asked for.
 */
export function backoffMs(
  step: Extract<NextStep, { kind: 'retry' }>,
  failureCount: number,
  random: Random,
): number {
  const { firstMs, longestMs } = waits[step.reason]
  const doubledMs = Math.min(longestMs, firstMs * 2 ** Math.min(30, Math.max(0, failureCount - 1)))
  const jitteredMs = doubledMs * (0.5 + random.next() / 2)
  const askedMs = Math.min(step.minimumMs, longestObeyedMs)
  return askedMs === 0 ? jitteredMs : Math.max(askedMs * (1 + random.next() / 10), jitteredMs)
}
