import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalContent } from '../../lib/document/canonical-content.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import { mergeMembers, separateMember } from '../../lib/document/edits/edit-alias.ts'
import {
  callOffMeeting,
  endMeeting,
  reopenMeeting,
} from '../../lib/document/edits/edit-lifecycle.ts'
import {
  removeMemo,
  restoreMemo,
  setMemoText,
  writeMemo,
} from '../../lib/document/edits/edit-memo.ts'
import {
  markNuance,
  removeNuance,
  resolveNuance,
  restoreNuance,
  setNuanceReply,
} from '../../lib/document/edits/edit-nuance.ts'
import {
  addPromise,
  changePromise,
  removePromise,
  restorePromise,
  setPromiseDone,
} from '../../lib/document/edits/edit-promise.ts'
import {
  beginPeriod,
  changePeriod,
  closePeriod,
  reopenPeriod,
  setFarewell,
  setPurpose,
} from '../../lib/document/edits/edit-relation.ts'
import { removeTopic, restoreTopic, setNote } from '../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import { markTalked, placeTopic, unmarkTalked } from '../../lib/document/edits/place-topic.ts'
import { renderReadable } from '../../lib/document/file-format/render-readable.ts'
import { foldUpdates } from '../../lib/document/fold-updates.ts'
import { segmentsOfOpenPromises } from '../../lib/document/open-promises.ts'
import { farewellFields } from '../../lib/document/period-id.ts'
import type { Replica } from '../../lib/document/types.ts'
import { isCalmQuestionDue } from '../../lib/model/calm-question.ts'
import { carryOver } from '../../lib/model/carry-over.ts'
import { quoteAt } from '../../lib/model/locate-quote.ts'
import { memoKinds } from '../../lib/model/memo.ts'
import { openPromises } from '../../lib/model/promise.ts'
import { axisKinds } from '../../lib/model/relation-period.ts'
import { timelineOf } from '../../lib/model/timeline.ts'
import { relationKinds, topicKinds } from '../../lib/model/topics.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { testWords } from '../support/readable-words.ts'
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

const meetings = [
  { key: 'e1@google.com|20261113T010000Z', startMs: nowMs - 7 * 24 * 3600 * 1000, day: null },
  { key: 'e1@google.com|20261120T010000Z', startMs: nowMs, day: '2026-11-20' },
  { key: 'e1_R20261127T010000@google.com|20270108T010000Z', startMs: null, day: '2027-01-08' },
  { key: 'undated|', startMs: null, day: null },
]
const members = [ann, ben, 'cccccccccccccccc']
const alphabet = ['a', '余', '😀', '\n', 'é', '。', ' ', '<b>', 'が', 'ש']

/** Devices that edit everything there is, offline for random spells, over a network that repeats itself. */
class World {
  readonly next: () => number
  readonly replicas: Replica[]
  readonly everything = new Map<string, Uint8Array[]>()
  readonly markers: string[] = []
  private network: { to: number; segment: string; update: Uint8Array }[] = []
  private names = 0

  constructor(seed: number) {
    this.next = mulberry32(seed)
    this.replicas = Array.from({ length: 2 + this.pick(2) }, (_, at) => {
      const replica = createReplica({ pairId, random: seededRandom(seed * 31 + at) })
      replica.setClientId(1000 + at)
      replica.onUpdate((segment, update, origin) => {
        if (origin === 'network') return
        this.everything.set(segment, [...(this.everything.get(segment) ?? []), update])
        for (let to = 0; to < this.replicas.length; to++) {
          if (to !== at) this.network.push({ to, segment, update })
        }
      })
      return replica
    })
  }

  pick(below: number): number {
    return Math.floor(this.next() * below)
  }

  one<T>(from: readonly T[]): T {
    return from[this.pick(from.length)] as T
  }

  name(): string {
    this.names += 1
    return `n${this.names}-${this.pick(1e6)}`
  }

  /** `text` with something typed into it; one time in two a marker that nobody ever deletes. */
  typed(text: string): string {
    if (this.pick(2) === 0) {
      const marker = `[m${this.markers.length}]`
      this.markers.push(marker)
      return `${text}${marker}`
    }
    return `${Array.from({ length: this.pick(4) }, () => this.one(alphabet)).join('')}${text}`
  }

  step(): void {
    if (this.pick(20) < 11) this.edit(this.one(this.replicas))
    else this.deliver()
  }

