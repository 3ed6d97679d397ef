import {
  addDays,
  addMonths,
  type CalendarDay,
  daysBetween,
  parseDay,
  weekdayOf,
} from './calendar-day.ts'
import { axisGuides, type GuideSpan, relationGuides } from './relation-guides.ts'
import { axisOf, type RelationPeriod } from './relation-period.ts'

/** A day to offer for the next 1-on-1; the person decides, and dates stay in the calendar. */
export interface DateProposal {
  /** The day offered: the weekday of the last time, nearest to the rhythm, never today or before. */
  day: CalendarDay
  /** The span that would suit as well. */
  fromDay: CalendarDay
  toDay: CalendarDay
  /** How long the guide would make it; null where it says nothing. */
  minutes: GuideSpan | null
}

/**
 * The next day to offer after the 1-on-1 on `lastDay` (null: none yet, then the period's first day counts).
 * Null where nothing should be offered: the relation broadens, was closed, has no rhythm, has ended by the
 * day agreed on, or never began.
 */
export function nextDateProposal(
  period: RelationPeriod,
  lastDay: CalendarDay | null,
  today: CalendarDay,
): DateProposal | null {
  const base = parseDay(lastDay ?? period.startedDay ?? '')
  const cadence = cadenceOf(period)
  if (base === null || cadence === null || period.closed !== null || parseDay(today) === null) {
    return null
  }
  const [least, most] = cadence
  // The same weekday: people live in weeks, and "30 days" lands on a Saturday soon enough.
  const inWeeks = least < 4 ? least : Math.max(1, Math.round(least / 7)) * 7
  let day = addDays(base, inWeeks)
  if (day <= today) {
    const step = inWeeks % 7 === 0 ? 7 : 1
    day = addDays(day, (Math.floor(daysBetween(day, today) / step) + 1) * step)
  }
  if (inWeeks % 7 !== 0) {
    const weekday = weekdayOf(day)
    if (weekday === 0 || weekday === 6) day = addDays(day, weekday === 6 ? 2 : 1)
  }
  if (period.endsDay !== null && day > period.endsDay) return null
  const earliest = addDays(base, least)
  const latest = addDays(base, most)
  return {
    day,
    fromDay: earliest > today && earliest < day ? earliest : day,
    toDay: latest > day ? latest : day,
    minutes: period.kind === null ? null : relationGuides[period.kind].minutes,
  }
}

/** Days between two 1-on-1s; null for no rhythm. */
function cadenceOf(period: RelationPeriod): GuideSpan | null {
  if (period.cadenceDays !== null) {
    return period.cadenceDays < 1 ? null : [period.cadenceDays, period.cadenceDays]
  }
  if (axisOf(period) === 'broaden') return null
  return period.kind === null
    ? axisGuides.deepen.cadenceDays
    : relationGuides[period.kind].cadenceDays
}

/** The day half-way through the period; null where it has no beginning or the relation no length. */
export function midtermDay(period: RelationPeriod): CalendarDay | null {
  const start = period.startedDay
  if (start === null) return null
  const months = period.kind === null ? null : relationGuides[period.kind].spanMonths
  // With an open end the shorter usual length decides: better early than when it is over.
  const end = period.endsDay ?? (months === null ? null : addMonths(start, months[0]))
  return end === null || end <= start
    ? null
    : addDays(start, Math.ceil(daysBetween(start, end) / 2))
}

/** True when it is time to look at the purpose together: once, from the middle on, where the guide has it. */
export function isMidtermDue(period: RelationPeriod, today: CalendarDay): boolean {
  if (period.kind === null || !relationGuides[period.kind].hasMidtermReview) return false
  if (period.closed !== null || period.reviewedMs !== null) return false
  const middle = midtermDay(period)
  return middle !== null && parseDay(today) !== null && today >= middle
}

/** True when the last day they agreed on has come and the closing is still before them. */
export function isClosingDue(period: RelationPeriod, today: CalendarDay): boolean {
  return period.closed === null && period.endsDay !== null && today >= period.endsDay
}
