import type * as Y from 'yjs'
import { limits } from '../../base/limits.ts'
import { fail, ok } from '../../base/result.ts'
import { type CalendarDay, parseDay } from '../../model/calendar-day.ts'
import type { MemberId } from '../../model/people.ts'
import { healOpenPromises, noteOpened } from '../open-promises.ts'
import { formatPromiseId, parsePromiseId } from '../promise-id.ts'
import { isPromiseOpen } from '../read-promise.ts'
import { internalsOf } from '../replica-internals.ts'
import { promiseRegisters, rootPrefixes } from '../roots.ts'
import { segmentForMeeting } from '../segments.ts'
import { memberPattern, suffixPattern } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import type { MeetingPlace } from './edit-meeting.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { clearRegister, writeOrClear, writeRegister } from './write-register.ts'
import { writeText } from './write-text.ts'

/** A promise to be made. */
export interface NewPromise {
  /** Random, 1–32 of `[A-Za-z0-9_-]`. */
  suffix: string
  /** Who will do it. */
  owner: MemberId
  text: string
  dueDay: CalendarDay | null
  whenWhere: string
  /** The 1-on-1 in which it is made, whose year keeps it; null in between. */
  meeting: MeetingPlace | null
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
 * Makes a promise in the year of its meeting and returns its id. `missing` for a suffix, owner or day that is
 * none. Making one again (a retry) changes nothing of what stands.
 */
export function addPromise(
  replica: Replica,
  promise: NewPromise,
): EditOutcome<{ promiseId: string }> {
  const { owner, text, dueDay, whenWhere, suffix, nowMs } = promise
  const checked = checkPatch({ owner, text, dueDay, whenWhere }, 0)
  if (!checked.ok) return checked
  if (!suffixPattern.test(suffix)) return fail('missing')
  const meeting = promise.meeting ?? inBetween
  const segment = segmentForMeeting(meeting, nowMs, replica.segments())
  const promiseId = formatPromiseId({ segment, suffix })
  if (findPromise(replica, promiseId) !== null) return ok({ promiseId })
  replica.transact(editOrigin, () => {
    const doc = internalsOf(replica).docToWrite(segment)
    doc.transact(() => {
      const place = placeIn(doc, suffix)
      writeRegister(place.map, promiseRegisters.created, nowMs)
      writeOrClear(place.map, promiseRegisters.meeting, promise.meeting?.key ?? null)
      writePatch(place, { owner, text, dueDay, whenWhere })
    })
    noteOpened(replica, segment)
    healOpenPromises(replica)
  })
  return ok({ promiseId })
}

/** Changes a promise. Its words merge letter by letter; of the other fields one side wins, the same on both. */
export function changePromise(replica: Replica, id: string, patch: PromisePatch): EditOutcome {
  const place = findPromise(replica, id)
  if (place === null) return fail('missing')
  const checked = checkPatch(patch, place.text.length)
  if (!checked.ok) return checked
  return editPromise(replica, id, (found) => writePatch(found, patch))
}

/** Ticks a promise off (`atMs`), or opens it again (null). */
export function setPromiseDone(replica: Replica, id: string, atMs: number | null): EditOutcome {
  return editPromise(replica, id, ({ map }) => {
    if (atMs === null) clearRegister(map, promiseRegisters.done)
    else if (!map.has(promiseRegisters.done)) writeRegister(map, promiseRegisters.done, atMs)
  })
}

/** Removes a promise; it keeps its words. */
export function removePromise(replica: Replica, id: string): EditOutcome {
  return editPromise(replica, id, ({ map }) => writeRegister(map, promiseRegisters.removed, true))
}

/** Puts a removed promise back. */
export function restorePromise(replica: Replica, id: string): EditOutcome {
  return editPromise(replica, id, ({ map }) => clearRegister(map, promiseRegisters.removed))
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

function writePatch({ map, text }: PromisePlace, patch: PromisePatch): void {
  if (patch.owner !== undefined) writeRegister(map, promiseRegisters.owner, patch.owner)
  if (patch.text !== undefined) writeText(text, patch.text)
  if (patch.dueDay !== undefined) writeOrClear(map, promiseRegisters.due, patch.dueDay)
  if (patch.whenWhere !== undefined) {
    const line = patch.whenWhere === '' ? null : patch.whenWhere
    writeOrClear(map, promiseRegisters.whenWhere, line)
  }
}

/** Runs an edit, and keeps what `core` says about open promises true. */
function editPromise(
  replica: Replica,
  id: string,
  edit: (place: PromisePlace) => void,
): EditOutcome {
  const place = findPromise(replica, id)
  const parts = parsePromiseId(id)
  if (place === null || parts === null) return fail('missing')
  const wasOpen = isPromiseOpen(place.map)
  replica.transact(editOrigin, () => {
    edit(place)
    if (!wasOpen && isPromiseOpen(place.map)) noteOpened(replica, parts.segment)
    healOpenPromises(replica)
  })
  return ok(undefined)
}

/** Where a promise is kept. */
interface PromisePlace {
  map: Y.Map<unknown>
  text: Y.Text
}

/** What the year is found by where no meeting says it: the clock. */
const inBetween: MeetingPlace = { key: '', startMs: null, day: null }

function findPromise(replica: Replica, id: string): PromisePlace | null {
  const parts = parsePromiseId(id)
  if (parts === null) return null
  const doc = internalsOf(replica).doc(parts.segment)
  if (doc === null || !doc.share.has(rootPrefixes.promise + parts.suffix)) return null
  const place = placeIn(doc, parts.suffix)
  return place.map.size === 0 ? null : place
}

function placeIn(doc: Y.Doc, suffix: string): PromisePlace {
  return {
    map: doc.getMap(rootPrefixes.promise + suffix),
    text: doc.getText(rootPrefixes.promiseText + suffix),
  }
}
