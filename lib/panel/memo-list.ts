import type { MeetingView, PairView, Topic } from '../model/agenda.ts'
import type { CarryOver } from '../model/carry-over.ts'
import type { MeetingKey } from '../model/meeting.ts'
import { type MeetingSpan, spanOfMeeting } from '../model/meeting-time.ts'
import { isLiveMemo, type Memo, type MemoKind } from '../model/memo.ts'
import type { MemberId } from '../model/people.ts'
import { rolesOf } from '../model/relation-period.ts'

/** What is written about one topic, or about the whole 1-on-1. */
export interface MemoSection {
  /** Null for the whole 1-on-1. */
  topic: Topic | null
  /** The day it was left open on, for a topic that waited; null otherwise. */
  fromDay: string | null
  /** It waited from another time. */
  isCarried: boolean
  /** The sheet of each kind; null where nobody has begun it. A removed one is in {@link removed}. */
  sheets: Record<MemoKind, Memo | null>
  /** Further memos, in order. */
  entries: Memo[]
  /** Taken away, with their words. */
  removed: Memo[]
}

/**
 * The memos of one meeting, sorted under what they are about: topics that waited first, then those of this
 * time with the mentee's before the mentor's (the same order on both screens), the whole 1-on-1 last.
 */
export function listMemoSections(
  view: PairView,
  meetingKey: MeetingKey,
  carry: CarryOver | null,
): MemoSection[] {
  const meeting = view.meetings.find(({ key }) => key === meetingKey) ?? null
  const memos = meeting?.memos ?? []
  const here = (meeting?.topics ?? []).filter((topic) => !topic.isRemoved)
  // By where it was made, not by where it stands: a tick on "talked about" must not move it.
  const own = here
    .filter((topic) => topic.madeFor === meetingKey)
    .sort((a, b) => compareOwners(view, a.owner, b.owner))
  const carried = [
    ...here.filter((topic) => topic.madeFor !== meetingKey),
    // Under another address it is in another document: nothing can be written about it here before it is brought.
    ...(carry?.topics ?? []).flatMap(({ pairId, topic }) => (pairId === view.pairId ? topic : [])),
  ].sort((a, b) => compareOrigins(view, a, b))
  const shown = new Set([...carried, ...own].map(({ id }) => id))
  const strays = findStrays(view, meeting, memos, shown)
  return [
    ...carried.map((topic) =>
      sectionOf(memos, topic, { fromDay: originOf(view, topic)?.day ?? null, isCarried: true }),
    ),
    ...[...own, ...strays].map((topic) =>
      sectionOf(memos, topic, { fromDay: null, isCarried: false }),
    ),
    sectionOf(memos, null, { fromDay: null, isCarried: false }),
  ]
}

/** Topics that something was written about here, but which stand elsewhere now or were taken back. */
function findStrays(
  view: PairView,
  meeting: MeetingView | null,
  memos: readonly Memo[],
  shown: ReadonlySet<string>,
): Topic[] {
  const wanted = new Set(
    memos.flatMap((memo) =>
      memo.topicId !== null && !shown.has(memo.topicId) && isLiveMemo(memo) ? [memo.topicId] : [],
    ),
  )
  if (meeting === null || wanted.size === 0) return []
  return view.meetings.flatMap(({ topics }) => topics.filter(({ id }) => wanted.has(id)))
}

function sectionOf(
  memos: readonly Memo[],
  topic: Topic | null,
  from: { fromDay: string | null; isCarried: boolean },
): MemoSection {
  const about = memos.filter((memo) => memo.topicId === (topic?.id ?? null))
  const standing = about.filter((memo) => !memo.isRemoved)
  const sheetOf = (kind: MemoKind): Memo | null =>
    standing.find((memo) => memo.isSheet && memo.kind === kind) ?? null
  return {
    topic,
    ...from,
    sheets: { point: sheetOf('point'), keep: sheetOf('keep') },
    entries: standing.filter((memo) => !memo.isSheet),
    removed: about.filter((memo) => memo.isRemoved && memo.text.trim() !== ''),
  }
}

/** When the meeting is that a topic was made for; null without a date. */
function originOf(view: PairView, topic: Topic): MeetingSpan | null {
  const known = view.meetings.find(({ key }) => key === topic.madeFor)
  return spanOfMeeting(known ?? { key: topic.madeFor, startMs: null, day: null })
}

/** The latest first, those without a date last. */
function compareOrigins(view: PairView, a: Topic, b: Topic): number {
  const [first, second] = [a, b].map((topic) => originOf(view, topic)?.startMs ?? 0)
  if (first !== second) return (second ?? 0) - (first ?? 0)
  return compareOwners(view, a.owner, b.owner) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** The mentee's first; where both are or nobody said, by id, so that both screens agree. */
function compareOwners(view: PairView, a: MemberId, b: MemberId): number {
  if (a === b) return 0
  const [first, second] = [a, b].map((member) => rolesOf(view.period, member).isMentee)
  if (first !== second) return first === true ? -1 : 1
  return a < b ? -1 : 1
}
