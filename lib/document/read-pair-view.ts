import type * as Y from 'yjs'
import { limits } from '../base/limits.ts'
import type { MeetingView, MemberView, PairView, Topic } from '../model/agenda.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { PairId } from '../model/people.ts'
import { relationKinds, responseKinds } from '../model/topics.ts'
import {
  cutText,
  maxShownTextLength,
  readChoice,
  readFlag,
  readInstant,
  readString,
} from './read-registers.ts'
import {
  coreRegisters,
  meetingRegisters,
  memberMap,
  noteText,
  pairMap,
  pairRoot,
  rootPrefixes,
  topicMap,
  topicRegisters,
} from './roots.ts'
import { coreSegment } from './segments.ts'
import { formatTopicId, memberPattern, parseTopicId, unescapeKey } from './topic-id.ts'
import type { SegmentId } from './types.ts'

/**
 * Reads every loaded segment into plain values. Roots and registers this version does not know are left
 * alone; a root that cannot be read is skipped and the others are shown.
 */
export function readPairView(pairId: PairId, docs: Iterable<[SegmentId, Y.Doc]>): PairView {
  const meetings = new Map<MeetingKey, MeetingView>()
  const members: MemberView[] = []
  let relation: PairView['relation'] = null

  for (const [segment, doc] of docs) {
    for (const root of doc.share.keys()) {
      if (root.startsWith(rootPrefixes.topic)) {
        const topic = readTopic(segment, doc, root.slice(rootPrefixes.topic.length))
        if (topic !== null) meetingOf(meetings, topic.meeting).topics.push(topic)
      } else if (root.startsWith(rootPrefixes.meeting)) {
        readMeeting(doc, root, meetings)
      } else if (segment === coreSegment && root.startsWith(rootPrefixes.member)) {
        const member = readMember(doc, root.slice(rootPrefixes.member.length))
        if (member !== null) members.push(member)
      } else if (segment === coreSegment && root === pairRoot) {
        relation = readChoice(pairMap(doc), coreRegisters.relation, relationKinds)
      }
    }
  }

  const shown = [...meetings.values()].filter(
    (meeting) => meeting.topics.length > 0 || meeting.seen.length > 0,
  )
  for (const meeting of shown) {
    meeting.topics.sort(compareTopics)
    meeting.seen.sort((a, b) => compareText(a.member, b.member))
  }
  return {
    pairId,
    members: members.sort((a, b) => compareText(a.id, b.id)),
    relation,
    meetings: shown.sort((a, b) => compareText(a.key, b.key)),
  }
}

/** The order in which topics are shown: by sort key, and by id where two devices chose the same one. */
export function compareTopics(a: Topic, b: Topic): number {
  return compareText(a.order, b.order) || compareText(a.id, b.id)
}

/** Code-unit order; `localeCompare` would differ between two people's machines. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A topic by its name inside a segment; null when nothing is there or the name is not understood. */
export function readTopic(segment: SegmentId, doc: Y.Doc, local: string): Topic | null {
  const id = `${segment}/${local}`
  const parts = parseTopicId(id)
  if (parts === null || formatTopicId(parts) !== id) return null
  const map = topicMap(doc, local)
  if (map.size === 0) return null
  return {
    id,
    meeting: parts.meeting,
    owner: parts.owner,
    kind: parts.kind,
    title: readString(map, topicRegisters.title, limits.lineLength) ?? '',
    response: readChoice(map, topicRegisters.response, responseKinds),
    responseNote: readString(map, topicRegisters.responseNote, limits.lineLength) ?? '',
    note: doc.share.has(rootPrefixes.note + local)
      ? cutText(noteText(doc, local).toString(), maxShownTextLength)
      : '',
    order: readString(map, topicRegisters.order, limits.lineLength) ?? '',
    isRemoved: readFlag(map, topicRegisters.removed),
    createdMs: readInstant(map, topicRegisters.created) ?? 0,
  }
}

function meetingOf(meetings: Map<MeetingKey, MeetingView>, key: MeetingKey): MeetingView {
  const known = meetings.get(key)
  if (known !== undefined) return known
  const made: MeetingView = { key, startMs: null, day: null, topics: [], seen: [] }
  meetings.set(key, made)
  return made
}

function readMeeting(doc: Y.Doc, root: string, meetings: Map<MeetingKey, MeetingView>): void {
  const key = unescapeKey(root.slice(rootPrefixes.meeting.length))
  if (key === null || key === '') return
  const map: Y.Map<unknown> = doc.getMap(root)
  if (map.size === 0) return
  const meeting = meetingOf(meetings, key)
  meeting.startMs = readInstant(map, meetingRegisters.startMs) ?? meeting.startMs
  const day = readString(map, meetingRegisters.day, 10)
  if (day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day)) meeting.day = day
  for (const register of map.keys()) {
    if (!register.startsWith(meetingRegisters.seenPrefix)) continue
    const member = register.slice(meetingRegisters.seenPrefix.length)
    const atMs = readInstant(map, register)
    if (!memberPattern.test(member) || atMs === null) continue
    // The same meeting may stand in two segments after it moved across a new year: the later mark counts.
    const known = meeting.seen.find((mark) => mark.member === member)
    if (known === undefined) meeting.seen.push({ member, atMs })
    else known.atMs = Math.max(known.atMs, atMs)
  }
}

function readMember(doc: Y.Doc, id: string): MemberView | null {
  if (!memberPattern.test(id)) return null
  const map = memberMap(doc, id)
  if (map.size === 0) return null
  return {
    id,
    email: readString(map, coreRegisters.email, 320),
    name: readString(map, coreRegisters.name, limits.nameLength) ?? '',
    homeFile: readString(map, coreRegisters.homeFile, 1024),
  }
}
