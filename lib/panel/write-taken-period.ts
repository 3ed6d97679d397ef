import type { EditOutcome } from '../document/edits/edit-outcome.ts'
import { beginPeriod, changePeriod, setPurpose } from '../document/edits/edit-relation.ts'
import type { Replica } from '../document/types.ts'
import type { RelationPeriod } from '../model/relation-period.ts'
import type { TalkEdit } from './talk-edit.ts'

/**
 * Writes what the two agreed on under another address into this document, where the edit changes it: from then on
 * it is their choice here. Choosing no relation begins their second time instead, without one: of a first time of
 * which nothing is said, the other address would go on telling. Every other edit writes nothing.
 */
export function writeTakenPeriod(
  replica: Replica,
  taken: RelationPeriod,
  edit: TalkEdit,
): EditOutcome {
  if (edit.do === 'change-relation' && edit.words.kind === null) {
    return beginPeriod(replica, { kind: null, startedDay: null })
  }
  if (!['change-relation', 'set-purpose', 'close-relation'].includes(edit.do)) {
    return { ok: true, value: undefined }
  }
  const { kind, mentee, startedDay, endsDay, cadenceDays, axis, isCarrying } = taken
  const { reviewedMs, askedDay } = taken
  const written = changePeriod(replica, {
    kind,
    mentee,
    startedDay,
    endsDay,
    cadenceDays,
    axis,
    isCarrying,
    reviewedMs,
    askedDay,
  })
  return written.ok ? setPurpose(replica, taken.purpose) : written
}
