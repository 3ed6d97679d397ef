import type { ErrorCode } from '../base/app-error.ts'

/**
 * Whether everything written here is on disk. `saving` is said as long as that is not proven: by an
 * acknowledgement of the background for every edit, across lost connections.
 */
export interface SaveLedger {
  /** An edit of this segment was made that is not on its way yet. */
  noteUnsent(segment: string): void
  /** Everything made so far in this segment travels under `sequence`. */
  noteSent(sequence: number, segment: string): void
  /** The background's answer; false when the sequence is not one of ours. */
  settle(sequence: number, error: ErrorCode | null): boolean
  /** The line was cut: whatever was not acknowledged counts as unsent. */
  noteLineLost(): void
  hasUnsent(segment: string): boolean
  /** `failed` until a later save succeeds. */
  state(): SaveState
  /** Why the last save failed; null unless `failed`. */
  error(): ErrorCode | null
}

/** See {@link SaveLedger.state}. */
export type SaveState = 'saved' | 'saving' | 'failed'

/** An empty ledger. */
export function createSaveLedger(): SaveLedger {
  const waiting = new Map<number, string>()
  const unsent = new Set<string>()
  // Segments of a failed save: the background still holds them, but only while its worker lives.
  const failed = new Set<string>()
  let failure: ErrorCode | null = null
  return {
    noteUnsent(segment) {
      unsent.add(segment)
    },
    noteSent(sequence, segment) {
      unsent.delete(segment)
      waiting.set(sequence, segment)
    },
    settle(sequence, error) {
      const segment = waiting.get(sequence)
      if (segment === undefined) return false
      if (error !== null) {
        waiting.delete(sequence)
        failed.add(segment)
        failure = error
        return true
      }
      // Saved means saved up to here: a success covers earlier sequences and earlier failures.
      for (const one of [...waiting.keys()]) if (one <= sequence) waiting.delete(one)
      failed.clear()
      failure = null
      return true
    },
    noteLineLost() {
      for (const segment of [...waiting.values(), ...failed]) unsent.add(segment)
      waiting.clear()
      failed.clear()
    },
    hasUnsent: (segment) => unsent.has(segment),
    state() {
      if (failure !== null) return 'failed'
      return unsent.size > 0 || waiting.size > 0 ? 'saving' : 'saved'
    },
    error: () => failure,
  }
}
