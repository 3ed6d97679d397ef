import type { MeetingKey } from './meeting.ts'
import type { MemberId } from './people.ts'

/** ポイント, and 次回まで意識すること. Ids are stored in shared files: never rename one. */
export const memoKinds = ['point', 'keep'] as const

/** A kind of memo; `keep` stays in view until the next 1-on-1. */
export type MemoKind = (typeof memoKinds)[number]

/** A shared memo. Both people write into the same text, letter by letter. */
export interface Memo {
  /** Stable across devices and people; begins with its segment (`y2026/…`). */
  id: string
  /** The 1-on-1 in which it was written. */
  meeting: MeetingKey
  /** The topic it is about; null when it is about the whole 1-on-1. */
  topicId: string | null
  kind: MemoKind
  /** True for the one sheet of its kind that both find without agreeing; false for a further entry. */
  isSheet: boolean
  /** Who began it; null when nobody said so. A claim, as every authorship in a file both can write. */
  author: MemberId | null
  /** Everyone who wrote in it, sorted by id. */
  writers: MemberId[]
  text: string
  /** Sort key among the memos of one meeting (fractional index, compared as a string). */
  order: string
  createdMs: number
  /** A removed memo keeps its words and can be put back. */
  isRemoved: boolean
  /** Sentences marked 「ニュアンスが違う」, oldest id first; taken-back marks included. */
  nuances: NuanceMark[]
}

/** Where in a text something stands, told by its words, so that it survives edits before and after it. */
export interface Quote {
  /** The words themselves. */
  text: string
  /** What stood right before and after them; tells equal sentences apart. */
  before: string
  after: string
}

/** 「ニュアンスが違う」: somebody reads a sentence differently, and says how. */
export interface NuanceMark {
  id: string
  memoId: string
  by: MemberId | null
  quote: Quote
  /** How they see it; both may write here. */
  reply: string
  /** When the two had settled it, by that device's clock; null while it stands. */
  resolvedMs: number | null
  createdMs: number
  isRemoved: boolean
}

/** True when a memo says something and stands. */
export function isLiveMemo(memo: Memo): boolean {
  return !memo.isRemoved && memo.text.trim() !== ''
}
