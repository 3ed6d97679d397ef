import type { Language } from './language.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** When something takes place, as far as it is known. */
export interface When {
  /** Ms since the epoch; null when unknown. */
  startMs: number | null
  endMs: number | null
  /** `YYYY-MM-DD`; used when the time is unknown. */
  day: string | null
  /** Anybody's words about when; the last resort, and empty when there are none. */
  whenText: string
}

/** Time zone by IANA name; undefined is the device's own. */
export type TimeZone = string | undefined

// Building a formatter costs far more than using it, and ages are redrawn every minute.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(language, options)
  formatters.set(key, made)
  return made
}

const relativeFormatters = new Map<string, Intl.RelativeTimeFormat>()

function relativeFormatterOf(language: Language, style: 'long' | 'short'): Intl.RelativeTimeFormat {
  const key = `${language} ${style}`
  const known = relativeFormatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style })
  relativeFormatters.set(key, made)
  return made
}

function dayOf(ms: number, timeZone: TimeZone): string {
  const parts = formatterOf('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...zoneOf(timeZone),
  }).formatToParts(ms)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

function zoneOf(timeZone: TimeZone): { timeZone?: string } {
  return timeZone === undefined ? {} : { timeZone }
}

function daysBetween(fromDay: string, toDay: string): number {
  return Math.round((Date.parse(`${toDay}T00:00Z`) - Date.parse(`${fromDay}T00:00Z`)) / dayMs)
}

/** `今日`, `明日`, `11月26日(木)`; with the year when it is not this one. `day` is `YYYY-MM-DD`. */
function formatDay(language: Language, day: string, today: string): string {
  const distance = daysBetween(today, day)
  if (Math.abs(distance) <= 1) {
    return capitalise(relativeFormatterOf(language, 'long').format(distance, 'day'))
  }
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  return formatterOf(language, {
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00Z`))
}

/**
 * A day on the calendar in words, as seen from `nowMs`: `今日`, `11月26日(木)`, with the year when it is not this
 * one. `day` is `YYYY-MM-DD`; anything else is returned as it is.
 */
export function formatCalendarDay(
  language: Language,
  day: string,
  nowMs: number,
  timeZone?: TimeZone,
): string {
  if (Number.isNaN(Date.parse(`${day}T00:00Z`))) return day
  return formatDay(language, day, dayOf(nowMs, timeZone))
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function formatClock(language: Language, ms: number, timeZone: TimeZone): string {
  // Japanese with "2-digit" minutes alone gives 10時00分; a 23-hour cycle gives 10:00.
  const options: Intl.DateTimeFormatOptions =
    language === 'ja'
      ? { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }
      : { hour: 'numeric', minute: '2-digit' }
  return formatterOf(language, { ...options, ...zoneOf(timeZone) })
    .format(ms)
    .replace(/^(\d+)時(\d+)分$/, '$1:$2')
}

/** `10:00–10:30`; `10:00–10:30 AM` where both halves share the mark. */
function formatClockRange(
  language: Language,
  startMs: number,
  endMs: number,
  timeZone: TimeZone,
): string {
  const start = formatClock(language, startMs, timeZone)
  const end = formatClock(language, endMs, timeZone)
  const mark = /\s[AP]M$/.exec(end)?.[0]
  return mark !== undefined && start.endsWith(mark)
    ? `${start.slice(0, -mark.length)}–${end}`
    : `${start}–${end}`
}

/**
 * When a meeting takes place, in a line: `11月26日(木) 10:00–10:30`, `今日 15:00–15:30`, or what little is
 * known. Null when nothing is known. `nowMs` decides what "today" is.
 */
export function formatWhen(
  language: Language,
  when: When,
  nowMs: number,
  timeZone?: TimeZone,
): string | null {
  const today = dayOf(nowMs, timeZone)
  if (when.startMs === null) {
    if (when.day !== null && !Number.isNaN(Date.parse(`${when.day}T00:00Z`))) {
      return formatDay(language, when.day, today)
    }
    return when.whenText === '' ? null : when.whenText
  }
  const startDay = dayOf(when.startMs, timeZone)
  const start = `${formatDay(language, startDay, today)} ${formatClock(language, when.startMs, timeZone)}`
  if (when.endMs === null || when.endMs <= when.startMs) return start
  const endDay = dayOf(when.endMs, timeZone)
  const end = formatClock(language, when.endMs, timeZone)
  return endDay === startDay
    ? `${formatDay(language, startDay, today)} ${formatClockRange(language, when.startMs, when.endMs, timeZone)}`
    : `${start} – ${formatDay(language, endDay, today)} ${end}`
}

/**
 * How far `ms` is from `nowMs`, in the largest unit that says enough: `12分前`, `8分後`, `いま`, `2日前`. A
 * time that lies ahead of a clock by less than a minute counts as now: two devices never agree exactly.
 */
export function formatAge(language: Language, ms: number, nowMs: number): string {
  const distance = ms - nowMs
  const size = Math.abs(distance)
  const relative = relativeFormatterOf(language, 'short')
  const text =
    size < minuteMs
      ? relative.format(0, 'second')
      : size < hourMs
        ? relative.format(Math.trunc(distance / minuteMs), 'minute')
        : size < dayMs
          ? relative.format(Math.trunc(distance / hourMs), 'hour')
          : relative.format(Math.trunc(distance / dayMs), 'day')
  // ICU puts a space after the number; Japanese running text has none.
  return language === 'ja' ? text.replaceAll(/\s/g, '').replace('今', 'いま') : text
}
