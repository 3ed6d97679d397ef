import type { PanelContext } from '../model/panel-context.ts'
import type { Announcement } from './panel-view.ts'
import { withoutDate } from './shown-meeting.ts'

/** What one panel knows that is not in a document, a draft or a note. */
export interface SessionState {
  /** What the background last said; null before the first time. */
  context: PanelContext | null
  /** The person prepares the next 1-on-1 instead of the one in the calendar. */
  isNext: boolean
  /** The language just chosen here; null once the background speaks it, too. */
  language: 'ja' | 'en' | null
  announcement: Announcement | null
  /** The topic picked last in this meeting. */
  pickedId: string | null
  /** How often everything was erased, as the background said it last; null before the first time. */
  erasures: number | null
}

/** Before anything was said. */
export function newSessionState(): SessionState {
  return {
    context: null,
    isNext: false,
    language: null,
    announcement: null,
    pickedId: null,
    erasures: null,
  }
}

/** The context with the meeting on screen. */
export function shownContext({ context, isNext }: SessionState): PanelContext | null {
  return isNext && context !== null ? withoutDate(context) : context
}

/** Lets the live region say something. */
export function announce(
  state: SessionState,
  kind: Announcement['kind'],
  topicId: string | null,
  position: number,
): void {
  state.announcement = { serial: (state.announcement?.serial ?? 0) + 1, kind, topicId, position }
}
