import { type ErrorCode, errorCodeOf } from '../base/app-error.ts'

/** How something ended that nobody waited for, for the screen that is drawn next. */
export interface LastOutcome {
  /** This was begun; how it ends takes the place of what was begun before. */
  begin(work: Promise<unknown>): void
  /** Resolves once the work is over: the code of what went wrong, the first time it is asked for; else null. */
  take(): Promise<ErrorCode | null>
}

/** Builds it; `report` is told of what went wrong, too. */
export function createLastOutcome(report: (thrown: unknown) => void): LastOutcome {
  let last: Promise<ErrorCode | null> = Promise.resolve(null)
  return {
    begin(work) {
      last = work.then(
        () => null,
        (thrown: unknown) => {
          report(thrown)
          return errorCodeOf(thrown)
        },
      )
    },
    take() {
      const taken = last
      last = taken.then(() => null)
      return taken
    },
  }
}
