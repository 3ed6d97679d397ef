import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalContent } from '../../lib/document/canonical-content.ts'
import { compareStates } from '../../lib/document/compare-states.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import { describeMeeting, markSeen } from '../../lib/document/edits/edit-meeting.ts'
import { changePeriod } from '../../lib/document/edits/edit-relation.ts'
import {
  removeTopic,
  restoreTopic,
  setNote,
  setResponse,
  setResponseNote,
  setTitle,
} from '../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import { foldUpdates, isWholeState } from '../../lib/document/fold-updates.ts'
import type { Replica } from '../../lib/document/types.ts'
import { relationKinds, responseKinds, topicKinds } from '../../lib/model/topics.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { moveTopic } from '../support/move-topic.ts'
import {
  ann,
  ben,
  mulberry32,
  nowMs,
  pairId,
  seededRandom,
  unwrap,
} from '../support/replica-world.ts'

/** Runs per test run; more with `YOHAKU_FUZZ_SCALE`. */
const runs = fuzzRuns(60)
const steps = 120
/** Long runs on a busy machine take minutes; the limit is only against endless ones. */
const limitMs = 600_000

const meetings = [
  { key: 'e1@google.com|20261120T010000Z', startMs: nowMs, day: '2026-11-20' },
  { key: 'e1@google.com|20270108T010000Z', startMs: null, day: '2027-01-08' },
  { key: 'undated|', startMs: null, day: null },
]
const alphabet = ['a', '余', '😀', '\n', 'é', '\ud800', ' ', '<b>', 'が', 'ש']

interface Delivery {
  to: number
  segment: string
  update: Uint8Array
}

/** Several devices, each with a replica and a disk, and a network that mixes everything up. */
class World {
  readonly next: () => number
  readonly seed: number
  readonly replicas: Replica[] = []
  readonly disks: [string, Uint8Array][][] = []
  readonly markers: string[] = []
  readonly everything = new Map<string, Uint8Array[]>()
  network: Delivery[] = []

  constructor(seed: number) {
    this.seed = seed
    this.next = mulberry32(seed)
    const count = 2 + this.pick(3)
    for (let at = 0; at < count; at++) {
      this.disks.push([])
      this.replicas.push(this.open(at))
    }
  }

  pick(below: number): number {
    return Math.floor(this.next() * below)
  }

  one<T>(from: readonly T[]): T {
    return from[this.pick(from.length)] as T
  }

  /** A replica from its disk, as after a restart: the same client id, no rotation expected. */
  open(at: number): Replica {
    const replica = createReplica({ pairId, random: seededRandom(this.seed * 31 + at) })
    for (const [segment, update] of this.disks[at] ?? []) unwrap(replica.load(segment, [update]))
    replica.setClientId(1000 + at)
    replica.onClientIdRotated(() => {
      throw new Error('an id rotated without a reason')
    })
    replica.onUpdate((segment, update, origin) => {
      this.disks[at]?.push([segment, update])
      if (origin === 'network') return
      this.everything.set(segment, [...(this.everything.get(segment) ?? []), update])
      for (let to = 0; to < this.replicas.length; to++) {
        if (to !== at) this.network.push({ to, segment, update })
      }
    })
    return replica
  }

  words(): string {
    return Array.from({ length: this.pick(6) }, () => this.one(alphabet)).join('')
  }

  edit(at: number): void {
    const replica = this.replicas[at] as Replica
    const member = this.one([ann, ben])
    const meeting = this.one(meetings)
    const topics = replica.read().meetings.flatMap((view) => view.topics)
    const topic = topics.length === 0 ? null : this.one(topics)
    const action = this.pick(12)
    if (topic === null || action === 0) {
      const kind = this.one(topicKinds)
      const suffix = kind === 'custom' ? `s${this.pick(1e6)}` : null
      unwrap(pickTopic(replica, { meeting, owner: member, kind, suffix, nowMs }))
    } else if (action <= 3) {
      this.editNote(replica, topic.id, topic.note)
    } else if (action === 4) setResponse(replica, topic.id, this.one([null, ...responseKinds]))
    else if (action === 5) moveTopic(replica, topic.id, this.one(['up', 'down'] as const))
    else if (action === 6) removeTopic(replica, topic.id)
    else if (action === 7) restoreTopic(replica, topic.id)
    else if (action === 8) setTitle(replica, topic.id, this.words())
    else if (action === 9) setResponseNote(replica, topic.id, this.words())
    else if (action === 10) markSeen(replica, meeting, member, nowMs + this.pick(99))
    else if (this.pick(2) === 0) changePeriod(replica, { kind: this.one([null, ...relationKinds]) })
    else describeMeeting(replica, meeting, nowMs)
  }

