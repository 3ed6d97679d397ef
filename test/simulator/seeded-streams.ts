import type { Random } from '../../lib/base/clock.ts'
import { mulberry32 } from '../support/replica-world.ts'

/** Seeded random numbers for one purpose, with the draws a simulation needs. */
export interface Stream extends Random {
  /** A float in [from, to). */
  between(from: number, to: number): number
  /** An integer in [from, to]. */
  integer(from: number, to: number): number
  /** True in a share `probability` of all draws. */
  chance(probability: number): boolean
  /** One of `items`, which must not be empty. */
  pick<T>(items: readonly T[]): T
}

/**
 * One stream per purpose, so that a draw more in one place does not shift every draw elsewhere: a schedule
 * stays comparable while it is shrunk.
 */
export function createStreams(seed: number): (purpose: string) => Stream {
  const streams = new Map<string, Stream>()
  return (purpose) => {
    const known = streams.get(purpose)
    if (known !== undefined) return known
    const made = createStream(mix(seed, purpose))
    streams.set(purpose, made)
    return made
  }
}

function createStream(seed: number): Stream {
  const next = mulberry32(seed)
  return {
    next,
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)),
    between: (from, to) => from + next() * (to - from),
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}

/** FNV-1a over seed and purpose. */
function mix(seed: number, purpose: string): number {
  let hash = 2_166_136_261
  for (const char of `${seed}/${purpose}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0
  }
  return hash
}
