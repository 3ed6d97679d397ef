import type { ErrorCode } from '../base/app-error.ts'
import { toHex } from '../base/bytes.ts'
import type { Clock, Random } from '../base/clock.ts'
import type { PanelCommand } from '../messaging/panel-command-schemas.ts'
import type { PairView } from '../model/agenda.ts'
import { isSameMember, type MemberAliases } from '../model/member-alias.ts'
import { noteIdOf } from '../model/note-id.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { MemberId } from '../model/people.ts'
import { withTakenPeriod } from '../model/taken-period.ts'
import type { NoteShelf } from './note-shelf.ts'
import type { PairEditor } from './pair-editor.ts'
import type { PanelActions } from './panel-actions.ts'
import type { TalkEdit } from './talk-edit.ts'
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
  /** What the two have under other addresses. */
  elsewhere: () => readonly PairView[]
  run: (command: PanelCommand) => void
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
    talk(shown) {
      const { meeting, self, partner } = parts.context() ?? {}
      if (meeting == null || self == null) return
      const beside = editElsewhere(shown, parts.elsewhere())
      if (beside !== null) {
        parts.run({ name: 'elsewhere', ...beside })
        return
      }
      const place = {
        self: self.id,
        meeting: { key: meeting.key, startMs: meeting.startMs, day: meeting.day },
        nowMs: parts.clock.nowMs(),
        suffix: toHex(parts.random.bytes(8)),
      }
      parts.edit((editor) => {
        const here = editor.replica.read()
        const own = partner == null ? [self.id] : [self.id, partner.id]
        const edit = underOwnIds(shown, here.aliases, own)
        const { period } = withTakenPeriod(here, parts.elsewhere())
        const taken =
          period === here.period
            ? null
            : { ...period, mentee: ownIdOf(period.mentee, here.aliases, own) }
        const error = editor.talk(edit, { ...place, taken })
        if (error === null) parts.onEdited()
        else parts.onError(error)
        parts.onChange()
      })
    },
    writeNote(topicId, base, text) {
      const { meeting, pairId } = parts.context() ?? {}
      if (meeting == null || pairId == null) return
      const id = noteIdOf(pairId, meeting.key, topicId)
      const current = parts.notes.find(id)
      parts.notes.put({
        id,
        pairId,
        // A topic may have moved on since; the note stays where it was begun.
        meeting: current?.meeting ?? meeting.key,
        topicId,
        text: mergeText(base, text, current?.text ?? ''),
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

/** An edit of something that is kept under another address; null for everything of this pair. */
function editElsewhere(
  edit: TalkEdit,
  views: readonly PairView[],
): Omit<Extract<PanelCommand, { name: 'elsewhere' }>, 'name'> | null {
  if (edit.do === 'bring-topic') {
    const { topicId } = edit
    const there = views.find(({ meetings }) =>
      meetings.some(({ topics }) => topics.some(({ id }) => id === topicId)),
    )
    return there === undefined ? null : { pairId: there.pairId, edit: { do: edit.do, topicId } }
  }
  if (edit.do !== 'tick-promise') return null
  const { promiseId, isDone } = edit
  const there = views.find(({ promises }) => promises.some(({ id }) => id === promiseId))
  return there === undefined
    ? null
    : { pairId: there.pairId, edit: { do: edit.do, promiseId, isDone } }
}

/**
 * The edit with each member under the id this pair was made with, where the screen showed the person by another:
 * a merge can be taken back, and what was written then still has its owner.
 */
function underOwnIds(edit: TalkEdit, aliases: MemberAliases, own: readonly MemberId[]): TalkEdit {
  const ownOf = <T extends MemberId | null>(member: T) => ownIdOf(member, aliases, own)
  switch (edit.do) {
    case 'add-promise':
      return { ...edit, words: { ...edit.words, owner: ownOf(edit.words.owner) } }
    case 'change-promise': {
      const { owner } = edit.words
      return owner === undefined ? edit : { ...edit, words: { ...edit.words, owner: ownOf(owner) } }
    }
    case 'change-relation': {
      const { mentee } = edit.words
      return mentee === undefined
        ? edit
        : { ...edit, words: { ...edit.words, mentee: ownOf(mentee) } }
    }
    case 'set-farewell':
      return { ...edit, member: ownOf(edit.member) }
    default:
      return edit
  }
}

function ownIdOf<T extends MemberId | null>(
  member: T,
  aliases: MemberAliases,
  own: readonly MemberId[],
): T | MemberId {
  return (member !== null && own.find((one) => isSameMember(aliases, one, member))) || member
}
