import type { ErrorCode } from '../base/app-error.ts'
import type { PanelPush, PrivateNoteMessage } from '../messaging/protocol.ts'
import type { PairId } from '../model/people.ts'
import type { CommandDesk } from './command-desk.ts'
import { createPutLedger } from './put-ledger.ts'

/** A note nobody but its writer reads. It travels only as a command and never touches the document. */
export type OwnNote = PrivateNoteMessage

/** What the background says about the lane. */
export type LanePush = Extract<PanelPush, { type: 'panel/private' }>

/**
 * The private lane as the person sees it: what the background keeps, and over it what was typed a moment
 * ago. While it is hidden its words are not in this page.
 */
export interface NoteShelf {
  accept(push: LanePush): void
  /** A note by its id (`noteIdOf`); null when there is none, and while the lane is hidden. */
  find(noteId: string): OwnNote | null
  /**
   * Every note of a pair that is here and not empty; none while the lane is hidden. The same array until
   * something changes.
   */
  list(pairId: PairId): readonly OwnNote[]
  /** Keeps a note; every call is saved. */
  put(note: OwnNote): void
  isHidden(): boolean
  /** Hides the lane at once, here and in every other panel, or shows it again. */
  hide(isHidden: boolean): void
  /** `saving` while a change has no answer yet. */
  state(): 'saved' | 'saving' | 'failed'
  error(): ErrorCode | null
  /** Sends everything that failed once more. */
  saveAgain(): void
}

/** Builds a shelf; `onChange` is called when a reply changed something. */
export function createNoteShelf(commands: CommandDesk, onChange: () => void): NoteShelf {
  const kept = new Map<string, OwnNote>()
  const mine = new Map<string, OwnNote>()
  const ledger = createPutLedger()
  let isHidden = false
  /** Presses whose answer is on its way: what the background says meanwhile is older. */
  let hidings = 0

  let listed: { pairId: PairId; notes: readonly OwnNote[] } | null = null

  const put = (note: OwnNote): void => {
    listed = null
    mine.set(note.id, note)
    const answer = ledger.note(note.id)
    commands.run({ name: 'note-put', note }, (error) => {
      answer(error)
      onChange()
    })
  }

  return {
    accept(push) {
      listed = null
      if (hidings === 0) isHidden = push.isHidden
      if (!push.isHidden) {
        kept.clear()
        for (const note of push.notes) kept.set(note.id, note)
      }
      for (const id of [...mine.keys()]) {
        if (!ledger.isOpen(id)) mine.delete(id)
      }
      if (isHidden) kept.clear()
    },
    find(noteId) {
      return isHidden ? null : (mine.get(noteId) ?? kept.get(noteId) ?? null)
    },
    list(pairId) {
      if (listed?.pairId !== pairId) {
        const all = isHidden ? [] : [...new Map([...kept, ...mine]).values()]
        const notes = all.filter((note) => note.pairId === pairId && note.text !== '')
        listed = { pairId, notes }
      }
      return listed.notes
    },
    put,
    isHidden: () => isHidden,
    hide(next) {
      listed = null
      isHidden = next
      hidings += 1
      commands.run({ name: 'private-hide', isHidden: next }, () => {
        hidings -= 1
        onChange()
      })
    },
    state: ledger.state,
    error: ledger.error,
    saveAgain() {
      for (const id of ledger.takeRefused()) {
        const note = mine.get(id)
        if (note !== undefined) put(note)
      }
    },
  }
}
