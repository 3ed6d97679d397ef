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
  memo: 'memo/',
  memoEntry: 'memo-entry/',
  nuance: 'nuance/',
  nuanceReply: 'nuance-reply/',
  promise: 'promise/',
  promiseText: 'promise-text/',
  relation: 'relation/',
  purpose: 'purpose/',
  farewell: 'farewell/',
} as const

/** The map of facts about the pair, in `core`. */
export const pairRoot = 'pair'

/** The map from a member id to the member it is the same person as, in `core`. */
export const aliasRoot = 'alias'

/** The names of the segments that hold open promises, an array in `core`. */
export const openPromisesRoot = 'open-promises'

/** Registers of a topic; each holds one primitive. */
export const topicRegisters = {
  created: 'created',
  order: 'order',
  title: 'title',
  response: 'response',
  responseNote: 'responseNote',
  removed: 'removed',
  movedTo: 'movedTo',
  talked: 'talked',
  talkedIn: 'talkedIn',
} as const

/** Registers of a meeting; `seen:<member>` and `ended:<member>` hold ms since the epoch. */
export const meetingRegisters = {
  startMs: 'startMs',
  day: 'day',
  seenPrefix: 'seen:',
  endedPrefix: 'ended:',
  calledOff: 'calledOff',
} as const

/** Registers of a memo; `by:<member>` is true for everyone who wrote in it. */
export const memoRegisters = {
  author: 'author',
  created: 'created',
  order: 'order',
  kind: 'kind',
  removed: 'removed',
  byPrefix: 'by:',
} as const

/** Registers of a nuance mark. */
export const nuanceRegisters = {
  by: 'by',
  created: 'created',
  quote: 'quote',
  before: 'before',
  after: 'after',
  resolved: 'resolved',
  removed: 'removed',
} as const

/** Registers of a promise. */
export const promiseRegisters = {
  owner: 'owner',
  due: 'due',
  whenWhere: 'whenWhere',
  done: 'done',
  meeting: 'meeting',
  created: 'created',
  removed: 'removed',
} as const

/** Registers of one period of the relation. */
export const relationRegisters = {
  kind: 'kind',
  mentee: 'mentee',
  startedDay: 'startedDay',
  endsDay: 'endsDay',
  cadenceDays: 'cadenceDays',
  axis: 'axis',
  carries: 'carries',
  reviewed: 'reviewed',
  askedDay: 'askedDay',
  closed: 'closed',
  closedBy: 'closedBy',
} as const

/** Registers of a member and of the pair. */
export const coreRegisters = {
  name: 'name',
  email: 'email',
  homeFile: 'homeFile',
  relation: 'relation',
  period: 'period',
} as const

/** Splits the id of a topic, memo, nuance mark or promise into its segment and the name used inside that segment. */
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
