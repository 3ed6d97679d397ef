import type { MeetingView } from '../model/agenda.ts'
import { dayInZone } from '../model/calendar-day.ts'
import { dayOfKey, type MeetingKey, undatedMeeting } from '../model/meeting.ts'
import type { PanelMeeting } from '../model/panel-context.ts'

/**
 * The key under which the two of a pair write about an event: its own, unless the document knows the event by
 * another one, because the other side's calendar told it by its day alone, or ours did. Of several meetings on
 * that day none is guessed.
 */
export function alignMeeting(
  meeting: PanelMeeting,
  known: readonly Pick<MeetingView, 'key' | 'day' | 'startMs'>[],
): MeetingKey {
  const { key } = meeting
  if (key === undatedMeeting) return key
  const day = dayOfKey(key) ?? meeting.day ?? dayOf(meeting)
  if (day === null) return key
  const there = known.filter((one) => one.key !== undatedMeeting && dayOf(one) === day)
  const told = there.filter((one) => dayOfKey(one.key) === null)
  if (dayOfKey(key) !== null) return told.length === 1 ? (told[0]?.key ?? key) : key
  if (told.length > 0) return key
  return there[0]?.key ?? key
}

function dayOf({ key, day, startMs }: Pick<MeetingView, 'key' | 'day' | 'startMs'>): string | null {
  return dayOfKey(key) ?? day ?? (startMs === null ? null : dayInZone(startMs))
}
