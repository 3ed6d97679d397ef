import type { MeetingView } from './agenda.ts'
import { undatedMeeting } from './meeting.ts'
import { type MeetingTimes, spanOfMeeting } from './meeting-time.ts'
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

/** True for a meeting the two really had: one of them ended it, or left something said in it. */
export function wasHeld(meeting: MeetingView): boolean {
  return (
    meeting.ended.length > 0 ||
    meeting.topics.some((topic) => topic.talkedMs !== null) ||
    meeting.memos.some((memo) => !memo.isRemoved && memo.text.trim() !== '')
  )
}
