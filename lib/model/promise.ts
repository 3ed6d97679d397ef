import { type CalendarDay, parseDay } from './calendar-day.ts'
import type { MeetingKey } from './meeting.ts'
import type { MemberId } from './people.ts'

/** Something one of the two said they would do. Lives on the pair, not on a meeting. */
export interface PairPromise {
  /** Names the year it was made in, and is otherwise random; the same on every device. */
  id: string
  /** Who will do it. */
  owner: MemberId | null
  text: string
  /** Until when; null without a day. */
  dueDay: CalendarDay | null
  /** いつ・どこで, in the person's own words; may be empty. */
  whenWhere: string
  isDone: boolean
  /** When it was ticked off, by that device's clock; null while open. */
  doneMs: number | null
  /** The 1-on-1 in which it was made; null when made in between. */
  meeting: MeetingKey | null
  createdMs: number
  /** A removed promise keeps its words and can be put back. */
  isRemoved: boolean
}

/** True when its day has passed. A promise due today is not overdue. `today` is the reader's own day. */
export function isOverdue(promise: PairPromise, today: CalendarDay): boolean {
  if (promise.isDone || promise.isRemoved || promise.dueDay === null) return false
  return parseDay(today) !== null && promise.dueDay < today
}

/**
 * The calm order: open ones first, by day, those without a day after them; then what is done, latest first.
 * Being overdue moves nothing. Ties by id, so that both people see one order.
 */
export function sortPromises(promises: readonly PairPromise[]): PairPromise[] {
  return promises.toSorted(
    (a, b) =>
      Number(a.isDone) - Number(b.isDone) ||
      (a.isDone ? (b.doneMs ?? 0) - (a.doneMs ?? 0) : compareDays(a.dueDay, b.dueDay)) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
}

/** The promises still to be kept, in calm order; those of `owner` only, when given. */
export function openPromises(
  promises: readonly PairPromise[],
  owner: MemberId | null = null,
): PairPromise[] {
  return sortPromises(
    promises.filter(
      (one) => !one.isDone && !one.isRemoved && (owner === null || one.owner === owner),
    ),
  )
}

function compareDays(a: CalendarDay | null, b: CalendarDay | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}
