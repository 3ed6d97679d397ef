import { dayInZone } from '../../model/calendar-day.ts'

/**
 * How many of the meetings begin today, where the person is, and are not past. `timeZone` undefined is the
 * device's own.
 */
export function countToday(
  meetings: readonly { startMs: number; endMs: number }[],
  nowMs: number,
  timeZone?: string,
): number {
  const today = dayInZone(nowMs, timeZone)
  return meetings.filter((one) => one.endMs > nowMs && dayInZone(one.startMs, timeZone) === today)
    .length
}
