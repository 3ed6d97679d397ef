import { platformSha256 } from '../../../lib/base/hash.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import {
  describeMeeting,
  type MeetingPlace,
  markSeen,
} from '../../../lib/document/edits/edit-meeting.ts'
import { addPromise, setPromiseDone } from '../../../lib/document/edits/edit-promise.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import { setNote, setResponse } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { segmentsOfOpenPromises } from '../../../lib/document/open-promises.ts'
import { coreSegment } from '../../../lib/document/segments.ts'
import type { Replica, SegmentId } from '../../../lib/document/types.ts'
import { memberIdOf, pairIdOf } from '../../../lib/model/people.ts'
import { type ResponseKind, responseKinds, type TopicKind } from '../../../lib/model/topics.ts'
import { createTextMaker, type TextMaker } from './make-text.ts'

/** What a pair wrote, as its segments hold it, and the same words without any document around them. */
export interface MadePair {
  pairId: string
  /** The whole state of each segment. */
  segments: Map<SegmentId, Uint8Array>
  /** Every topic as plain values: what the same content costs as JSON. */
  topics: { meeting: string; owner: string; kind: string; response: string; note: string }[]
  promises: { id: string; owner: string; text: string; dueDay: string; meeting: string }[]
  /** The topic of the last meeting that the first person wrote last. */
  lastTopicId: string
}

/** How much a pair wrote. */
export interface PairSize {
  /** The last year; those before it follow from `years`. */
  lastYear: number
  years: number
  meetingsPerYear: number
  charactersPerNote: number
  promisesPerMeeting: number
}

/** A year of weekly 1-on-1s as the budgets have it. */
export const weeklySize = { meetingsPerYear: 52, charactersPerNote: 400, promisesPerMeeting: 3 }

/** The two people; the first is the one whose device is measured. */
export const people = [
  { email: 'aiko@example.com', name: '森 愛子' },
  { email: 'kei@example.com', name: 'Kei Tanaka' },
] as const

export const members = [
  {
    ...people[0],
    id: await memberIdOf(people[0].email, platformSha256),
    homeFile: 'file-1',
    sameAs: null,
  },
  {
    ...people[1],
    id: await memberIdOf(people[1].email, platformSha256),
    homeFile: 'file-2',
    sameAs: null,
  },
] as const

export const pairId = await pairIdOf(members[0].id, members[1].id, platformSha256)

const topicKinds: TopicKind[] = ['work', 'career', 'growth', 'policy']
const weekMs = 7 * 24 * 60 * 60 * 1000

const promiseLength = 60

/** Units a person types before the panel makes a transaction of them. */
const burstLength = 16

/** Pairs that were asked for before: writing five years takes seconds. */
const written = new Map<string, MadePair>()

/**
 * Writes a pair's years as two people do: each on two devices, topic by topic, in bursts with slips that
 * are taken back, the other side merging every transaction. The same size and seeds give the same words.
 */
export function makePair(size: PairSize, makeRandom: (seed: number) => () => number): MadePair {
  const known = written.get(JSON.stringify(size))
  if (known !== undefined) return known
  const made: MadePair = { pairId, segments: new Map(), topics: [], promises: [], lastTopicId: '' }
  for (let year = size.lastYear - size.years + 1; year <= size.lastYear; year += 1) {
    writeYear(made, year, size, makeRandom(year))
  }
  written.set(JSON.stringify(size), made)
  return made
}

type Side = { member: (typeof members)[number]; clientIds: number[]; replica: Replica }

