import type { Timers } from '../base/clock.ts'

/** Notices that opening events no longer leads to an event we recognise. */
export interface LayoutHealth {
  /** A person opened the chip with this key. */
  opened(key: string): void
  /** An event was recognised. */
  recognised(): void
}

/**
 * Calls `onLayoutChanged` once, after `missCount` different chips in a row were opened and none was
 * recognised within `waitMs`.
 */
export function createLayoutHealth(
  timers: Timers,
  onLayoutChanged: () => void,
  { waitMs, missCount }: { waitMs: number; missCount: number },
): LayoutHealth {
  const missed = new Set<string>()
  let cancel: (() => void) | null = null
  let isTold = false
  return {
    opened(key) {
      cancel?.()
      cancel = timers.after(waitMs, () => {
        cancel = null
        missed.add(key)
        if (missed.size < missCount || isTold) return
        isTold = true
        onLayoutChanged()
      })
    },
    recognised() {
      cancel?.()
      cancel = null
      missed.clear()
    },
  }
}
