import { minimumAlarmMs } from './alarms-port.ts'
import type { NextStep } from './sync-outcome.ts'

/** The pace of one pair, in ms. */
export const pace = {
  /** Upload this long after the last edit … */
  debounceMs: 2_500,
  /** … and at the latest this long after the first one that waits. */
  latestMs: 10_000,
  /** Runs of one pair begin at least this far apart. */
  spacingMs: 5_000,
  /** A write is read back after this long. */
  verifyMs: 3_000,
  /** A proven write is looked at once more after this long: by then any write that raced it has landed. */
  confirmMs: 30_000,
  /** Reads while a panel is visible or a 1-on-1 is near. */
  pollMs: 15_000,
  /** Reads while a panel is visible but nothing has happened for {@link pace.quietAfterMs}. */
  quietPollMs: 60_000,
  quietAfterMs: 10 * 60_000,
  /** Waiting edits that only a person can free are tried again this often. */
  blockedMs: 6 * 60 * 60_000,
  /** Requests a day for one pair above which reads slow down to {@link pace.quietPollMs}. */
  requestsPerDay: 4_000,
} as const

/** A wait with its beginning, so that it can never grow when the clock is set. */
export interface Wait {
  sinceMs: number
  lengthMs: number
}

/** What the scheduler knows of one pair. Times are by this device's clock; null means never. */
export interface PairActivity {
  /** First and last edit not yet part of a run. */
  firstEditMs: number | null
  lastEditMs: number | null
  /** The panel was hidden: do not wait for more edits. */
  isFlushing: boolean
  lastStartMs: number | null
  lastEndMs: number | null
  /** What the last run asked for; null before the first. */
  next: NextStep | null
  /** A person or an alarm wants a run as soon as it is allowed. */
  isDue: boolean
  /** Nothing could be read: only a person can help, and reading often would not. */
  isUnreadable: boolean
  /** Our own caution after a failed run; a person may cut it short. */
  backoff: Wait | null
  /** The provider's demand (Retry-After); nobody cuts it short. */
  pause: Wait | null
  isVisible: boolean
  /** A 1-on-1 of the pair begins or lasts until then. */
  nearUntilMs: number | null
  /** Last edit, news or visit. */
  lastActivityMs: number | null
  isOverBudget: boolean
}

/** A pair nothing is known of. */
export const idleActivity: PairActivity = {
  firstEditMs: null,
  lastEditMs: null,
  isFlushing: false,
  lastStartMs: null,
  lastEndMs: null,
  next: null,
  isDue: false,
  isUnreadable: false,
  backoff: null,
  pause: null,
  isVisible: false,
  nearUntilMs: null,
  lastActivityMs: null,
  isOverBudget: false,
}

/**
 * Puts an activity right after the clock was set back: what seems to lie ahead began now. Without it every
 * new plan would begin an old wait again.
 */
export function alignToClock(activity: PairActivity, nowMs: number): void {
  const past = (ms: number | null) => (ms === null ? null : Math.min(ms, nowMs))
  const begun = (wait: Wait | null) =>
    wait === null ? null : { ...wait, sinceMs: Math.min(wait.sinceMs, nowMs) }
  activity.firstEditMs = past(activity.firstEditMs)
  activity.lastEditMs = past(activity.lastEditMs)
  activity.lastStartMs = past(activity.lastStartMs)
  activity.lastEndMs = past(activity.lastEndMs)
  activity.lastActivityMs = past(activity.lastActivityMs)
  activity.backoff = begun(activity.backoff)
  activity.pause = begun(activity.pause)
}

/** When to run next, as delays from now; null where nothing is due. */
export interface Plan {
  timerMs: number | null
  /** The alarm that does the work if the worker is gone by then. */
  alarmMs: number | null
}

/**
 * Plans the next run of one pair. Every wait is clamped to its own length, so that a clock set back by a
 * year cannot put anything off for a year.
 */
export function planNextRun(activity: PairActivity, nowMs: number): Plan {
  const owedMs = owedDelay(activity, nowMs)
  const pollMs = pollDelay(activity, nowMs)
  const due = [owedMs, pollMs].filter((delay) => delay !== null)
  if (due.length === 0) return { timerMs: null, alarmMs: null }
  const floorMs = Math.max(
    remaining(activity.lastStartMs, pace.spacingMs, nowMs),
    activity.pause === null ? 0 : remaining(activity.pause.sinceMs, activity.pause.lengthMs, nowMs),
    activity.backoff === null
      ? 0
      : remaining(activity.backoff.sinceMs, activity.backoff.lengthMs, nowMs),
  )
  const timerMs = Math.max(floorMs, Math.min(...due))
  const needsAlarm = owedMs !== null || isNear(activity, nowMs)
  return { timerMs, alarmMs: needsAlarm ? Math.max(minimumAlarmMs, timerMs) : null }
}

/** True while a 1-on-1 of the pair is near. */
function isNear(activity: PairActivity, nowMs: number): boolean {
  const { nearUntilMs } = activity
  // A day at most: a clock set back must not make a 1-on-1 last for a year.
  return nearUntilMs !== null && nowMs < nearUntilMs && nearUntilMs - nowMs < 86_400_000
}

/** Delay of work that must happen: edits to upload, a write to prove, a failure to repeat. */
function owedDelay(activity: PairActivity, nowMs: number): number | null {
  const { firstEditMs, lastEditMs, lastEndMs, next } = activity
  if (activity.isDue || next?.kind === 'stopped' || next?.kind === 'retry') return 0
  if (activity.isUnreadable) return null
  const delays: number[] = []
  if (firstEditMs !== null && lastEditMs !== null) {
    const quietMs = remaining(lastEditMs, pace.debounceMs, nowMs)
    const latestMs = remaining(firstEditMs, pace.latestMs, nowMs)
    delays.push(activity.isFlushing ? 0 : Math.min(quietMs, latestMs))
  }
  if (next?.kind === 'verify') delays.push(remaining(lastEndMs, pace.verifyMs, nowMs))
  if (next?.kind === 'confirm') delays.push(remaining(lastEndMs, pace.confirmMs, nowMs))
  if (next?.kind === 'again') delays.push(remaining(lastEndMs, pace.debounceMs, nowMs))
  return delays.length === 0 ? null : Math.min(...delays)
}

function pollDelay(activity: PairActivity, nowMs: number): number | null {
  const isPairNear = isNear(activity, nowMs)
  if (!activity.isVisible && !isPairNear) return null
  const isQuiet = !isPairNear && remaining(activity.lastActivityMs, pace.quietAfterMs, nowMs) === 0
  const isSlow = isQuiet || activity.isOverBudget || activity.isUnreadable
  return remaining(activity.lastStartMs, isSlow ? pace.quietPollMs : pace.pollMs, nowMs)
}

/**
 * What is left of `lengthMs` since `sinceMs`: 0 when it passed or never began, and never more than the
 * whole, wherever the clock was set.
 */
function remaining(sinceMs: number | null, lengthMs: number, nowMs: number): number {
  if (sinceMs === null) return 0
  return Math.min(lengthMs, Math.max(0, sinceMs + lengthMs - nowMs))
}
