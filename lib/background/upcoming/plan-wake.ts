import type { ReminderMinutes } from '../../model/reminder.ts'

/** A calendar is asked this often while nobody looks. */
export const refreshPaceMs = 60 * 60_000

/** From so long before its start on, the shared file of a 1-on-1's pair is read often. */
export const nearLeadMs = 15 * 60_000

/** What {@link planWake} weighs. */
export interface WakeFacts {
  nowMs: number
  /** Coming and running 1-on-1s. */
  meetings: readonly { startMs: number | null; endMs: number }[]
  reminderMinutes: ReminderMinutes
  isBadgeShown: boolean
  /** When a calendar was last asked or tried; null while no account is connected. */
  lastReadMs: number | null
}

/**
 * How long until there is something to do: ask the calendar, get ready, remind, or count the day's
 * 1-on-1s anew. Null
 * when nothing is coming.
 */
export function planWake(facts: WakeFacts): number | null {
  const { nowMs } = facts
  const times: number[] = []
  if (facts.lastReadMs !== null) {
    const ageMs = nowMs - facts.lastReadMs
    // A clock that was set back must not put the next look off.
    times.push(ageMs < 0 ? nowMs + refreshPaceMs : facts.lastReadMs + refreshPaceMs)
  }
  const starts = facts.meetings.flatMap((one) => one.startMs ?? [])
  times.push(...starts.map((startMs) => startMs - nearLeadMs))
  if (facts.reminderMinutes > 0) {
    times.push(...starts.map((startMs) => reminderMs(startMs, facts.reminderMinutes)))
  }
  if (facts.isBadgeShown && facts.meetings.length > 0) {
    times.push(...facts.meetings.map((one) => one.endMs), nextMidnightMs(nowMs))
  }
  const ahead = times.filter((one) => one > nowMs)
  const isLate = facts.lastReadMs !== null && nowMs - facts.lastReadMs >= refreshPaceMs
  if (isLate) return 0
  return ahead.length === 0 ? null : Math.min(...ahead) - nowMs
}

/** When a person is reminded of a 1-on-1, ms since the epoch. */
export function reminderMs(startMs: number, minutes: ReminderMinutes): number {
  return startMs - minutes * 60_000
}

/** The next midnight where the person is, ms since the epoch. */
function nextMidnightMs(nowMs: number): number {
  const date = new Date(nowMs)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime()
}
