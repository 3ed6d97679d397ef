import type { MeetingKey } from './meeting.ts'
import type { MemberAliases } from './member-alias.ts'
import type { Memo } from './memo.ts'
import type { MemberId, PairId, Person } from './people.ts'
import type { PairPromise } from './promise.ts'
import type { RelationPeriod } from './relation-period.ts'
import type { RelationKind, ResponseKind, TopicKind } from './topics.ts'

/** A topic as both people see it. */
export interface Topic {
  /** Stable across devices and people; begins with its segment (`y2026/…`). */
  id: string
  /** The meeting it belongs to now: where it was talked about, else where it was moved, else `madeFor`. */
  meeting: MeetingKey
  /** The meeting it was made for; never changes. */
  madeFor: MeetingKey
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
  /** When it was marked as talked about, by that device's clock; null while it waits to be. */
  talkedMs: number | null
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

/** What a side writes about a member. */
export interface MemberFacts extends Person {
  /** The shared file this person's side reads and writes, by provider id; null before sync. */
  homeFile: string | null
}

/** What the pair document says about a member. */
export interface MemberView extends MemberFacts {
  /** The member this one was merged into by the user; null for a person of their own. */
  sameAs: MemberId | null
}

/** Somebody's mark with a time (ms since the epoch, by the clock of that person's device). */
export interface MemberMark {
  member: MemberId
  atMs: number
}

/** A meeting the pair document knows. */
export interface MeetingView {
  key: MeetingKey
  /** Start in ms since the epoch; null when only a day, or nothing, is known. */
  startMs: number | null
  /** Day `YYYY-MM-DD`; null when unknown. */
  day: string | null
  /** Topics that belong to it now; one that was moved or talked about elsewhere is there. */
  topics: Topic[]
  /** Memos written in it, about it or about any topic; removed ones too. */
  memos: Memo[]
  /** Who pressed "seen". */
  seen: MemberMark[]
  /** Who ended it. One is enough; empty again when it was reopened. */
  ended: MemberMark[]
  /** It does not take place (cancelled, or no longer a 1-on-1): what was prepared for it goes on. */
  isCalledOff: boolean
}

/**
 * The whole readable content of the loaded segments of one pair document. Every member id in it is resolved
 * through `aliases`; resolve an id from elsewhere (`resolveMember`) before comparing.
 */
export interface PairView {
  pairId: PairId
  members: MemberView[]
  /** The relation the pair chose; null before it did. */
  relation: RelationKind | null
  /** What the pair agreed on for the time they are in; empty where nothing is agreed. */
  period: RelationPeriod
  /** Earlier times of this pair, oldest first. */
  pastPeriods: RelationPeriod[]
  /** Every promise, done and removed ones too, in order of id. */
  promises: PairPromise[]
  aliases: MemberAliases
  /** Meetings with at least one topic, memo or mark, in order of key. */
  meetings: MeetingView[]
}
