import type { ErrorCode } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { CommandDesk } from './command-desk.ts'

/** How much of a pair's document is here: what every opening needs, or everything. */
export type YearsState = 'recent' | 'loading' | 'all'

/** Older years of the pair on screen, loaded when somebody looks back. */
export interface AllYears {
  load(pairId: PairId): void
  state(pairId: PairId | null): YearsState
  /** The line stands again: a background that died remembers nothing. */
  resume(): void
  /** Another pair is shown. */
  turn(): void
}

/** Builds it; `isSynced` tells that every segment asked for has been answered, `onError` what went wrong. */
export function createAllYears(
  commands: CommandDesk,
  isSynced: () => boolean,
  onChange: () => void,
  onError: (code: ErrorCode) => void,
): AllYears {
  let wanted: PairId | null = null
  let isReplied = false

  const ask = (pairId: PairId): void => {
    wanted = pairId
    isReplied = false
    commands.run({ name: 'load-all' }, (error) => {
      if (wanted !== pairId) return
      if (error === null) isReplied = true
      else {
        wanted = null
        onError(error)
      }
      onChange()
    })
  }

  return {
    load(pairId) {
      if (wanted !== pairId) ask(pairId)
    },
    state(pairId) {
      if (pairId === null || wanted !== pairId) return 'recent'
      return isReplied && isSynced() ? 'all' : 'loading'
    },
    resume() {
      if (wanted !== null && isReplied) ask(wanted)
    },
    turn() {
      wanted = null
    },
  }
}
