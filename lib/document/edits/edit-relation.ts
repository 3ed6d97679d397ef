import type * as Y from 'yjs'
import { limits } from '../../base/limits.ts'
import { fail, ok } from '../../base/result.ts'
import { type CalendarDay, parseDay } from '../../model/calendar-day.ts'
import type { MemberId } from '../../model/people.ts'
import { type AxisKind, axisKinds } from '../../model/relation-period.ts'
import { type RelationKind, relationKinds } from '../../model/topics.ts'
import { type FarewellField, farewellFields, nextPeriodId } from '../period-id.ts'
import { readChoice } from '../read-registers.ts'
import { currentPeriodId, isCadence } from '../read-relation.ts'
import { coreRegisters, pairMap, relationRegisters, rootPrefixes } from '../roots.ts'
import { memberPattern } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { editCore } from './edit-core.ts'
import type { EditOutcome } from './edit-outcome.ts'
import { clearRegister, writeOrClear, writeRegister } from './write-register.ts'
import { writeText } from './write-text.ts'

/** What the pair agrees on for the time they are in; absent fields stay, null takes back. */
export interface PeriodPatch {
  kind?: RelationKind | null
  mentee?: MemberId | null
  startedDay?: CalendarDay | null
  endsDay?: CalendarDay | null
  /** 1–366 days, 0 for no rhythm, null to follow the guide. */
  cadenceDays?: number | null
  axis?: AxisKind | null
  isCarrying?: boolean | null
  /** Ms since the epoch. */
  reviewedMs?: number | null
  askedDay?: CalendarDay | null
}

/** Changes what the pair agreed on. `missing` for a value that is none; then nothing is changed. */
export function changePeriod(replica: Replica, patch: PeriodPatch): EditOutcome {
  if (!isPatch(patch)) return fail('missing')
  editCore(replica, (doc) => {
    if (patch.kind !== undefined) {
      writeOrClear(pairMap(doc), coreRegisters.relation, patch.kind)
    }
    writePeriod(periodMap(doc, currentPeriodId(doc)), patch)
  })
  return ok(undefined)
}

/** Makes the purpose read as `text`; both may write in it at once. */
export function setPurpose(replica: Replica, text: string): EditOutcome {
  return writeCoreText(replica, (doc) => rootPrefixes.purpose + currentPeriodId(doc), text)
}

/**
 * Closes the time the pair is in. What they wrote stays; the end of the other's access is the background's
 * work. Two who close it at once close the same one.
 */
export function closePeriod(replica: Replica, by: MemberId, nowMs: number): EditOutcome {
  if (!memberPattern.test(by)) return fail('missing')
  editCore(replica, (doc) => {
    const map = periodMap(doc, currentPeriodId(doc))
    if (map.has(relationRegisters.closed)) return
    writeRegister(map, relationRegisters.closed, nowMs)
    writeRegister(map, relationRegisters.closedBy, by)
    const kind = readChoice(pairMap(doc), coreRegisters.relation, relationKinds)
    if (kind !== null) writeRegister(map, relationRegisters.kind, kind)
  })
  return ok(undefined)
}

/** Takes the closing back. */
export function reopenPeriod(replica: Replica): void {
  editCore(replica, (doc) => {
    const map = periodMap(doc, currentPeriodId(doc))
    clearRegister(map, relationRegisters.closed)
    clearRegister(map, relationRegisters.closedBy)
  })
}

/**
 * Begins a new time of the same pair; the one before is kept with its words. Its name is counted, so that two
 * devices which begin one at once begin the same.
 */
export function beginPeriod(
  replica: Replica,
  start: { kind: RelationKind | null; startedDay: CalendarDay | null },
): EditOutcome {
  if (!isPatch(start)) return fail('missing')
  editCore(replica, (doc) => {
    const pair = pairMap(doc)
    const current = currentPeriodId(doc)
    const kind = readChoice(pair, coreRegisters.relation, relationKinds)
    if (kind !== null) writeRegister(periodMap(doc, current), relationRegisters.kind, kind)
    writeRegister(pair, coreRegisters.period, nextPeriodId(current))
    writeOrClear(pair, coreRegisters.relation, start.kind)
    writePeriod(periodMap(doc, nextPeriodId(current)), start)
  })
  return ok(undefined)
}

/**
 * Makes a text of the closing read as `text`. `thanks` and `takeaway` are by `member`; `keepsake` is for
 * `member`. Each is a text of its own: two who write at once lose nothing.
 */
export function setFarewell(
  replica: Replica,
  member: MemberId,
  field: FarewellField,
  text: string,
): EditOutcome {
  if (!memberPattern.test(member) || !farewellFields.includes(field)) return fail('missing')
  const root = (doc: Y.Doc) => `${rootPrefixes.farewell}${currentPeriodId(doc)}/${member}/${field}`
  return writeCoreText(replica, root, text)
}

function isPatch(patch: PeriodPatch): boolean {
  const { kind = null, axis = null, mentee = null, cadenceDays = null, reviewedMs = null } = patch
  const days = [patch.startedDay, patch.endsDay, patch.askedDay].filter((day) => day != null)
  return (
    (kind === null || relationKinds.includes(kind)) &&
    (axis === null || axisKinds.includes(axis)) &&
    (mentee === null || memberPattern.test(mentee)) &&
    (cadenceDays === null || isCadence(cadenceDays)) &&
    (reviewedMs === null || Number.isFinite(reviewedMs)) &&
    days.every((day) => parseDay(day) !== null)
  )
}

function writePeriod(map: Y.Map<unknown>, patch: PeriodPatch): void {
  const values: [string, string | number | boolean | null | undefined][] = [
    [relationRegisters.kind, patch.kind],
    [relationRegisters.mentee, patch.mentee],
    [relationRegisters.startedDay, patch.startedDay],
    [relationRegisters.endsDay, patch.endsDay],
    [relationRegisters.cadenceDays, patch.cadenceDays],
    [relationRegisters.axis, patch.axis],
    [relationRegisters.carries, patch.isCarrying],
    [relationRegisters.reviewed, patch.reviewedMs],
    [relationRegisters.askedDay, patch.askedDay],
  ]
  for (const [register, value] of values) {
    if (value !== undefined) writeOrClear(map, register, value)
  }
}

function writeCoreText(
  replica: Replica,
  rootIn: (doc: Y.Doc) => string,
  after: string,
): EditOutcome {
  let outcome: EditOutcome = ok(undefined)
  editCore(replica, (doc) => {
    const text = doc.getText(rootIn(doc))
    if (after.length > limits.textLength && after.length > text.length) {
      outcome = fail('text/too-long')
    } else writeText(text, after)
  })
  return outcome
}

function periodMap(doc: Y.Doc, id: string): Y.Map<unknown> {
  return doc.getMap(rootPrefixes.relation + id)
}
