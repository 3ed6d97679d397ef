import type { Clock, Random } from '../base/clock.ts'
import type { PairId } from '../model/people.ts'
import type { SyncStateStore } from '../storage/ports.ts'
import { backoffMs, longestObeyedMs } from './backoff.ts'
import { type PairActivity, pace } from './plan-next-run.ts'
import { emptySyncState } from './sync-one.ts'
import type { NextStep } from './sync-outcome.ts'

/** Requests that may be forgotten when the worker dies: writing each down would cost more than it tells. */
const forgettableRequests = 20

/**
 * Turns the end of a run into waits, and writes down what must outlive the worker: the provider's
 * Retry-After, failures in a row, the day's requests. `requests` are those not yet written down; returns
 * how many still are not.
 */
export async function rememberOutcome(
  dependencies: { states: SyncStateStore; clock: Clock; random: Random },
  pairId: PairId,
  activity: PairActivity,
  step: NextStep,
  requests: number,
): Promise<number> {
  const nowMs = dependencies.clock.nowMs()
  const state = (await dependencies.states.get(pairId)) ?? emptySyncState()
  const failureCount = step.kind === 'retry' ? state.failureCount + 1 : 0
  const waitMs = step.kind === 'retry' ? backoffMs(step, failureCount, dependencies.random) : 0
  const askedMs = step.kind === 'retry' ? Math.min(step.minimumMs, longestObeyedMs) : 0
  activity.backoff = step.kind === 'retry' ? { sinceMs: nowMs, lengthMs: waitMs } : null
  // Only the provider's own demand binds a person who presses "sync now".
  activity.pause = askedMs > 0 ? { sinceMs: nowMs, lengthMs: askedMs } : null
  const day = new Date(nowMs).toISOString().slice(0, 10)
  const count = (state.requests.day === day ? state.requests.count : 0) + requests
  activity.isOverBudget = count > pace.requestsPerDay
  const isWorthWriting =
    failureCount !== state.failureCount ||
    activity.pause !== null ||
    state.pause !== null ||
    requests >= forgettableRequests
  if (!isWorthWriting) return requests
  const { pause } = activity
  await dependencies.states.put(pairId, {
    ...state,
    failureCount,
    pause,
    requests: { day, count },
  })
  return 0
}
