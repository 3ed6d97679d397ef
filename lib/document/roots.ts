import type * as Y from 'yjs'
import type { MeetingKey } from '../model/meeting.ts'
import type { MemberId } from '../model/people.ts'
import { escapeKey } from './topic-id.ts'

/**
 * Names of the top-level types of a segment. Everything is flat and named deterministically: two people
 * who make the same thing offline write into the same type, where a nested type would keep one side only
 * (sync facts, trap 7).
 */
export const rootPrefixes = {
  topic: 'topic/',
  note: 'note/',
  meeting: 'meeting/',
  member: 'member/',
} as const

/** The map of facts about the pair, in `core`. */
export const pairRoot = 'pair'

/** Registers of a topic; each holds one primitive. */
export const topicRegisters = {
  created: 'created',
  order: 'order',
  title: 'title',
  response: 'response',
  responseNote: 'responseNote',
  removed: 'removed',
} as const

/** Registers of a meeting; `seen:<member>` holds ms since the epoch. */
export const meetingRegisters = {
  startMs: 'startMs',
  day: 'day',
  seenPrefix: 'seen:',
} as const

/** Registers of a member and of the pair. */
export const coreRegisters = {
  name: 'name',
  email: 'email',
  homeFile: 'homeFile',
  relation: 'relation',
} as const

/** Splits a topic id into its segment and the name used inside that segment. */
export function splitTopicId(topicId: string): { segment: string; local: string } {
  const slash = topicId.indexOf('/')
  return { segment: topicId.slice(0, slash), local: topicId.slice(slash + 1) }
}

/** The registers of a topic, by its name inside the segment. */
export function topicMap(doc: Y.Doc, local: string): Y.Map<unknown> {
  return doc.getMap(rootPrefixes.topic + local)
}

/** The words about a topic, by its name inside the segment. */
export function noteText(doc: Y.Doc, local: string): Y.Text {
  return doc.getText(rootPrefixes.note + local)
}

/** The registers of a meeting. */
export function meetingMap(doc: Y.Doc, key: MeetingKey): Y.Map<unknown> {
  return doc.getMap(rootPrefixes.meeting + escapeKey(key))
}

/** The registers of a member. */
export function memberMap(doc: Y.Doc, member: MemberId): Y.Map<unknown> {
  return doc.getMap(rootPrefixes.member + member)
}

/** The registers of the pair. */
export function pairMap(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(pairRoot)
}
