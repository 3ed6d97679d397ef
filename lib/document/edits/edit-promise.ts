import type * as Y from 'yjs'
import { limits } from '../../base/limits.ts'
import { fail, ok } from '../../base/result.ts'
import { type CalendarDay, parseDay } from '../../model/calendar-day.ts'
import type { MeetingKey } from '../../model/meeting.ts'
import type { MemberId } from '../../model/people.ts'
import { internalsOf } from '../replica-internals.ts'
import { promiseRegisters, rootPrefixes } from '../roots.ts'
import { coreSegment } from '../segments.ts'
import { memberPattern, suffixPattern } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { editCore } from './edit-core.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { clearRegister, writeOrClear, writeRegister } from './write-register.ts'
import { writeText } from './write-text.ts'

/** A promise to be made. */
export interface NewPromise {
  /** Random, 1–32 of `[A-Za-z0-9_-]`. */
  id: string
  /** Who will do it. */
  owner: MemberId
  text: string
  dueDay: CalendarDay | null
  whenWhere: string
  /** The 1-on-1 in which it is made; null in between. */
  meeting: MeetingKey | null
  nowMs: number
}

/** What of a promise can be changed; absent fields stay. */
export interface PromisePatch {
  owner?: MemberId
  text?: string
  dueDay?: CalendarDay | null
  whenWhere?: string
}

/**
 * Makes a promise. `missing` for an id, owner or day that is none. Making one again under the same id (a retry)
 * changes nothing of what stands.
 */
export function addPromise(replica: Replica, promise: NewPromise): EditOutcome {
  const { owner, text, dueDay, whenWhere } = promise
  const checked = checkPatch({ owner, text, dueDay, whenWhere }, 0)
  if (!checked.ok) return checked
  if (!suffixPattern.test(promise.id)) return fail('missing')
  if (findPromise(replica, promise.id) !== null) return ok(undefined)
  editCore(replica, (doc) => {
    const map = promiseMap(doc, promise.id)
    writeRegister(map, promiseRegisters.created, promise.nowMs)
    writeOrClear(map, promiseRegisters.meeting, promise.meeting)
    writePatch(doc, promise.id, { owner, text, dueDay, whenWhere })
  })
  return ok(undefined)
}

/** Changes a promise. Its words merge letter by letter; of the other fields one side wins, the same on both. */
export function changePromise(replica: Replica, id: string, patch: PromisePatch): EditOutcome {
  const place = findPromise(replica, id)
  if (place === null) return fail('missing')
  const checked = checkPatch(patch, promiseText(place.doc, id).length)
  if (!checked.ok) return checked
  editCore(replica, (doc) => writePatch(doc, id, patch))
  return ok(undefined)
}

/** Ticks a promise off (`atMs`), or opens it again (null). */
export function setPromiseDone(replica: Replica, id: string, atMs: number | null): EditOutcome {
  return editPromise(replica, id, (map) => {
    if (atMs === null) clearRegister(map, promiseRegisters.done)
    else if (!map.has(promiseRegisters.done)) writeRegister(map, promiseRegisters.done, atMs)
  })
}

/** Removes a promise; it keeps its words. */
export function removePromise(replica: Replica, id: string): EditOutcome {
  return editPromise(replica, id, (map) => writeRegister(map, promiseRegisters.removed, true))
}

/** Puts a removed promise back. */
export function restorePromise(replica: Replica, id: string): EditOutcome {
  return editPromise(replica, id, (map) => clearRegister(map, promiseRegisters.removed))
}

function checkPatch(patch: PromisePatch, standingLength: number): EditOutcome {
  const { owner, text = '', dueDay = null, whenWhere = '' } = patch
  if (owner !== undefined && !memberPattern.test(owner)) return fail('missing')
  if (dueDay !== null && parseDay(dueDay) === null) return fail('missing')
  if (text.length > limits.promiseLength && text.length > standingLength) {
    return fail('text/too-long')
  }
  return whenWhere.length > limits.lineLength ? fail('text/too-long') : ok(undefined)
}

function writePatch(doc: Y.Doc, id: string, patch: PromisePatch): void {
  const map = promiseMap(doc, id)
  if (patch.owner !== undefined) writeRegister(map, promiseRegisters.owner, patch.owner)
  if (patch.text !== undefined) writeText(promiseText(doc, id), patch.text)
  if (patch.dueDay !== undefined) writeOrClear(map, promiseRegisters.due, patch.dueDay)
  if (patch.whenWhere !== undefined) {
    const line = patch.whenWhere === '' ? null : patch.whenWhere
    writeOrClear(map, promiseRegisters.whenWhere, line)
  }
}

function editPromise(
  replica: Replica,
  id: string,
  edit: (map: Y.Map<unknown>) => void,
): EditOutcome {
  const place = findPromise(replica, id)
  if (place === null) return fail('missing')
  replica.transact(editOrigin, () => edit(place.map))
  return ok(undefined)
}

function findPromise(replica: Replica, id: string): { doc: Y.Doc; map: Y.Map<unknown> } | null {
  const doc = internalsOf(replica).doc(coreSegment)
  if (doc === null || !suffixPattern.test(id) || !doc.share.has(rootPrefixes.promise + id)) {
    return null
  }
  const map = promiseMap(doc, id)
  return map.size === 0 ? null : { doc, map }
}

function promiseMap(doc: Y.Doc, id: string): Y.Map<unknown> {
  return doc.getMap(rootPrefixes.promise + id)
}

function promiseText(doc: Y.Doc, id: string): Y.Text {
  return doc.getText(rootPrefixes.promiseText + id)
}
