import type { PairView } from './agenda.ts'
import { spanOfMeeting } from './meeting-time.ts'
import type { RelationPeriod } from './relation-period.ts'

/**
 * A pair's view with what the two agreed on under another address of one of them, where nothing was ever agreed
 * under this one; else the very same view. `elsewhere` are the views of the other addresses with the ids of this
 * one (`renameMembers`). Nothing is written: parting the addresses leaves each pair as it is. What was closed stays
 * closed, and closing words stay where they were written.
 */
export function withTakenPeriod(view: PairView, elsewhere: readonly PairView[]): PairView {
  if (!isNothingAgreed(view)) return view
  const [latest] = elsewhere
    .filter(({ period }) => period.kind !== null && period.closed === null)
    .sort((a, b) => lastMs(b) - lastMs(a) || (a.pairId < b.pairId ? -1 : 1))
  if (latest === undefined) return view
  const { period } = view
  const taken: RelationPeriod = {
    ...latest.period,
    id: period.id,
    // A question answered here is answered.
    reviewedMs: later(latest.period.reviewedMs, period.reviewedMs),
    askedDay: later(latest.period.askedDay, period.askedDay),
    closed: null,
    farewells: period.farewells,
    keepsakes: period.keepsakes,
  }
  return { ...view, relation: taken.kind, period: taken }
}

/** Their first time, and nobody has chosen anything for it yet. */
function isNothingAgreed({ relation, period, pastPeriods }: PairView): boolean {
  const { id, mentee, purpose, startedDay, endsDay, cadenceDays, axis, isCarrying, closed } = period
  const said = [relation, mentee, startedDay, endsDay, cadenceDays, axis, isCarrying, closed]
  const isFirst = id === 'p1' && pastPeriods.length === 0
  return isFirst && purpose === '' && said.every((one) => one === null)
}

function lastMs({ meetings }: PairView): number {
  return Math.max(0, ...meetings.map((meeting) => spanOfMeeting(meeting)?.startMs ?? 0))
}

function later<T extends number | string>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
