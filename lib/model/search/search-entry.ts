import type { CalendarDay } from '../calendar-day.ts'
import type { MeetingKey } from '../meeting.ts'
import type { MemberId, PairId } from '../people.ts'
import type { TopicKind } from '../topics.ts'

/** What can be found. `private` is what the caller gives from this device alone. */
export const entryKinds = [
  'topic',
  'memo',
  'nuance',
  'promise',
  'purpose',
  'farewell',
  'private',
] as const

/** A kind of entry. */
export type EntryKind = (typeof entryKinds)[number]

/** One thing that can be found, in plain values. */
export interface SearchEntry {
  /** With `pairId` and `kind` the identity of the entry; the id of the topic, memo, mark or promise. */
  id: string
  pairId: PairId
  kind: EntryKind
  /** The 1-on-1 it belongs to; null for what belongs to the pair. */
  meeting: MeetingKey | null
  /** The day of that 1-on-1, else null. */
  day: CalendarDay | null
  /** What results are sorted by, latest first: the start of the 1-on-1, else when it was made. */
  atMs: number
  /** The topic, or the topic it is about; null where there is none. */
  topicKind: TopicKind | null
  owner: MemberId | null
  /** A person's own title; empty otherwise. */
  title: string
  text: string
  /** Words that find it too but are not shown as found: the name of the topic's kind, say. */
  alsoFoundBy: string
}
