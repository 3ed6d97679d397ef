/** Virtual time: one queue ordered by (time, sequence number). Nothing waits for a real clock. */
export interface VirtualTime {
  nowMs(): number
  /** Runs `run` after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void
  /** Runs everything due until `endMs` and leaves the clock there. */
  runUntil(endMs: number): Promise<void>
}

interface Entry {
  atMs: number
  sequence: number
  run: (() => void) | null
}

/** Starts at `startMs`. */
export function createVirtualTime(startMs: number): VirtualTime {
  const heap: Entry[] = []
  let now = startMs
  let sequence = 0

  const isBefore = (a: Entry, b: Entry) =>
    a.atMs < b.atMs || (a.atMs === b.atMs && a.sequence < b.sequence)

  const push = (entry: Entry): void => {
    let at = heap.push(entry) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !isBefore(entry, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = entry
  }

  const pop = (): Entry | null => {
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined) return null
    if (first === last) return first
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      const left = heap[child]
      if (left === undefined) break
      const right = heap[child + 1]
      let lower = left
      if (right !== undefined && isBefore(right, left)) {
        child += 1
        lower = right
      }
      if (!isBefore(lower, last)) break
      heap[at] = lower
      at = child
    }
    heap[at] = last
    return first
  }

  return {
    nowMs: () => now,
    after(delayMs, run) {
      const entry: Entry = { atMs: now + Math.max(0, delayMs), sequence, run }
      sequence += 1
      push(entry)
      return () => {
        entry.run = null
      }
    },
    async runUntil(endMs) {
      await settle()
      for (let first = heap[0]; first !== undefined && first.atMs <= endMs; first = heap[0]) {
        pop()
        const { run } = first
        if (run === null) continue
        now = first.atMs
        run()
        await settle()
      }
      now = endMs
    },
  }
}

/**
 * Lets every promise that can go on do so. All work in the simulator is promises (hashing and compression
 * are synchronous there), and a turn of the event loop drains them all.
 */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
