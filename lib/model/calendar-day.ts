/**
 * A day in a calendar, `YYYY-MM-DD`, without a time zone: due days, first days and last days are what people
 * agreed on, not instants.
 */
export type CalendarDay = string

const dayMs = 24 * 3600 * 1000

/** The text as a day that exists; null for anything else (`2026-02-30`, other spellings). */
export function parseDay(text: string): CalendarDay | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const ms = Date.parse(`${text}T00:00:00Z`)
  // An engine may roll 30 February over into March.
  return Number.isNaN(ms) || dayAtUtc(ms) !== text ? null : text
}

/** `day` moved by `count` days, back when negative. Daylight saving has no part in it. */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  return dayAtUtc(utcMidnight(day) + count * dayMs)
}

/** `day` moved by `count` months; the last day of the month where that month is shorter. */
export function addMonths(day: CalendarDay, count: number): CalendarDay {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + count, 1))
  const lastDate = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return addDays(dayAtUtc(first.getTime()), Math.min(date, lastDate) - 1)
}

/** How many days `to` lies after `from`; negative when before. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / dayMs)
}

/** 0 for Sunday … 6 for Saturday. */
export function weekdayOf(day: CalendarDay): number {
  return new Date(utcMidnight(day)).getUTCDay()
}

/** Midnight UTC of the day, ms since the epoch; NaN for no day. */
export function utcMidnight(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** The day that is in UTC at this instant; 1970-01-01 for an instant no calendar knows. */
export function dayAtUtc(ms: number): CalendarDay {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? '1970-01-01' : date.toISOString().slice(0, 10)
}

/**
 * The day that is in a time zone at this instant. `timeZone` is an IANA name; undefined is the device's own.
 * Throws a `RangeError` for a zone the platform does not know.
 */
export function dayInZone(ms: number, timeZone?: string): CalendarDay {
  if (Number.isNaN(new Date(ms).getTime())) return dayAtUtc(ms)
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(ms)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}
