import type { Timers } from '../base/clock.ts'

/** Waits `delayMs`; resolves false at once when `signal` aborts, true when the time has passed. */
export function wait(timers: Timers, delayMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(false)
      return
    }
    const stop = () => {
      cancel()
      resolve(false)
    }
    const cancel = timers.after(delayMs, () => {
      signal.removeEventListener('abort', stop)
      resolve(true)
    })
    signal.addEventListener('abort', stop, { once: true })
  })
}