  /** Types or deletes somewhere; one time in three a marker that nobody ever deletes. */
  editNote(replica: Replica, topicId: string, note: string): void {
    const at = this.pick(note.length + 1)
    if (this.pick(3) === 0) {
      const marker = `[m${this.markers.length}]`
      const place = insideMarker(note, at) ? note.length : at
      this.markers.push(marker)
      unwrap(setNote(replica, topicId, note.slice(0, place) + marker + note.slice(place)))
      return
    }
    const end = Math.min(note.length, at + this.pick(4))
    const isFree = !note.slice(at, end).match(/[[\]m\d]/) && !insideMarker(note, at)
    const kept = isFree ? note.slice(0, at) + note.slice(end) : note
    if (!isFree) return
    unwrap(setNote(replica, topicId, kept.slice(0, at) + this.words() + kept.slice(at)))
  }

  deliver(): void {
    if (this.network.length === 0) return
    const index = this.pick(this.network.length)
    const delivery = this.network[index] as Delivery
    // Three in ten arrive twice.
    if (this.pick(10) >= 3) this.network.splice(index, 1)
    const replica = this.replicas[delivery.to] as Replica
    unwrap(replica.apply(delivery.segment, delivery.update, 'network'))
  }

  restart(at: number): void {
    this.replicas[at]?.destroy()
    this.replicas[at] = this.open(at)
  }

  talk(from: number, to: number): void {
    const [a, b] = [this.replicas[from] as Replica, this.replicas[to] as Replica]
    for (const segment of a.segments()) {
      const answer = unwrap(a.receiveMessage(segment, b.askMessage(segment), 'network'))
      unwrap(b.receiveMessage(segment, answer ?? new Uint8Array(), 'network'))
    }
  }

  step(): void {
    const action = this.pick(20)
    const at = this.pick(this.replicas.length)
    if (action < 9) this.edit(at)
    else if (action < 17) this.deliver()
    else if (action === 17) this.restart(at)
    else this.talk(at, this.pick(this.replicas.length))
  }

  settle(): void {
    while (this.network.length > 0) {
      const [delivery] = this.network.splice(this.pick(this.network.length), 1)
      if (delivery === undefined) break
      const replica = this.replicas[delivery.to] as Replica
      unwrap(replica.apply(delivery.segment, delivery.update, 'network'))
    }
  }
}

function insideMarker(note: string, at: number): boolean {
  const open = note.lastIndexOf('[', at - 1)
  return open >= 0 && note.indexOf(']', open) >= at
}

function contentOf(state: Uint8Array): string {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, state)
  return canonicalContent(doc)
}

function runSeed(seed: number): void {
  const world = new World(seed)
  for (let step = 0; step < steps; step++) world.step()
  world.settle()
  const [first, ...others] = world.replicas
  if (first === undefined) throw new Error('no replica')
  const view = first.read()
  const text = view.meetings.flatMap(({ topics }) => topics.map(({ note }) => note)).join('\n')
  for (const marker of world.markers) expect(text).toContain(marker)
  for (const other of others) {
    expect(other.read()).toEqual(view)
    for (const segment of first.segments()) {
      const compared = unwrap(compareStates(first.encode(segment), other.encode(segment)))
      expect(compared).toMatchObject({ isContained: true, news: null, isDiverged: false })
    }
  }
  for (const [segment, updates] of world.everything) {
    const state = first.encode(segment)
    expect(isWholeState(state)).toBe(true)
    const folded = foldUpdates(updates.toSorted(() => world.next() - 0.5))
    expect(folded).toMatchObject({ badEntries: [], isPending: false })
    expect(contentOf(folded.state)).toBe(contentOf(state))
    expect(contentOf(Y.mergeUpdatesV2(updates))).toBe(contentOf(state))
  }
}

describe('Y1-random-net A2-duplicate: replicas converge', () => {
  it(
    `ends equal on ${runs} seeds, with every marker in place`,
    () => {
      for (let seed = 1; seed <= runs; seed++) {
        try {
          runSeed(seed)
        } catch (thrown) {
          throw new Error(`seed ${seed}`, { cause: thrown })
        }
      }
    },
    limitMs,
  )
})
