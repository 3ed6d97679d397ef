import type { ErrorCode } from '../base/app-error.ts'
import { toHex } from '../base/bytes.ts'
import type { Clock, Random } from '../base/clock.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairEditor } from './pair-editor.ts'
import type { PanelActions } from './panel-actions.ts'

/** What the actions on memos, promises, endings and the relation work with. */
export interface TalkActionParts {
  clock: Clock
  random: Random
  /** With the meeting on screen. */
  context: () => PanelContext | null
  /** Runs an edit of the pair on screen, now or as soon as its document is here. */
  edit: (run: (editor: PairEditor) => void) => void
  onEdited: () => void
  onError: (code: ErrorCode) => void
  /** Draw anew. */
  onChange: () => void
}

/** Builds the action; every edit goes to the document at once. */
export function createTalkActions(parts: TalkActionParts): Pick<PanelActions, 'talk'> {
  return {
    talk(edit) {
      const { meeting, self } = parts.context() ?? {}
      if (meeting == null || self == null) return
      const place = {
        self: self.id,
        meeting: { key: meeting.key, startMs: meeting.startMs, day: meeting.day },
        nowMs: parts.clock.nowMs(),
        suffix: toHex(parts.random.bytes(8)),
      }
      parts.edit((editor) => {
        const error = editor.talk(edit, place)
        if (error === null) parts.onEdited()
        else parts.onError(error)
        parts.onChange()
      })
    },
  }
}
