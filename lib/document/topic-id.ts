import type { MeetingKey } from '../model/meeting.ts'
import type { MemberId } from '../model/people.ts'
import { type TopicKind, topicKinds } from '../model/topics.ts'
import { isSegmentId } from './segments.ts'
import type { SegmentId } from './types.ts'

/**
 * What a topic's id says. The id is the identity: it carries meeting, owner and kind, so that two devices
 * of one person that pick the same kind for the same meeting write the same topic, and no register can
 * contradict it.
 */
export interface TopicIdParts {
  segment: SegmentId
  meeting: MeetingKey
  owner: MemberId
  kind: TopicKind
  /** Tells topics of one kind apart: random for `custom` and for recovered copies, else null. */
  suffix: string | null
}

/** Names that a member id may have inside a document. */
export const memberPattern = /^[0-9a-f]{16}$/

/** Names that tell things of one kind apart inside a document. */
export const suffixPattern = /^[A-Za-z0-9_-]{1,32}$/

/** The id of a topic, `<segment>/<meeting>/<owner>/<kind>[.<suffix>]`. */
export function formatTopicId(parts: TopicIdParts): string {
  const tail = parts.suffix === null ? parts.kind : `${parts.kind}.${parts.suffix}`
  return `${parts.segment}/${escapeKey(parts.meeting)}/${parts.owner}/${tail}`
}

/** The parts of a topic id; null for anything this version does not understand. */
export function parseTopicId(id: string): TopicIdParts | null {
  const [segment, meeting, owner, tail, ...rest] = id.split('/')
  if (segment === undefined || meeting === undefined || owner === undefined || tail === undefined) {
    return null
  }
  if (rest.length > 0 || !isSegmentId(segment) || !memberPattern.test(owner)) return null
  const dot = tail.indexOf('.')
  const kindText = dot < 0 ? tail : tail.slice(0, dot)
  const suffix = dot < 0 ? null : tail.slice(dot + 1)
  const kind = topicKinds.find((known) => known === kindText)
  if (kind === undefined || (suffix !== null && !suffixPattern.test(suffix))) return null
  if (kind === 'custom' && suffix === null) return null
  const key = unescapeKey(meeting)
  return key === null || key === '' ? null : { segment, meeting: key, owner, kind, suffix }
}

/** A meeting key without slashes: `%` and `/` are percent-escaped, all else stays readable. */
export function escapeKey(key: string): string {
  return key.toWellFormed().replaceAll('%', '%25').replaceAll('/', '%2F')
}

/** The reverse of {@link escapeKey}; null when the text holds any other escape. */
export function unescapeKey(text: string): string | null {
  if (/%(?!25|2F)/.test(text)) return null
  return text.replaceAll('%2F', '/').replaceAll('%25', '%')
}
