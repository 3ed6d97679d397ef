import type * as Y from 'yjs'
import { limits } from '../base/limits.ts'
import type { MeetingView, MemberView, PairView, Topic } from '../model/agenda.ts'
import type { MeetingKey } from '../model/meeting.ts'
import { resolveMember } from '../model/member-alias.ts'
import type { Memo, NuanceMark } from '../model/memo.ts'
import type { PairId } from '../model/people.ts'
import type { PairPromise } from '../model/promise.ts'
import { emptyPeriod } from '../model/relation-period.ts'
import { foldDays } from './fold-days.ts'
import { readAliases } from './read-aliases.ts'
import { emptyMeeting, readMeetingInto } from './read-meeting.ts'
import { type ResolveMember, readMemo, readNuance } from './read-memos.ts'
import { readPromise } from './read-promise.ts'
import { readString } from './read-registers.ts'
import { readPeriods } from './read-relation.ts'
import { readTopic } from './read-topic.ts'
import { coreRegisters, memberMap, rootPrefixes } from './roots.ts'
import { coreSegment } from './segments.ts'
import { memberPattern, unescapeKey } from './topic-id.ts'
import type { SegmentId } from './types.ts'

/**
 * Reads every loaded segment into plain values. Roots and registers this version does not know are left
 * alone; a root that cannot be read is skipped and the others are shown.
 */
export function readPairView(pairId: PairId, docs: Iterable<[SegmentId, Y.Doc]>): PairView {
  // By name: where two years speak of one meeting, the later year counts on every replica.
  const segments = [...docs].sort(([a], [b]) => compareText(a, b))
  const core = segments.find(([segment]) => segment === coreSegment)?.[1] ?? null
  const aliases = readAliases(core)
  const resolve: ResolveMember = (member) => resolveMember(aliases, member)
  const found = emptyFindings()
  for (const [segment, doc] of segments) readSegment(segment, doc, resolve, found)
  const { meetings, members, promises } = found
  placeNuances(found)
  foldDays(meetings)
  const shown = [...meetings.values()].filter(isWorthShowing)
  for (const meeting of shown) sortMeeting(meeting)
  const periods =
    core === null
      ? { period: emptyPeriod('p1', null), pastPeriods: [] }
      : readPeriods(core, resolve)
  return {
    pairId,
    members: members
      .map((member) => {
        const sameAs = resolve(member.id)
        return { ...member, sameAs: sameAs === member.id ? null : sameAs }
      })
      .sort(byId),
    relation: periods.period.kind,
    ...periods,
    promises: promises.sort(byId),
    aliases,
    meetings: shown.sort((a, b) => compareText(a.key, b.key)),
  }
}

/** The order in which topics are shown: by sort key, and by id where two devices chose the same one. */
export function compareTopics(a: Topic, b: Topic): number {
  return compareText(a.order, b.order) || byId(a, b)
}

/** The order in which memos are shown; see {@link compareTopics}. */
export function compareMemos(a: Memo, b: Memo): number {
  return compareText(a.order, b.order) || byId(a, b)
}

interface Findings {
  meetings: Map<MeetingKey, MeetingView>
  members: MemberView[]
  promises: PairPromise[]
  memos: Map<string, Memo>
  nuances: NuanceMark[]
}

function emptyFindings(): Findings {
  return { meetings: new Map(), members: [], promises: [], memos: new Map(), nuances: [] }
}

function readSegment(
  segment: SegmentId,
  doc: Y.Doc,
  resolve: ResolveMember,
  found: Findings,
): void {
  const isCore = segment === coreSegment
  for (const root of doc.share.keys()) {
    const slash = root.indexOf('/') + 1
    const local = root.slice(slash)
    switch (root.slice(0, slash)) {
      case rootPrefixes.topic: {
        const topic = readTopic(segment, doc, local)
        if (topic === null) break
        topic.owner = resolve(topic.owner)
        meetingOf(found.meetings, topic.meeting).topics.push(topic)
        break
      }
      case rootPrefixes.memoEntry: {
        const memo = readMemo(segment, doc, local, resolve)
        if (memo === null) break
        found.memos.set(memo.id, memo)
        meetingOf(found.meetings, memo.meeting).memos.push(memo)
        break
      }
      case rootPrefixes.nuance: {
        const mark = readNuance(segment, doc, local, resolve)
        if (mark !== null) found.nuances.push(mark)
        break
      }
      case rootPrefixes.meeting: {
        const key = unescapeKey(local)
        const map: Y.Map<unknown> = doc.getMap(root)
        if (key === null || key === '' || map.size === 0) break
        readMeetingInto(meetingOf(found.meetings, key), map, resolve)
        break
      }
      case rootPrefixes.promise: {
        const promise = readPromise(segment, doc, local, resolve)
        if (promise !== null) found.promises.push(promise)
        break
      }
      case rootPrefixes.member: {
        const member = isCore ? readMemberView(doc, local) : null
        if (member !== null) found.members.push(member)
        break
      }
    }
  }
}

/** Hangs each nuance mark on its memo; one without a memo waits for it unseen. */
function placeNuances({ memos, nuances }: Findings): void {
  for (const mark of nuances.sort(byId)) memos.get(mark.memoId)?.nuances.push(mark)
}

/** A meeting that somebody only described is known, but there is nothing of it to show. */
function isWorthShowing(meeting: MeetingView): boolean {
  const { topics, memos, seen, ended, isCalledOff } = meeting
  return topics.length + memos.length + seen.length + ended.length > 0 || isCalledOff
}

function sortMeeting(meeting: MeetingView): void {
  meeting.topics.sort(compareTopics)
  meeting.memos.sort(compareMemos)
  for (const marks of [meeting.seen, meeting.ended]) {
    marks.sort((a, b) => compareText(a.member, b.member))
  }
}

function meetingOf(meetings: Map<MeetingKey, MeetingView>, key: MeetingKey): MeetingView {
  const known = meetings.get(key)
  if (known !== undefined) return known
  const made = emptyMeeting(key)
  meetings.set(key, made)
  return made
}

function readMemberView(doc: Y.Doc, id: string): MemberView | null {
  if (!memberPattern.test(id)) return null
  const map = memberMap(doc, id)
  if (map.size === 0) return null
  return {
    id,
    email: readString(map, coreRegisters.email, 320),
    name: readString(map, coreRegisters.name, limits.nameLength) ?? '',
    homeFile: readString(map, coreRegisters.homeFile, 1024),
    sameAs: null,
  }
}

function byId(a: { id: string }, b: { id: string }): number {
  return compareText(a.id, b.id)
}

/** Code-unit order; `localeCompare` would differ between two people's machines. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
