import type { MeetingView } from '../model/agenda.ts'
import { dayInZone } from '../model/calendar-day.ts'
import { dayOfKey, type MeetingKey, undatedMeeting } from '../model/meeting.ts'

/**
 * Where one side's calendar told the meeting and the other's only its day, the two write under two keys. What
 * stands under a day is read as part of the one meeting of that day; of several, or of none, it stays apart.
 * Nothing is moved: writing under either key ends up here.
 */
export function foldDays(meetings: Map<MeetingKey, MeetingView>): void {
  for (const [key, ofDay] of [...meetings]) {
    const day = dayOfKey(key)
    if (day === null) continue
    const there = [...meetings.values()].filter((one) => isOnDay(one, day))
    const [only] = there
    if (there.length !== 1 || only === undefined) continue
    for (const topic of ofDay.topics) only.topics.push({ ...topic, meeting: only.key })
    for (const memo of ofDay.memos) only.memos.push({ ...memo, meeting: only.key })
    only.seen = latestMarks([...only.seen, ...ofDay.seen])
    only.ended = latestMarks([...only.ended, ...ofDay.ended])
    only.isCalledOff ||= ofDay.isCalledOff
    meetings.delete(key)
  }
}

/** True for a meeting that a calendar told, on this day where this device is. */
function isOnDay({ key, day, startMs }: MeetingView, wanted: string): boolean {
  if (key === undatedMeeting || dayOfKey(key) !== null) return false
  return (day ?? (startMs === null ? null : dayInZone(startMs))) === wanted
}

function latestMarks(marks: MeetingView['seen']): MeetingView['seen'] {
  const latest = new Map<string, MeetingView['seen'][number]>()
  for (const mark of marks) {
    if (mark.atMs >= (latest.get(mark.member)?.atMs ?? Number.NEGATIVE_INFINITY)) {
      latest.set(mark.member, mark)
    }
  }
  return [...latest.values()]
}
