import type { Random } from '../../lib/base/clock.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import type { Replica } from '../../lib/document/types.ts'
import type { PairView, Topic } from '../../lib/model/agenda.ts'

/** People and a meeting that tests share. */
export const pairId = '0123456789abcdef0123456789abcdef'
export const ann = 'aaaaaaaaaaaaaaaa'
export const ben = 'bbbbbbbbbbbbbbbb'
export const nowMs = Date.UTC(2026, 10, 20, 1, 0, 0)
export const meeting = {
  key: 'event1@google.com|20261120T010000Z',
  startMs: nowMs,
  day: '2026-11-20',
}

/** Seeded random floats in [0, 1); see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A seeded {@link Random}. */
export function seededRandom(seed: number): Random {
  const next = mulberry32(seed)
  return {
    next,
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)),
  }
}

/** A replica with a fixed client id. */
export function replicaAs(clientId: number): Replica {
  const replica = createReplica({ pairId, random: seededRandom(clientId) })
  replica.setClientId(clientId)
  return replica
}

/** Merges everything each replica has into every other, both ways. */
export function syncAll(...replicas: Replica[]): void {
  for (const from of replicas) {
    for (const to of replicas) {
      if (from === to) continue
      for (const segment of from.segments()) {
        const outcome = to.apply(segment, from.encode(segment), 'sync')
        if (!outcome.ok) throw new Error('a replica refused the state of another')
      }
    }
  }
}

/** Every topic of a view, by id. */
export function topicsOf(view: PairView): Map<string, Topic> {
  return new Map(view.meetings.flatMap(({ topics }) => topics.map((topic) => [topic.id, topic])))
}

/** The value of a success; fails the test otherwise. */
export function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`expected a success, got ${JSON.stringify(result.error)}`)
  return result.value
}

/** How many updates a replica makes while `run` runs. */
export function countUpdates(replica: Replica, run: () => void): number {
  let count = 0
  const stop = replica.onUpdate(() => {
    count += 1
  })
  run()
  stop()
  return count
}
