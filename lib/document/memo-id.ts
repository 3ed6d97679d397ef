import type { MeetingKey } from '../model/meeting.ts'
import { type MemoKind, memoKinds } from '../model/memo.ts'
import { isSegmentId } from './segments.ts'
import { escapeKey, memberPattern, parseTopicId, suffixPattern, unescapeKey } from './topic-id.ts'
import type { SegmentId } from './types.ts'

/**
 * What a memo's id says: where it was written, what it is about, and of which kind it began. Without a suffix
 * it is the sheet of that kind, which both people find without agreeing, so that both write into one text.
 */
export interface MemoIdParts {
  segment: SegmentId
  meeting: MeetingKey
  /** The topic it is about; null for the whole 1-on-1. */
  topicId: string | null
  kind: MemoKind
  /** Random for a further entry; null for the sheet. */
  suffix: string | null
}

const wholeScope = 'all'

/** The id of a memo, `<segment>/<meeting>/<scope>/<kind>[.<suffix>]`. */
export function formatMemoId(parts: MemoIdParts): string {
  const tail = parts.suffix === null ? parts.kind : `${parts.kind}.${parts.suffix}`
  return `${parts.segment}/${escapeKey(parts.meeting)}/${formatScope(parts)}/${tail}`
}

/** The parts of a memo id; null for anything this version does not understand. */
export function parseMemoId(id: string): MemoIdParts | null {
  const [segment, meetingText, scope, tail, ...rest] = id.split('/')
  if (segment === undefined || meetingText === undefined || tail === undefined) return null
  if (scope === undefined || rest.length > 0 || !isSegmentId(segment)) return null
  const meeting = unescapeKey(meetingText)
  if (meeting === null || meeting === '') return null
  const dot = tail.indexOf('.')
  const kind = memoKinds.find((known) => known === (dot < 0 ? tail : tail.slice(0, dot)))
  const suffix = dot < 0 ? null : tail.slice(dot + 1)
  if (kind === undefined || (suffix !== null && !suffixPattern.test(suffix))) return null
  const topicId = parseScope(scope, segment, meetingText)
  if (topicId === undefined) return null
  return { segment, meeting, topicId, kind, suffix }
}

/** The id of a nuance mark, `<memo id>~<suffix>`. */
export function formatNuanceId(memoId: string, suffix: string): string {
  return `${memoId}~${suffix}`
}

/** The memo and the suffix of a nuance mark; null for anything this version does not understand. */
export function parseNuanceId(id: string): { memoId: string; suffix: string } | null {
  const tilde = id.lastIndexOf('~')
  const [memoId, suffix] = [id.slice(0, tilde), id.slice(tilde + 1)]
  if (tilde < 0 || !suffixPattern.test(suffix) || parseMemoId(memoId) === null) return null
  return { memoId, suffix }
}

/** A topic made for the same meeting is named by its end alone: names are repeated in every update. */
function formatScope({ segment, meeting, topicId }: MemoIdParts): string {
  if (topicId === null) return wholeScope
  const place = `${segment}/${escapeKey(meeting)}/`
  return escapeKey(topicId.startsWith(place) ? topicId.slice(place.length) : topicId)
}

/** The topic of a scope, null for the whole 1-on-1, undefined when it is not understood. */
function parseScope(scope: string, segment: SegmentId, meeting: string): string | null | undefined {
  if (scope === wholeScope) return null
  const name = unescapeKey(scope)
  if (name === null) return undefined
  const isShort = name.split('/').length === 2 && memberPattern.test(name.slice(0, 16))
  const topicId = isShort ? `${segment}/${meeting}/${name}` : name
  return parseTopicId(topicId) === null ? undefined : topicId
}
