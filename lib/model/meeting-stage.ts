import type { MeetingView } from './agenda.ts'
import { dayInZone } from './calendar-day.ts'
import { undatedMeeting } from './meeting.ts'
import { isTimeKnown, type MeetingTimes, spanOfMeeting } from './meeting-time.ts'
import type { MemberId } from './people.ts'

/** 準備 → 実施 → 終了; after that the next one is prepared. */
export type MeetingStage = 'prepare' | 'hold' | 'ended'

/** What decides the stage; a {@link MeetingView} fits. */
export type StagedMeeting = MeetingTimes & { ended: readonly { member: MemberId }[] }

/**
 * Where a meeting stands. Once either of the two ended it, it is ended, whatever a clock says. Otherwise it is
 * held from its start, and over when `endMs` (of the event, where known) or twelve hours have passed. A
 * meeting without a date is being prepared.
 */
export function stageOf(
  meeting: StagedMeeting,
  nowMs: number,
  endMs: number | null = null,
): MeetingStage {
  if (meeting.key === undatedMeeting) return 'prepare'
  if (meeting.ended.length > 0) return 'ended'
  const span = spanOfMeeting(meeting)
  if (span === null || nowMs < span.startMs) return 'prepare'
  // An event may be longer than half a day; a shorter one may run over.
  return nowMs <= Math.max(span.endMs, endMs ?? span.endMs) ? 'hold' : 'ended'
}

/**
 * True once a meeting is over as far as what it left is concerned: what waits in it may go on. One of which the
 * day alone is known, as Outlook's page tells it, is over with that day where this device is: by {@link stageOf}
 * it lasts as long as the day does anywhere on earth, and the next morning's panel would find nothing.
 */
export function isOver(
  meeting: StagedMeeting,
  nowMs: number,
  endMs: number | null = null,
): boolean {
  if (stageOf(meeting, nowMs, endMs) === 'ended') return true
  const { day } = meeting
  if (meeting.key === undatedMeeting || day === null || isTimeKnown(meeting)) return false
  return day < dayInZone(nowMs)
}

/** True for a meeting the two really had: one of them ended it, or left something said in it. */
export function wasHeld(meeting: MeetingView): boolean {
  return (
    meeting.ended.length > 0 ||
    meeting.topics.some((topic) => topic.talkedMs !== null) ||
    meeting.memos.some((memo) => !memo.isRemoved && memo.text.trim() !== '')
  )
}
