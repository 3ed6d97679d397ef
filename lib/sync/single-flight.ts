/** Runs at most one task per key at a time. */
export interface SingleFlight<T> {
  /**
   * Starts `task`, or, while one runs for `key`, waits for it and then starts one more that everybody who
   * asked meanwhile shares: what they want done may have changed after the running one looked.
   */
  run(key: string, task: () => Promise<T>): Promise<T>
  isRunning(key: string): boolean
}

/** Makes a {@link SingleFlight}. A task that throws frees its key and rejects for all who share it. */
export function createSingleFlight<T>(): SingleFlight<T> {
  const running = new Map<string, Promise<T>>()
  const following = new Map<string, Promise<T>>()

  const start = (key: string, task: () => Promise<T>): Promise<T> => {
    const run = task().finally(() => {
      if (running.get(key) === run) running.delete(key)
    })
    running.set(key, run)
    return run
  }

  return {
    run(key, task) {
      const current = running.get(key)
      if (current === undefined) return start(key, task)
      const next = following.get(key)
      if (next !== undefined) return next
      const shared = current.then(
        () => undefined,
        () => undefined,
      )
      const follow = shared.then(() => {
        following.delete(key)
        return start(key, task)
      })
      following.set(key, follow)
      return follow
    },
    isRunning: (key) => running.has(key),
  }
}
