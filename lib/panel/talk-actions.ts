import type { ErrorCode } from '../base/app-error.ts'
import { toHex } from '../base/bytes.ts'
import type { Clock, Random } from '../base/clock.ts'
import type { PanelContext } from '../model/panel-context.ts'
import { type NoteShelf, noteIdOf } from './note-shelf.ts'
import type { PairEditor } from './pair-editor.ts'
import type { PanelActions } from './panel-actions.ts'
import { mergeText } from './text-merge.ts'

/** What the actions on memos, promises, endings and the relation work with. */
export interface TalkActionParts {
  clock: Clock
  random: Random
  /** With the meeting on screen. */
  context: () => PanelContext | null
  /** Runs an edit of the pair on screen, now or as soon as its document is here. */
  edit: (run: (editor: PairEditor) => void) => void
  notes: NoteShelf
  onEdited: () => void
  onError: (code: ErrorCode) => void
  /** Draw anew. */
  onChange: () => void
}

/** Builds the actions: every edit goes to the document at once, a private note only to its own shelf. */
export function createTalkActions(
  parts: TalkActionParts,
): Pick<PanelActions, 'talk' | 'writeNote' | 'hideLane'> {
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
    writeNote(base, text) {
      const { meeting, pairId } = parts.context() ?? {}
      if (meeting == null || pairId == null) return
      const current = parts.notes.find(pairId, meeting.key)?.text ?? ''
      parts.notes.put({
        id: noteIdOf(pairId, meeting.key),
        pairId,
        meeting: meeting.key,
        topicId: null,
        text: mergeText(base, text, current),
        updatedMs: parts.clock.nowMs(),
      })
      parts.onChange()
    },
    hideLane(isHidden) {
      parts.notes.hide(isHidden)
      parts.onChange()
    },
  }
}
