import { markSeen } from '../../lib/document/edits/edit-meeting.ts'
import { changePeriod } from '../../lib/document/edits/edit-relation.ts'
import {
  removeTopic,
  restoreTopic,
  setNote,
  setResponse,
} from '../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import type { Replica } from '../../lib/document/types.ts'
import type { Topic } from '../../lib/model/agenda.ts'
import { undatedMeeting } from '../../lib/model/meeting.ts'
import { relationKinds, responseKinds, topicKinds } from '../../lib/model/topics.ts'
import type { Stream } from './seeded-streams.ts'

/** The two people of the pair. */
export const members = { ann: 'aaaaaaaaaaaaaaaa', ben: 'bbbbbbbbbbbbbbbb' } as const
export const people = ['ann', 'ben'] as const

/** Virtual time begins here: a day in the meeting's year, far from its ends. */
export const startMs = Date.UTC(2026, 10, 20, 1, 0, 0)

const dated = {
  key: 'simulated@google.com|20261120T010000Z',
  startMs,
  day: '2026-11-20',
}
const undated = { key: undatedMeeting, startMs: null, day: null }

/** What an edit left to be found. */
export interface EditTrace {
  typed: string[]
  deleted: string[]
}

/**
 * A word no other edit types. Its first and last character are its own, so that the minimal difference
 * between two texts never begins inside another word.
 */
export function makeMarker(deviceName: string, serial: number): string {
  const bracket = String.fromCodePoint(0x4e00 + serial)
  return `${bracket}${deviceName}.${serial}${bracket}`
}

const markerPattern = /([\u4e00-\u9fff])\w+\.\d+\1/gu

/** Every marker in a text. */
export function markersIn(text: string): string[] {
  return [...text.matchAll(markerPattern)].map((match) => match[0])
}

/** Every marker a person could find in a replica. */
export function markersOf(replica: Replica): Set<string> {
  const texts = replica
    .read()
    .meetings.flatMap(({ topics }) => topics.flatMap(({ note, title }) => [note, title]))
  return new Set(texts.flatMap(markersIn))
}

/** One random edit, as a person would make it in the panel. */
export function editAtRandom(
  replica: Replica,
  person: 'ann' | 'ben',
  marker: string,
  nowMs: number,
  random: Stream,
  canDelete: boolean,
): EditTrace {
  const meeting = random.chance(0.8) ? dated : undated
  const draw = random.next()
  const topics = replica.read().meetings.flatMap((one) => one.topics)
  if (draw < 0.06) {
    const kind = random.pick(topicKinds.filter((one) => one !== 'custom'))
    pickTopic(replica, { meeting, owner: members[person], kind, suffix: null, nowMs })
    return nothing
  }
  if (draw < 0.14) {
    const suffix = marker.replace(/[^a-z0-9]/g, '')
    const owner = members[person]
    pickTopic(replica, { meeting, owner, kind: 'custom', suffix, nowMs, title: marker })
    return { typed: [marker], deleted: [] }
  }
  if (draw < 0.24 && topics.length > 0) return editRegister(replica, person, topics, nowMs, random)
  if (draw < 0.34 && canDelete) {
    const own = topics.filter((topic) => markersIn(topic.note).length > 0)
    if (own.length > 0) {
      const topic = random.pick(own)
      const victim = random.pick(markersIn(topic.note))
      setNote(replica, topic.id, topic.note.replace(victim, ''))
      return { typed: [], deleted: [victim] }
    }
  }
  return typeMarker(replica, marker, nowMs, random, topics, meeting)
}

const nothing: EditTrace = { typed: [], deleted: [] }

function typeMarker(
  replica: Replica,
  marker: string,
  nowMs: number,
  random: Stream,
  topics: readonly Topic[],
  meeting: typeof dated | typeof undated,
): EditTrace {
  // Half of all words go into one note, so that people meet in it.
  const shared = pickTopic(replica, {
    meeting: dated,
    owner: members.ann,
    kind: 'work',
    suffix: null,
    nowMs,
  })
  const other = topics.length > 0 ? random.pick(topics).id : null
  const made = pickTopic(replica, {
    meeting,
    owner: members.ben,
    kind: 'growth',
    suffix: null,
    nowMs,
  })
  const ids = [shared, made].flatMap((one) => (one.ok ? [one.value.topicId] : []))
  const topicId = random.chance(0.5) || other === null ? random.pick(ids) : other
  const note = replica
    .read()
    .meetings.flatMap((one) => one.topics)
    .find((topic) => topic.id === topicId)?.note
  if (note === undefined) return nothing
  const ends = [...note.matchAll(markerPattern)].map((match) => match.index + match[0].length)
  const at = random.pick([0, note.length, note.length, ...ends])
  const outcome = setNote(replica, topicId, note.slice(0, at) + marker + note.slice(at))
  return outcome.ok ? { typed: [marker], deleted: [] } : nothing
}

function editRegister(
  replica: Replica,
  person: 'ann' | 'ben',
  topics: readonly Topic[],
  nowMs: number,
  random: Stream,
): EditTrace {
  const topic = random.pick(topics)
  const act = random.pick([
    () => setResponse(replica, topic.id, random.pick(responseKinds)),
    () => removeTopic(replica, topic.id),
    () => restoreTopic(replica, topic.id),
    () => markSeen(replica, dated, members[person], nowMs),
    () => changePeriod(replica, { kind: random.pick(relationKinds) }),
  ])
  act()
  return nothing
}
