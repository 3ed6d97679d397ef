/** The world's time: real by default, settable and freezable by tests. */
export interface WorldClock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number
  /** Moves the world to this instant; time keeps running from there unless frozen. */
  set(epochMs: number): void
  /** Moves the world forward. */
  advance(durationMs: number): void
  /** Stops time at the present instant; `set` and `advance` still move it. */
  freeze(): void
  /** Lets time run again. */
  run(): void
}

/** A clock that starts at `startMs` (real time when null). */
export function createWorldClock(startMs: number | null): WorldClock {
  let offsetMs = startMs === null ? 0 : startMs - Date.now()
  let frozenMs: number | null = null
  const nowMs = () => frozenMs ?? Date.now() + offsetMs
  const set = (epochMs: number) => {
    if (frozenMs === null) offsetMs = epochMs - Date.now()
    else frozenMs = epochMs
  }
  return {
    nowMs,
    set,
    advance: (durationMs) => set(nowMs() + durationMs),
    freeze: () => {
      frozenMs = nowMs()
    },
    run: () => {
      if (frozenMs === null) return
      offsetMs = frozenMs - Date.now()
      frozenMs = null
    },
  }
}
