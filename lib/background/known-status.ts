import type { PairId } from '../model/people.ts'
import type { SyncStatus } from '../model/sync-status.ts'

/**
 * The last status found of each pair. Telling whether everything has arrived reads the whole stored document:
 * a panel is drawn with what was found last time, and hears at once when that is no longer so.
 */
export interface KnownStatus {
  /** What is known of the pair, while `find` looks anew; waits for `find` where nothing is known. */
  read(pairId: PairId, find: () => Promise<SyncStatus>): Promise<SyncStatus>
  /** The pair was edited: what was last known is no longer true. */
  forget(pairId: PairId): void
  /** Everything was erased. */
  forgetAll(): void
}

/** Builds it. `onChanged` is told when an answer that was given turned out to be old. */
export function createKnownStatus(parts: {
  onChanged: (pairId: PairId) => void
  report: (thrown: unknown) => void
}): KnownStatus {
  const known = new Map<PairId, { status: SyncStatus; question: number }>()
  /** Per pair, the number of the first question asked after it was last edited. */
  const firstQuestions = new Map<PairId, number>()
  let firstOfAll = 1
  let questionCount = 0

  const isStale = (pairId: PairId, question: number): boolean =>
    question < (firstQuestions.get(pairId) ?? firstOfAll) ||
    question < (known.get(pairId)?.question ?? 0)

  return {
    async read(pairId, find) {
      const last = known.get(pairId) ?? null
      questionCount += 1
      const question = questionCount
      const finding = find().then((status) => {
        // An answer asked for before the last edit, or before one that is known, says nothing new. One that
        // is newer counts even when others were asked for since: each of them may wait for the next.
        if (!isStale(pairId, question)) known.set(pairId, { status, question })
        return status
      })
      if (last === null) return finding
      finding.then((status) => {
        if (JSON.stringify(status) !== JSON.stringify(last.status)) parts.onChanged(pairId)
      }, parts.report)
      return last.status
    },
    forget(pairId) {
      known.delete(pairId)
      firstQuestions.set(pairId, questionCount + 1)
    },
    forgetAll() {
      known.clear()
      firstQuestions.clear()
      firstOfAll = questionCount + 1
    },
  }
}
