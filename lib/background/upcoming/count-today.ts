import { type CalendarDay, dayInZone } from '../../model/calendar-day.ts'

/** How many of the meetings are today, where the person is, and not past. */
export function countToday(
  meetings: readonly { day: CalendarDay; endMs: number }[],
  nowMs: number,
): number {
  const today = dayInZone(nowMs)
  return meetings.filter((one) => one.endMs > nowMs && one.day === today).length
}
