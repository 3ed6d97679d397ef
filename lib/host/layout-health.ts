import type { Timers } from '../base/clock.ts'

/** Notices that opening events no longer leads to an event we recognise. */
export interface LayoutHealth {
  /** A person opened the chip with this key. */
  opened(key: string): void
  /** An event was recognised. */
  recognised(): void
  /** Stops waiting. */
  stop(): void
}

/**
 * Calls `onLayoutChanged` once, after `missCount` different chips were opened and nothing was recognised
 * in between nor within `waitMs` after.
 */
export function createLayoutHealth(
  timers: Timers,
  onLayoutChanged: () => void,
  { waitMs, missCount }: { waitMs: number; missCount: number },
): LayoutHealth {
  const missed = new Set<string>()
  let cancel: (() => void) | null = null
  let isTold = false
  const stop = (): void => {
    cancel?.()
    cancel = null
  }
  return {
    stop,
    opened(key) {
      missed.add(key)
      if (missed.size < missCount || isTold) return
      // The last of them gets its time, too.
      stop()
      cancel = timers.after(waitMs, () => {
        cancel = null
        isTold = true
        onLayoutChanged()
      })
    },
    recognised() {
      stop()
      missed.clear()
    },
  }
}
