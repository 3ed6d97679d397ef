import type * as Y from 'yjs'
import { limits } from '../base/limits.ts'
import { parseDay } from '../model/calendar-day.ts'
import type { PairPromise } from '../model/promise.ts'
import { formatPromiseId } from './promise-id.ts'
import type { ResolveMember } from './read-memos.ts'
import { readFlag, readInstant, readMember, readString } from './read-registers.ts'
import { readText } from './read-text.ts'
import { promiseRegisters, rootPrefixes } from './roots.ts'
import { suffixPattern } from './topic-id.ts'
import type { SegmentId } from './types.ts'

/** A promise by its name inside its segment; null when it is not there or not understood. */
export function readPromise(
  segment: SegmentId,
  doc: Y.Doc,
  local: string,
  resolve: ResolveMember,
): PairPromise | null {
  if (!suffixPattern.test(local)) return null
  const map: Y.Map<unknown> = doc.getMap(rootPrefixes.promise + local)
  if (map.size === 0) return null
  const owner = readMember(map, promiseRegisters.owner)
  const doneMs = readInstant(map, promiseRegisters.done)
  return {
    id: formatPromiseId({ segment, suffix: local }),
    owner: owner === null ? null : resolve(owner),
    text: readText(doc, rootPrefixes.promiseText + local),
    dueDay: parseDay(readString(map, promiseRegisters.due, 10) ?? ''),
    whenWhere: readString(map, promiseRegisters.whenWhere, limits.lineLength) ?? '',
    isDone: doneMs !== null,
    doneMs,
    meeting: readString(map, promiseRegisters.meeting, limits.keyLength),
    createdMs: readInstant(map, promiseRegisters.created) ?? 0,
    isRemoved: readFlag(map, promiseRegisters.removed),
  }
}

/** True when the registers are those of a promise still to be kept. */
export function isPromiseOpen(map: Y.Map<unknown>): boolean {
  return (
    readInstant(map, promiseRegisters.done) === null && !readFlag(map, promiseRegisters.removed)
  )
}
