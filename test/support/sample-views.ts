import type { MeetingView, PairView, Topic } from '../../lib/model/agenda.ts'
import type { Memo } from '../../lib/model/memo.ts'
import type { PairPromise } from '../../lib/model/promise.ts'
import { emptyPeriod, type RelationPeriod } from '../../lib/model/relation-period.ts'
import type { RelationKind } from '../../lib/model/topics.ts'
import { ann, ben, nowMs, pairId } from './replica-world.ts'

/** Plain values as a document reads, for tests of what is computed from them. */

const dayMs = 24 * 3600 * 1000

/** The start of the 1-on-1 `days` after the shared `nowMs`. */
export function startAfter(days: number): number {
  return nowMs + days * dayMs
}

/** A topic of Ann's, waiting in `meeting`. */
export function makeTopic(meeting: string, parts: Partial<Topic> = {}): Topic {
  const kind = parts.kind ?? 'work'
  const owner = parts.owner ?? ann
  return {
    id: `y2026/${meeting}/${owner}/${kind}`,
    meeting,
    madeFor: meeting,
    owner,
    kind,
    title: '',
    response: null,
    responseNote: '',
    note: '',
    order: 'a0',
    isRemoved: false,
    talkedMs: null,
    createdMs: nowMs,
    ...parts,
  }
}

/** A memo about the whole of `meeting`. */
export function makeMemo(meeting: string, parts: Partial<Memo> = {}): Memo {
  return {
    id: `y2026/${meeting}/all/${parts.kind ?? 'point'}`,
    meeting,
    topicId: null,
    kind: 'point',
    isSheet: true,
    author: ann,
    writers: [ann],
    text: '',
    order: 'a0',
    createdMs: nowMs,
    isRemoved: false,
    nuances: [],
    ...parts,
  }
}

/** A 1-on-1 `days` after the shared `nowMs`; without a date for null. */
export function makeMeeting(
  key: string,
  days: number | null,
  parts: Partial<MeetingView> = {},
): MeetingView {
  return {
    key,
    startMs: days === null ? null : startAfter(days),
    day: null,
    topics: [],
    memos: [],
    seen: [],
    ended: [],
    isCalledOff: false,
    ...parts,
  }
}

/** An ended 1-on-1. */
export function endedMeeting(
  key: string,
  days: number,
  parts: Partial<MeetingView> = {},
): MeetingView {
  return makeMeeting(key, days, {
    ended: [{ member: ann, atMs: startAfter(days) + 1_800_000 }],
    ...parts,
  })
}

/** A promise of Ben's. */
export function makePromise(id: string, parts: Partial<PairPromise> = {}): PairPromise {
  return {
    id,
    owner: ben,
    text: `promise ${id}`,
    dueDay: null,
    whenWhere: '',
    isDone: false,
    doneMs: null,
    meeting: null,
    createdMs: nowMs,
    isRemoved: false,
    ...parts,
  }
}

/** A pair in a relation. */
export function makeView(
  meetings: MeetingView[],
  parts: Partial<Omit<PairView, 'period'>> & { period?: Partial<RelationPeriod> } = {},
): PairView {
  const relation: RelationKind | null = parts.relation ?? parts.period?.kind ?? null
  return {
    pairId,
    members: [],
    pastPeriods: [],
    promises: [],
    aliases: {},
    meetings,
    ...parts,
    relation,
    period: { ...emptyPeriod('p1', relation), ...parts.period },
  }
}
