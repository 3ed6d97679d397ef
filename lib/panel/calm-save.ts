import type { Timers } from '../base/clock.ts'
import type { SaveState } from './save-ledger.ts'

/** How long everything must have been saved before it is said. */
const quietMs = 500

/**
 * Says "saved" a moment late and "saving" at once: while somebody types, every letter is saved within
 * milliseconds, and a line that changed twice a letter would flicker. It never says "saved" too early.
 */
export interface CalmSave {
  /** The state to show, given the true one. */
  show(actual: SaveState): SaveState
  stop(): void
}

/** Builds it; `onChange` is called when the quiet is over. */
export function createCalmSave(timers: Timers, onChange: () => void): CalmSave {
  let shown: SaveState = 'saved'
  let stopWaiting: (() => void) | null = null
  const stop = (): void => {
    stopWaiting?.()
    stopWaiting = null
  }
  return {
    show(actual) {
      if (actual !== 'saved' || shown === 'saved') {
        stop()
        shown = actual
      } else if (stopWaiting === null) {
        shown = 'saving'
        stopWaiting = timers.after(quietMs, () => {
          stopWaiting = null
          shown = 'saved'
          onChange()
        })
      }
      return shown
    },
    stop,
  }
}
