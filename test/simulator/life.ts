/**
 * One life of a service worker. When it ends, nothing that was waiting goes on: answers that arrive later
 * are dropped, as in a killed worker. What had begun outside (a transaction, an upload) may still happen.
 */
export interface Life {
  isOver(): boolean
  end(): void
  /**
   * A call from inside the worker to something outside it: `effect` happens after `delayMs`, the answer is
   * given at the same moment. The worker may be killed on the way in or on the way out, which makes every
   * await in the product a place to die.
   */
  call<T>(delayMs: number, effect: () => T): Promise<T>
  /** Gives a value from outside (an answer of the network) to a worker that may be gone. */
  deliver(run: () => void): void
}

/** Begins a life; `isStruck` decides at each call whether the worker dies here, and `onStruck` kills it. */
export function beginLife(
  after: (delayMs: number, run: () => void) => void,
  isStruck: () => boolean,
  onStruck: () => void,
): Life {
  let isEnded = false
  const never = new Promise<never>(() => undefined)
  const dies = (): boolean => {
    if (isEnded) return true
    if (!isStruck()) return false
    onStruck()
    return true
  }
  return {
    isOver: () => isEnded,
    end() {
      isEnded = true
    },
    call(delayMs, effect) {
      if (dies()) return never
      return new Promise((resolve, reject) => {
        const act = () => {
          if (isEnded) return
          try {
            const value = effect()
            if (!dies()) resolve(value)
          } catch (thrown) {
            if (!dies()) reject(thrown)
          }
        }
        if (delayMs === 0) act()
        else after(delayMs, act)
      })
    },
    deliver(run) {
      if (!isEnded) run()
    },
  }
}
