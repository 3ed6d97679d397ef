/** Time as an argument, so that tests and the simulator own it. */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. May be wrong by years on a person's device. */
  nowMs(): number
}

/** Timers as an argument. Every timer stops when `signal` aborts. */
export interface Timers {
  /** Calls `run` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void
}

/** Random numbers as an argument. */
export interface Random {
  /** A float in [0, 1). */
  next(): number
  /** `count` random bytes. */
  bytes(count: number): Uint8Array
}

/** The real clock. */
export const systemClock: Clock = { nowMs: () => Date.now() }

/** Real timers. In a service worker they end with the worker: use alarms for anything that must happen. */
export const systemTimers: Timers = {
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs)
    return () => clearTimeout(handle)
  },
}

/** Random numbers from the platform's secure source. */
export const systemRandom: Random = {
  next: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
}
