import type * as Y from 'yjs'
import { limits } from '../base/limits.ts'
import type { Topic } from '../model/agenda.ts'
import { responseKinds } from '../model/topics.ts'
import { readChoice, readFlag, readInstant, readString } from './read-registers.ts'
import { readText } from './read-text.ts'
import { rootPrefixes, topicMap, topicRegisters } from './roots.ts'
import { formatTopicId, parseTopicId } from './topic-id.ts'
import type { SegmentId } from './types.ts'

/**
 * A topic by its name inside a segment, with its owner as the id says; null when nothing is there or the
 * name is not understood.
 */
export function readTopic(segment: SegmentId, doc: Y.Doc, local: string): Topic | null {
  const id = `${segment}/${local}`
  const parts = parseTopicId(id)
  if (parts === null || formatTopicId(parts) !== id) return null
  const map = topicMap(doc, local)
  if (map.size === 0) return null
  const talkedMs = readInstant(map, topicRegisters.talked)
  const talkedIn = talkedMs === null ? null : readKey(map, topicRegisters.talkedIn)
  return {
    id,
    meeting: talkedIn ?? readKey(map, topicRegisters.movedTo) ?? parts.meeting,
    madeFor: parts.meeting,
    owner: parts.owner,
    kind: parts.kind,
    title: readString(map, topicRegisters.title, limits.lineLength) ?? '',
    response: readChoice(map, topicRegisters.response, responseKinds),
    responseNote: readString(map, topicRegisters.responseNote, limits.lineLength) ?? '',
    note: readText(doc, rootPrefixes.note + local),
    order: readString(map, topicRegisters.order, limits.lineLength) ?? '',
    isRemoved: readFlag(map, topicRegisters.removed),
    talkedMs,
    createdMs: readInstant(map, topicRegisters.created) ?? 0,
  }
}

/** A register that names a meeting; null when absent, empty or too long to be one. */
function readKey(map: Y.Map<unknown>, register: string): string | null {
  const key = map.get(register)
  const isKey = typeof key === 'string' && key !== '' && key.length <= limits.keyLength
  return isKey ? key : null
}
