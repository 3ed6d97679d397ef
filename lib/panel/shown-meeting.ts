import type { PairView } from '../model/agenda.ts'
import { undatedMeeting } from '../model/meeting.ts'
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

/** A text that changes when something of the two's changes that is worth saying aloud. */
export function signatureOfTalk(document: PairView | null, meetingKey: string | null): string {
  if (document === null) return ''
  const meeting = document.meetings.find(({ key }) => key === meetingKey)
  const { promises, period } = document
  return JSON.stringify([meeting?.memos, meeting?.ended, promises, period])
}