  edit(replica: Replica): void {
    const action = this.pick(7)
    if (action === 0) this.editTopic(replica)
    else if (action <= 2) this.editMemo(replica)
    else if (action === 3) this.editNuance(replica)
    else if (action === 4) this.editPromise(replica)
    else if (action === 5) this.editMeeting(replica)
    else this.editRelation(replica)
  }

  private editTopic(replica: Replica): void {
    const topics = replica.read().meetings.flatMap((view) => view.topics)
    const meeting = this.one(meetings)
    const action = this.pick(8)
    const topic = topics.length === 0 ? null : this.one(topics)
    if (topic === null || action === 0) {
      const kind = this.one(topicKinds)
      const suffix = kind === 'custom' ? this.name() : null
      unwrap(pickTopic(replica, { meeting, owner: this.one(members), kind, suffix, nowMs }))
    } else if (action <= 2) unwrap(setNote(replica, topic.id, this.typed(topic.note)))
    else if (action === 3) unwrap(markTalked(replica, topic.id, meeting, nowMs + this.pick(9)))
    else if (action === 4) unwrap(unmarkTalked(replica, topic.id))
    else if (action === 5) unwrap(placeTopic(replica, topic.id, this.one([meeting, null]), nowMs))
    else if (action === 6) unwrap(removeTopic(replica, topic.id))
    else unwrap(restoreTopic(replica, topic.id))
  }

  private editMemo(replica: Replica): void {
    const { meetings: views } = replica.read()
    const memos = views.flatMap((view) => view.memos)
    const memo = memos.length === 0 ? null : this.one(memos)
    const by = this.one(members)
    const action = this.pick(8)
    if (memo === null || action <= 1) {
      const topics = views.flatMap((view) => view.topics.map(({ id }) => id))
      const choice = {
        meeting: this.one(meetings),
        topicId: this.one([null, ...topics]),
        kind: this.one(memoKinds),
        suffix: this.one([null, this.name()]),
        nowMs,
      }
      const standing = memos.find(
        (one) =>
          one.isSheet &&
          choice.suffix === null &&
          one.meeting === choice.meeting.key &&
          one.topicId === choice.topicId &&
          one.kind === choice.kind,
      )
      const text = this.typed(standing?.text ?? '')
      unwrap(writeMemo(replica, { ...choice, by, text }))
    } else if (action <= 4) unwrap(setMemoText(replica, memo.id, this.typed(memo.text), by))
    else if (action === 5) unwrap(removeMemo(replica, memo.id))
    else unwrap(restoreMemo(replica, memo.id))
  }

  private editNuance(replica: Replica): void {
    const memos = replica
      .read()
      .meetings.flatMap((view) => view.memos)
      .filter((memo) => memo.text !== '')
    if (memos.length === 0) return
    const memo = this.one(memos)
    const mark = memo.nuances.length === 0 ? null : this.one(memo.nuances)
    const action = this.pick(5)
    if (mark === null || action === 0) {
      const start = this.pick(memo.text.length)
      const quote = quoteAt(memo.text, { start, end: start + 1 + this.pick(5) })
      const by = this.one(members)
      const nuance = { memoId: memo.id, by, quote, reply: '', suffix: this.name(), nowMs }
      unwrap(markNuance(replica, nuance))
    } else if (action === 1) unwrap(setNuanceReply(replica, mark.id, this.typed(mark.reply)))
    else if (action === 2) unwrap(resolveNuance(replica, mark.id, this.one([nowMs, null])))
    else if (action === 3) unwrap(removeNuance(replica, mark.id))
    else unwrap(restoreNuance(replica, mark.id))
  }

  private editPromise(replica: Replica): void {
    const { promises } = replica.read()
    const promise = promises.length === 0 ? null : this.one(promises)
    const dueDay = this.one([null, '2026-12-01', '2027-01-31'])
    const action = this.pick(7)
    if (promise === null || action === 0) {
      const words = { text: this.typed(''), dueDay, whenWhere: this.one(['', '朝']), nowMs }
      const meeting = this.one([null, this.one(meetings)])
      unwrap(
        addPromise(replica, { ...words, suffix: this.name(), owner: this.one(members), meeting }),
      )
    } else if (action <= 2) {
      unwrap(changePromise(replica, promise.id, { text: this.typed(promise.text) }))
    } else if (action === 3) {
      unwrap(changePromise(replica, promise.id, { dueDay, owner: this.one(members) }))
    } else if (action === 4) {
      unwrap(setPromiseDone(replica, promise.id, this.one([nowMs, null])))
    } else if (action === 5) unwrap(removePromise(replica, promise.id))
    else unwrap(restorePromise(replica, promise.id))
  }

