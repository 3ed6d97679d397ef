import type { MeetingKey } from './meeting.ts'
import type { MemberId, PairId, Person } from './people.ts'
import type { RelationKind, ResponseKind, TopicKind } from './topics.ts'

/** A topic as both people see it. */
export interface Topic {
  /** Stable across devices and people; begins with its segment (`y2026/…`). */
  id: string
  meeting: MeetingKey
  /** Who wants to talk about it. */
  owner: MemberId
  kind: TopicKind
  /** The person's own title for `custom`; empty otherwise. */
  title: string
  /** The hoped-for response; null while none is chosen. */
  response: ResponseKind | null
  /** The free line of the response `other`; may be empty. */
  responseNote: string
  /** The owner's words about it, readable by the partner. */
  note: string
  /** Sort key among the topics of one owner and meeting (fractional index, compared as a string). */
  order: string
  /** A removed topic keeps its words and can be put back. */
  isRemoved: boolean
  createdMs: number
}

/** A draft of a sensitive topic: on this device only until its owner presses share. */
export interface DraftTopic {
  /** The id the topic will have once shared. */
  id: string
  pairId: PairId
  meeting: MeetingKey
  kind: TopicKind
  title: string
  response: ResponseKind | null
  responseNote: string
  note: string
  order: string
  createdMs: number
  updatedMs: number
}

/** What the pair document says about a member. */
export interface MemberView extends Person {
  /** The shared file this person's side reads and writes, by provider id; null before sync. */
  homeFile: string | null
}

/** A meeting the pair document knows. */
export interface MeetingView {
  key: MeetingKey
  /** Start in ms since the epoch; null when only a day, or nothing, is known. */
  startMs: number | null
  /** Day `YYYY-MM-DD`; null when unknown. */
  day: string | null
  topics: Topic[]
  /** Who pressed "seen", and when (ms since the epoch, by the clock of that person's device). */
  seen: { member: MemberId; atMs: number }[]
}

/** The whole readable content of the loaded segments of one pair document. */
export interface PairView {
  pairId: PairId
  members: MemberView[]
  /** The relation the pair chose; null before it did. */
  relation: RelationKind | null
  /** Meetings with at least one topic, memo or mark, in order of key. */
  meetings: MeetingView[]
}
