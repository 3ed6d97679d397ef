import type { ErrorCode } from '../base/app-error.ts'
import type { DraftTopic } from '../model/agenda.ts'
import type { CommandDesk } from './command-desk.ts'
import { createPutLedger } from './put-ledger.ts'

/**
 * Drafts of sensitive topics as the person sees them: what the background keeps, and over it what was
 * typed a moment ago. They travel only as commands and never touch the document before they are shared.
 */
export interface DraftShelf {
  /** What the background keeps; sent with every context. */
  accept(drafts: readonly DraftTopic[]): void
  list(): DraftTopic[]
  find(id: string): DraftTopic | null
  /** Keeps a draft; every call is saved. */
  put(draft: DraftTopic): void
  remove(id: string): void
  /** Drafts taken back while this panel is open; they can be put back. */
  removed(): DraftTopic[]
  restore(id: string): void
  /** The explicit press: the draft becomes a topic both can read. */
  share(id: string): void
  isSharing(id: string): boolean
  /**
   * The topic of a draft stands in the document. It may have stood there before: with `isWhole` false the draft
   * is over only once its sharing was answered.
   */
  noteArrived(id: string, isWhole: boolean): void
  /** `saving` while a change has no answer yet. */
  state(): 'saved' | 'saving' | 'failed'
  error(): ErrorCode | null
  /** Sends everything that failed once more. */
  saveAgain(): void
}

/**
 * Builds a shelf. `onChange` is called when a reply changed something, `onShareFailed` when a draft could not
 * be shared and is a draft again.
 */
export function createDraftShelf(
  commands: CommandDesk,
  onChange: () => void,
  onShareFailed: (code: ErrorCode) => void,
): DraftShelf {
  const kept = new Map<string, DraftTopic>()
  const mine = new Map<string, DraftTopic>()
  const gone = new Map<string, DraftTopic>()
  const sharing = new Set<string>()
  // Shared at some time: once such a draft stands in the document, what is kept here is over.
  const shared = new Set<string>()
  const answered = new Set<string>()
  const ledger = createPutLedger()

  const find = (id: string): DraftTopic | null =>
    gone.has(id) ? null : (mine.get(id) ?? kept.get(id) ?? null)

  const put = (draft: DraftTopic): void => {
    gone.delete(draft.id)
    mine.set(draft.id, draft)
    const answer = ledger.note(draft.id)
    commands.run({ name: 'draft-put', draft }, (error) => {
      answer(error)
      onChange()
    })
  }

  return {
    accept(drafts) {
      kept.clear()
      for (const draft of drafts) kept.set(draft.id, draft)
      for (const [id, own] of mine) {
        const theirs = kept.get(id)
        const isKept = theirs !== undefined && theirs.updatedMs >= own.updatedMs
        if (isKept && !ledger.isOpen(id) && !sharing.has(id)) mine.delete(id)
      }
    },
    list: () =>
      [...new Set([...kept.keys(), ...mine.keys()])].flatMap((id) => {
        const draft = find(id)
        return draft === null ? [] : [draft]
      }),
    find,
    put,
    remove(id) {
      const draft = find(id)
      if (draft === null) return
      gone.set(id, draft)
      mine.delete(id)
      ledger.forgive(id)
      commands.run({ name: 'draft-remove', draftId: id }, onChange)
    },
    removed: () => [...gone.values()],
    restore(id) {
      const draft = gone.get(id)
      if (draft !== undefined) put(draft)
    },
    share(id) {
      const draft = find(id)
      if (draft === null || sharing.has(id)) return
      // Held here until it stands in the document: between the two it must not vanish from the screen.
      mine.set(id, draft)
      sharing.add(id)
      shared.add(id)
      answered.delete(id)
      commands.run({ name: 'draft-share', draftId: id }, (error) => {
        // A press that was repeated after the worker died may find the draft gone: then it stands in the
        // document, and what the repetition was answered does not matter.
        if (error === null) answered.add(id)
        else if (sharing.delete(id)) onShareFailed(error)
        onChange()
      })
    },
    isSharing: (id) => sharing.has(id),
    noteArrived(id, isWhole) {
      if (!shared.has(id) || !(isWhole || answered.has(id))) return
      shared.delete(id)
      answered.delete(id)
      sharing.delete(id)
      mine.delete(id)
      kept.delete(id)
      ledger.forgive(id)
    },
    state: ledger.state,
    error: ledger.error,
    saveAgain() {
      for (const id of ledger.takeRefused()) {
        const draft = find(id)
        if (draft !== null) put(draft)
      }
    },
  }
}