  private editMeeting(replica: Replica): void {
    const meeting = meetings[this.pick(3)] ?? meetings[0]
    if (meeting === undefined) return
    const action = this.pick(3)
    if (action === 0) unwrap(endMeeting(replica, meeting, this.one(members), nowMs + this.pick(9)))
    else if (action === 1) reopenMeeting(replica, meeting.key)
    else callOffMeeting(replica, meeting, this.pick(2) === 0, nowMs)
  }

  private editRelation(replica: Replica): void {
    const { period } = replica.read()
    const [member, other] = [this.one(members), this.one(members)]
    const action = this.pick(9)
    if (action <= 1) unwrap(setPurpose(replica, this.typed(period.purpose)))
    else if (action === 2) {
      const patch = {
        kind: this.one([null, ...relationKinds]),
        axis: this.one([null, ...axisKinds]),
        mentee: this.one([null, member]),
        cadenceDays: this.one([null, 0, 14]),
        startedDay: this.one([null, '2026-09-01']),
      }
      unwrap(changePeriod(replica, patch))
    } else if (action === 3) unwrap(closePeriod(replica, member, nowMs + this.pick(9)))
    else if (action === 4) reopenPeriod(replica)
    else if (action === 5 && this.pick(4) === 0) {
      unwrap(beginPeriod(replica, { kind: this.one(relationKinds), startedDay: null }))
    } else if (action === 6) {
      const field = this.one(farewellFields)
      // Under merged addresses one sees both texts; writing goes to one's own.
      if (Object.keys(replica.read().aliases).length > 0) return
      const words = period.farewells.find((one) => one.member === member)
      const kept =
        field === 'keepsake'
          ? period.keepsakes.find((one) => one.member === member)?.text
          : words?.[field]
      unwrap(setFarewell(replica, member, field, this.typed(kept ?? '')))
    } else if (action === 7) unwrap(mergeMembers(replica, member, other))
    else separateMember(replica, member)
  }

  deliver(): void {
    if (this.network.length === 0) return
    const index = this.pick(this.network.length)
    const delivery = this.network[index]
    if (delivery === undefined) return
    // Three in ten arrive twice.
    if (this.pick(10) >= 3) this.network.splice(index, 1)
    unwrap(this.replicas[delivery.to]?.apply(delivery.segment, delivery.update, 'network') ?? fine)
  }

  settle(): void {
    while (this.network.length > 0) this.deliver()
  }
}

const fine = { ok: true as const, value: undefined }

/** Everything a person can be shown from a view; must never throw and be the same on both sides. */
function drawn(replica: Replica): unknown {
  const view = replica.read()
  return [
    view,
    timelineOf([view]),
    meetings.map((meeting) => carryOver({ view, meeting, nowMs })),
    isCalmQuestionDue(view, nowMs),
    renderReadable(view, testWords, nowMs),
  ]
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
  if (first === undefined) return
  const shown = drawn(first)
  let said = ''
  for (const [segment, updates] of world.everything) {
    const content = contentOf(first.encode(segment))
    said += content
    for (const replica of others) {
      expect([seed, contentOf(replica.encode(segment))]).toEqual([seed, content])
    }
    expect([seed, contentOf(foldUpdates(updates).state)]).toEqual([seed, content])
  }
  for (const replica of others) expect([seed, drawn(replica)]).toEqual([seed, shown])
  // A hint, but one that whoever next edits a promise makes true.
  const { promises } = first.read()
  if (promises[0] !== undefined) unwrap(changePromise(first, promises[0].id, {}))
  const open = openPromises(promises).map(({ id }) => id.slice(0, id.indexOf('/')))
  const years = [...new Set(open)].filter((segment) => segment !== 'core').sort()
  expect([seed, segmentsOfOpenPromises(first)]).toEqual([seed, years])
  for (const marker of world.markers) {
    expect([seed, marker, said.includes(marker)]).toEqual([seed, marker, true])
  }
}

describe('devices that live a whole life apart', () => {
  it(`end alike, with every word that nobody deleted (${runs} seeds)`, { timeout: 600_000 }, () => {
    for (let seed = 1; seed <= runs; seed++) runSeed(seed)
  })
})
