import type { Alarms } from '../../lib/sync/alarms-port.ts'

/** Alarms in memory, fired by the test. */
export interface FakeAlarms extends Alarms {
  /** Delays by name, as they were last set. */
  readonly pending: ReadonlyMap<string, number>
  /** Fires one alarm; it is spent. */
  fire(name: string): void
}

/** Alarms that outlive a worker: hand the same ones to the next. */
export function createFakeAlarms(): FakeAlarms {
  const pending = new Map<string, number>()
  const listeners = new Set<(name: string) => void>()
  return {
    pending,
    async set(name, delayMs) {
      pending.set(name, delayMs)
    },
    async clear(name) {
      pending.delete(name)
    },
    names: async () => [...pending.keys()],
    onFired(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fire(name) {
      pending.delete(name)
      for (const listener of [...listeners]) listener(name)
    },
  }
}
