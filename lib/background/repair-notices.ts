import type { KeyValueArea } from '../auth/key-value-area.ts'
import { type ErrorCode, errorCodes } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'

/**
 * What was put right in a pair's file, until somebody has read and put away the notice: the run after the
 * repair finds nothing wrong any more, and the repair may have happened with no panel open.
 */
export interface RepairNotices {
  /** The newest; null when there is none. */
  of(pairId: PairId): Promise<ErrorCode | null>
  note(pairId: PairId, code: ErrorCode): Promise<void>
  /** The person has read it. */
  forget(pairId: PairId): Promise<void>
}

const prefix = 'repaired:'

/** Notices kept in `session`: they go with the browser. */
export function createRepairNotices(session: KeyValueArea): RepairNotices {
  return {
    async of(pairId) {
      const value = (await session.get([prefix + pairId]))[prefix + pairId]
      return errorCodes.find((code) => code === value) ?? null
    },
    note: (pairId, code) => session.set({ [prefix + pairId]: code }),
    forget: (pairId) => session.remove([prefix + pairId]),
  }
}