/** Adds a year: its own segment, and what outlives it in `core`. */
function writeYear(made: MadePair, year: number, size: PairSize, random: () => number): void {
  const sides = members.map((member, index): Side => {
    const replica = createReplica({ pairId })
    const core = made.segments.get(coreSegment)
    replica.load(coreSegment, core === undefined ? [] : [core])
    for (const segment of segmentsOfOpenPromises(replica)) {
      const state = made.segments.get(segment)
      if (state !== undefined) replica.load(segment, [state])
    }
    replica.setClientId(index * 2 + 1)
    return { member, clientIds: [index * 2 + 1, index * 2 + 2], replica }
  })
  const [first, second] = sides
  if (first === undefined || second === undefined) throw new Error('A pair is two people')
  connect(first.replica, second.replica)

  const text = createTextMaker(random)
  const yearMs = Date.UTC(year, 0, 5, 1)
  for (const { replica, member } of sides) describeMember(replica, member)
  changePeriod(first.replica, { kind: 'mentor' })
  for (let week = 0; week < size.meetingsPerYear; week += 1) {
    const startMs = yearMs + week * weekMs
    const meeting = { key: meetingKey(startMs), startMs, day: day(startMs) }
    for (const side of sides) {
      const { replica, clientIds, member } = side
      replica.setClientId(clientIds[week % 2] ?? 1)
      describeMeeting(replica, meeting, startMs)
      for (const half of [0, 1]) {
        const kind = topicKinds[(week + half * 2) % topicKinds.length] ?? 'work'
        const response = responseKinds[(week + half) % responseKinds.length] ?? 'advice'
        const choice = { meeting, owner: member.id, kind, suffix: null, nowMs: startMs }
        const picked = pickTopic(replica, choice)
        if (!picked.ok) throw new Error(picked.error)
        const note = typeNote(replica, picked.value.topicId, half, size, text, random, response)
        made.topics.push({ meeting: meeting.key, owner: member.id, kind, response, note })
        if (side === first) made.lastTopicId = picked.value.topicId
      }
    }
    markSeen(second.replica, meeting, second.member.id, startMs)
    const side = week % 2 === 0 ? first : second
    makePromises(made, side, meeting, startMs, text, size.promisesPerMeeting)
  }
  for (const segment of first.replica.segments()) {
    made.segments.set(segment, first.replica.encode(segment))
  }
  for (const { replica } of sides) replica.destroy()
}

/** At the end of a meeting: the promises of the last one are ticked off, new ones are made for the next. */
function makePromises(
  made: MadePair,
  { replica, member }: Side,
  meeting: MeetingPlace,
  startMs: number,
  text: TextMaker,
  count: number,
): void {
  for (const { id } of made.promises.slice(made.promises.length - count)) {
    const ticked = setPromiseDone(replica, id, startMs)
    if (!ticked.ok) throw new Error(ticked.error)
  }
  for (let index = 0; index < count; index += 1) {
    const words = text.write(index % 2 === 0 ? 'ja' : 'en', promiseLength)
    const dueDay = day(startMs + weekMs)
    const promise = { owner: member.id, text: words, dueDay, whenWhere: '' }
    const suffix = `p${made.promises.length}`
    const added = addPromise(replica, { ...promise, suffix, meeting, nowMs: startMs })
    if (!added.ok) throw new Error(added.error)
    made.promises.push({ ...promise, id: added.value.promiseId, meeting: meeting.key })
  }
}

function typeNote(
  replica: Replica,
  topicId: string,
  half: number,
  size: PairSize,
  text: TextMaker,
  random: () => number,
  response: ResponseKind,
): string {
  setResponse(replica, topicId, response)
  const note = text.write(half === 0 ? 'ja' : 'en', size.charactersPerNote)
  for (let typed = 0; typed < note.length; ) {
    typed = Math.min(note.length, typed + burstLength)
    const sofar = note.slice(0, typed)
    if (random() < 0.15) setNote(replica, topicId, `${sofar.slice(0, -1)}x`)
    setNote(replica, topicId, sofar)
  }
  return note
}

/** Every transaction of one side reaches the other at once. */
function connect(a: Replica, b: Replica): void {
  const forward = (from: Replica, to: Replica) =>
    from.onUpdate((segment, update, origin) => {
      if (origin === 'peer') return
      const outcome = to.apply(segment, update, 'peer')
      if (!outcome.ok) throw new Error(`${segment}: ${outcome.error}`)
    })
  forward(a, b)
  forward(b, a)
}

/** The key of the weekly meeting that starts at `startMs`. */
export function meetingKey(startMs: number): string {
  const stamp = new Date(startMs).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  return `weekly@google.com|${stamp}`
}

function day(startMs: number): string {
  return new Date(startMs).toISOString().slice(0, 10)
}
