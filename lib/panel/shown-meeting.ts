import type { PairView, Topic } from '../model/agenda.ts'
import { dayInZone } from '../model/calendar-day.ts'
import { undatedMeeting } from '../model/meeting.ts'
import { type MeetingStage, type StagedMeeting, stageOf } from '../model/meeting-stage.ts'
import { isTimeKnown } from '../model/meeting-time.ts'
import type { PanelContext } from '../model/panel-context.ts'

/**
 * The context with the place without a date instead of its meeting: what is prepared there joins the next
 * event of the two, whichever that will be.
 */
export function withoutDate(context: PanelContext): PanelContext {
  return {
    ...context,
    meeting: {
      key: undatedMeeting,
      title: '',
      startMs: null,
      endMs: null,
      day: null,
      whenText: '',
      isPartnerDeclined: false,
    },
  }
}

/** Where a meeting stands, as the screens say it. `today`: its day has come, and nobody can tell whether it has begun. */
export type StageShown = MeetingStage | 'today'

/**
 * Where the meeting on the screen stands. One with a day but no hour would count as held wherever on earth that
 * day is; here it is prepared for until its own day begins where the person is, and over when that day is. On
 * that day it is held once one of the two has ticked a topic as talked about; a clock alone does not tell.
 */
export function stageShown(
  meeting: StagedMeeting & { topics?: readonly Pick<Topic, 'talkedMs'>[] },
  nowMs: number,
  endMs: number | null,
): StageShown {
  const stage = stageOf(meeting, nowMs, endMs)
  if (stage !== 'hold' || meeting.day === null || isTimeKnown(meeting)) return stage
  const today = dayInZone(nowMs)
  if (today < meeting.day) return 'prepare'
  if (today > meeting.day) return 'ended'
  const hasBegun = meeting.topics?.some(
    ({ talkedMs }) => talkedMs !== null && dayInZone(talkedMs) === meeting.day,
  )
  return hasBegun === true ? 'hold' : 'today'
}

/** A text that changes when something of the two's changes that is worth saying aloud. */
export function signatureOfTalk(document: PairView | null, meetingKey: string | null): string {
  if (document === null) return ''
  const meeting = document.meetings.find(({ key }) => key === meetingKey)
  const { promises, period } = document
  return JSON.stringify([meeting?.memos, meeting?.ended, promises, period])
}
