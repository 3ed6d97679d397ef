import type * as Y from 'yjs'
import { limits } from '../base/limits.ts'
import { parseDay } from '../model/calendar-day.ts'
import type { PairPromise } from '../model/promise.ts'
import type { ResolveMember } from './read-memos.ts'
import { readFlag, readInstant, readMember, readString } from './read-registers.ts'
import { readText } from './read-text.ts'
import { promiseRegisters, rootPrefixes } from './roots.ts'
import { suffixPattern } from './topic-id.ts'

/** A promise by its id; null when it is not there or not understood. */
export function readPromise(doc: Y.Doc, id: string, resolve: ResolveMember): PairPromise | null {
  if (!suffixPattern.test(id)) return null
  const map: Y.Map<unknown> = doc.getMap(rootPrefixes.promise + id)
  if (map.size === 0) return null
  const owner = readMember(map, promiseRegisters.owner)
  const doneMs = readInstant(map, promiseRegisters.done)
  return {
    id,
    owner: owner === null ? null : resolve(owner),
    text: readText(doc, rootPrefixes.promiseText + id),
    dueDay: parseDay(readString(map, promiseRegisters.due, 10) ?? ''),
    whenWhere: readString(map, promiseRegisters.whenWhere, limits.lineLength) ?? '',
    isDone: doneMs !== null,
    doneMs,
    meeting: readString(map, promiseRegisters.meeting, limits.keyLength),
    createdMs: readInstant(map, promiseRegisters.created) ?? 0,
    isRemoved: readFlag(map, promiseRegisters.removed),
  }
}
