import type * as Y from 'yjs'
import { limits } from '../base/limits.ts'
import { type Memo, memoKinds, type NuanceMark } from '../model/memo.ts'
import type { MemberId } from '../model/people.ts'
import { formatMemoId, parseMemoId, parseNuanceId } from './memo-id.ts'
import { readChoice, readFlag, readInstant, readMember, readString } from './read-registers.ts'
import { readText } from './read-text.ts'
import { memoRegisters, nuanceRegisters, rootPrefixes } from './roots.ts'
import { memberPattern } from './topic-id.ts'
import type { SegmentId } from './types.ts'

/** Reads a person's id as the pair sees it. */
export type ResolveMember = (member: MemberId) => MemberId

/** A memo by its name inside a segment, without its marks; null when it is not there or not understood. */
export function readMemo(
  segment: SegmentId,
  doc: Y.Doc,
  local: string,
  resolve: ResolveMember,
): Memo | null {
  const id = `${segment}/${local}`
  const parts = parseMemoId(id)
  if (parts === null || formatMemoId(parts) !== id) return null
  const map: Y.Map<unknown> = doc.getMap(rootPrefixes.memoEntry + local)
  if (map.size === 0) return null
  const author = readMember(map, memoRegisters.author)
  return {
    id,
    meeting: parts.meeting,
    topicId: parts.topicId,
    // A sheet is found by its kind: it stays what it is.
    kind:
      (parts.suffix === null ? null : readChoice(map, memoRegisters.kind, memoKinds)) ?? parts.kind,
    isSheet: parts.suffix === null,
    author: author === null ? null : resolve(author),
    writers: readWriters(map, resolve),
    text: readText(doc, rootPrefixes.memo + local),
    order: readString(map, memoRegisters.order, limits.lineLength) ?? '',
    createdMs: readInstant(map, memoRegisters.created) ?? 0,
    isRemoved: readFlag(map, memoRegisters.removed),
    nuances: [],
  }
}

/** A nuance mark by its name inside a segment; null when it is not there or not understood. */
export function readNuance(
  segment: SegmentId,
  doc: Y.Doc,
  local: string,
  resolve: ResolveMember,
): NuanceMark | null {
  const id = `${segment}/${local}`
  const parts = parseNuanceId(id)
  if (parts === null) return null
  const map: Y.Map<unknown> = doc.getMap(rootPrefixes.nuance + local)
  const quote = readString(map, nuanceRegisters.quote, limits.quoteLength)
  if (quote === null) return null
  const by = readMember(map, nuanceRegisters.by)
  return {
    id,
    memoId: parts.memoId,
    by: by === null ? null : resolve(by),
    quote: {
      text: quote,
      before: readString(map, nuanceRegisters.before, limits.quoteLength) ?? '',
      after: readString(map, nuanceRegisters.after, limits.quoteLength) ?? '',
    },
    reply: readText(doc, rootPrefixes.nuanceReply + local),
    resolvedMs: readInstant(map, nuanceRegisters.resolved),
    createdMs: readInstant(map, nuanceRegisters.created) ?? 0,
    isRemoved: readFlag(map, nuanceRegisters.removed),
  }
}

function readWriters(map: Y.Map<unknown>, resolve: ResolveMember): MemberId[] {
  const writers = new Set<MemberId>()
  for (const key of map.keys()) {
    if (!key.startsWith(memoRegisters.byPrefix)) continue
    const member = key.slice(memoRegisters.byPrefix.length)
    if (memberPattern.test(member) && map.get(key) === true) writers.add(resolve(member))
  }
  return [...writers].sort()
}
