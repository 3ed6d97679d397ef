import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import type { Replica } from '../../../lib/document/types.ts'
import { createStreams, type Stream } from '../../simulator/seeded-streams.ts'
import { fuzzRuns } from '../../support/fuzz-runs.ts'
import { pairId, seededRandom, topicsOf } from '../../support/replica-world.ts'
import { topicIdOf } from '../../support/sync-bench.ts'

/**
 * Concurrent typing of our own making: recorded sessions of other people's are not ours to ship. Each agent
 * types, corrects and cuts inside a paragraph of its own of one shared note, while updates travel late.
 * Where nobody inserts at the same place, the end is known without any CRDT: each paragraph as its own
 * agent typed it.
 */
interface Trace {
  updates: { segment: string; update: Uint8Array }[]
  replicas: Replica[]
  endContent: string
}

const frame = (agent: number) => ({ open: `<${agent}:`, close: `:${agent}>` })

function makeReplica(seed: number): Replica {
  const replica = createReplica({ pairId, random: seededRandom(seed) })
  replica.load('core', [])
  replica.load('y2026', [])
  return replica
}

function noteOf(replica: Replica): string {
  return [...topicsOf(replica.read()).values()][0]?.note ?? ''
}

/** Types one stroke into the agent's paragraph; the paragraph as it now reads. */
function stroke(text: string, random: Stream): string {
  // By code points: half a surrogate pair is another matter (J10).
  const points = [...text]
  if (random.chance(0.25) && points.length > 0) {
    const length = random.integer(1, Math.min(6, points.length))
    points.splice(random.integer(0, points.length - length), length)
  } else {
    const words = ['a', 'の', 'word ', '余白', '🙂', '\n', 'é']
    points.splice(random.integer(0, points.length), 0, random.pick(words))
  }
  return points.join('')
}

function makeTrace(seed: number, agents: number, strokes: number): Trace {
  const random = createStreams(seed)('trace')
  const replicas = Array.from({ length: agents }, (_, agent) => makeReplica(seed * 10 + agent))
  const texts = replicas.map(() => '')
  const updates: Trace['updates'] = []
  /** Per agent, how many updates have reached it. */
  const seen = replicas.map(() => 0)
  for (const replica of replicas) {
    replica.onUpdate((segment, update, origin) => {
      if (origin !== 'net') updates.push({ segment, update })
    })
  }
  const deliver = (agent: number, until: number) => {
    for (; (seen[agent] ?? 0) < until; seen[agent] = (seen[agent] ?? 0) + 1) {
      const one = updates[seen[agent] ?? 0]
      if (one !== undefined) replicas[agent]?.apply(one.segment, one.update, 'net')
    }
  }
  const [first] = replicas
  if (first === undefined) throw new RangeError('no agents')
  const topicId = topicIdOf(first, 'ann')
  setNote(
    first,
    topicId,
    replicas.map((_, agent) => frame(agent).open + frame(agent).close).join(''),
  )
  for (let agent = 0; agent < agents; agent++) deliver(agent, updates.length)

  for (let count = 0; count < strokes; count++) {
    const agent = random.integer(0, agents - 1)
    const replica = replicas[agent]
    if (replica === undefined) continue
    if (random.chance(0.3)) deliver(agent, random.integer(seen[agent] ?? 0, updates.length))
    const { open, close } = frame(agent)
    const before = texts[agent] ?? ''
    const after = stroke(before, random)
    texts[agent] = after
    setNote(
      replica,
      topicId,
      noteOf(replica).replace(open + before + close, () => open + after + close),
    )
  }
  for (let agent = 0; agent < agents; agent++) deliver(agent, updates.length)
  const endContent = texts
    .map((text, agent) => frame(agent).open + text + frame(agent).close)
    .join('')
  return { updates, replicas, endContent }
}

describe('concurrent traces of our own', () => {
  const seeds = Array.from({ length: fuzzRuns(4) }, (_, index) => index + 1)

  it.each(seeds)('[T1-trace-concurrent] seed %d ends alike on every replica', (seed) => {
    const { replicas, endContent } = makeTrace(seed, 2 + (seed % 2), 600)
    expect(endContent.length).toBeGreaterThan(200)
    for (const replica of replicas) expect(noteOf(replica)).toBe(endContent)
  })

  it.each(seeds)(
    '[T2-trace-shuffled] seed %d ends alike, shuffled and with a third twice',
    (seed) => {
      const { updates, endContent } = makeTrace(seed, 3, 600)
      const random = createStreams(seed)('shuffle')
      const again = updates.filter(() => random.chance(0.3))
      const order = [...updates, ...again]
        .map((one) => ({ one, at: random.next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one)
      const replica = makeReplica(seed + 999)
      for (let from = 0; from < order.length; from += 40) {
        for (const { segment, update } of order.slice(from, from + 40)) {
          expect(replica.apply(segment, update, 'net').ok).toBe(true)
        }
      }
      expect(noteOf(replica)).toBe(endContent)
      const last = replica.apply('y2026', replica.encode('y2026'), 'net')
      expect(last).toMatchObject({ ok: true, value: { isPending: false } })
    },
  )
})
