import type { ErrorCode } from '../base/app-error.ts'

/** What was sent to be kept by the background: which of it has no answer yet, and which was refused. */
export interface PutLedger {
  /** One more of this id was sent; call the result with its answer. */
  note(id: string): (error: ErrorCode | null) => void
  /** True while an answer is missing or was a refusal: what the background says may be older. */
  isOpen(id: string): boolean
  /** A refusal does not matter any more. */
  forgive(id: string): void
  /** `saving` while anything has no answer yet. */
  state(): 'saved' | 'saving' | 'failed'
  /** The first refusal; null when there is none. */
  error(): ErrorCode | null
  /** The ids that were refused, which are forgiven: they are to be sent once more. */
  takeRefused(): string[]
}

/** Builds an empty ledger. */
export function createPutLedger(): PutLedger {
  const unanswered = new Map<string, number>()
  const failed = new Map<string, ErrorCode>()
  return {
    note(id) {
      unanswered.set(id, (unanswered.get(id) ?? 0) + 1)
      return (error) => {
        const left = (unanswered.get(id) ?? 1) - 1
        if (left > 0) unanswered.set(id, left)
        else unanswered.delete(id)
        if (error === null) failed.delete(id)
        else failed.set(id, error)
      }
    },
    isOpen: (id) => unanswered.has(id) || failed.has(id),
    forgive(id) {
      failed.delete(id)
    },
    state() {
      if (failed.size > 0) return 'failed'
      return unanswered.size > 0 ? 'saving' : 'saved'
    },
    error: () => [...failed.values()][0] ?? null,
    takeRefused() {
      const ids = [...failed.keys()]
      failed.clear()
      return ids
    },
  }
}
