import { instantOf, type WallTime, wallTimeAt, wallTimeMs } from './time-zones.ts'

/** A recurring event's first start and its rule lines. */
export interface Series {
  /** Start of the first occurrence; midnight UTC of its date when all-day. */
  startMs: number
  isAllDay: boolean
  /** The zone in which the rule is expanded; ignored when all-day. */
  timeZone: string
  /** `RRULE:…`, `EXDATE…:…` lines. DAILY, WEEKLY, MONTHLY and YEARLY with INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY. */
  lines: readonly string[]
}

const dayMs = 86_400_000
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
/** An endless rule is followed for this many occurrences at most. */
const maxOccurrences = 3000

interface Rule {
  frequency: string
  interval: number
  count: number
  untilMs: number
  byDay: { weekday: number; nth: number }[]
  byMonthDay: number[]
}

/**
 * Starts of the occurrences up to `limitMs`, in order, EXDATEs left out. Throws on a rule this world does
 * not know, so that a test never passes on a misread rule.
 */
export function occurrencesOf(series: Series, limitMs: number): number[] {
  const rule = parseRule(series)
  const excluded = new Set(series.lines.flatMap((line) => parseExdate(line, series)))
  const zone = series.isAllDay ? 'UTC' : series.timeZone
  const first = wallTimeAt(series.startMs, zone)
  const starts: number[] = []
  let counted = 0
  for (const dayStartMs of daysOf(rule, first)) {
    const date = wallTimeAt(dayStartMs, 'UTC')
    const startMs = instantOf({ ...first, year: date.year, month: date.month, day: date.day }, zone)
    if (startMs < series.startMs) continue
    counted += 1
    if (counted > rule.count || startMs > rule.untilMs || startMs > limitMs) break
    if (!excluded.has(startMs)) starts.push(startMs)
    if (counted >= maxOccurrences) break
  }
  return starts
}

/** Midnights (as if UTC) of the days the rule names, in order, from the first period on. */
function* daysOf(rule: Rule, first: WallTime): Generator<number> {
  const firstDayMs = wallTimeMs({ ...first, hour: 0, minute: 0, second: 0 })
  for (let step = 0; step < maxOccurrences * 2; step += 1) {
    const skip = step * rule.interval
    if (rule.frequency === 'DAILY') {
      yield firstDayMs + skip * dayMs
    } else if (rule.frequency === 'WEEKLY') {
      yield* weekDays(rule, firstDayMs + skip * 7 * dayMs)
    } else if (rule.frequency === 'MONTHLY') {
      yield* monthDays(rule, first, skip)
    } else {
      const dayMsOfYear = Date.UTC(first.year + skip, first.month - 1, first.day)
      // 29 February exists only in leap years; other years are left out.
      if (new Date(dayMsOfYear).getUTCMonth() === first.month - 1) yield dayMsOfYear
    }
  }
}

function weekDays(rule: Rule, dayInWeekMs: number): number[] {
  const weekday = new Date(dayInWeekMs).getUTCDay()
  if (rule.byDay.length === 0) return [dayInWeekMs]
  const mondayMs = dayInWeekMs - ((weekday + 6) % 7) * dayMs
  return rule.byDay
    .map((each) => mondayMs + ((each.weekday + 6) % 7) * dayMs)
    .toSorted((left, right) => left - right)
}

function monthDays(rule: Rule, first: WallTime, skip: number): number[] {
  const monthMs = Date.UTC(first.year, first.month - 1 + skip, 1)
  const start = new Date(monthMs)
  const length = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate()
  const days: number[] = []
  if (rule.byDay.length > 0) {
    for (const { weekday, nth } of rule.byDay) {
      const matching = Array.from({ length }, (_, index) => index + 1).filter(
        (day) => new Date(monthMs + (day - 1) * dayMs).getUTCDay() === weekday,
      )
      if (nth === 0) days.push(...matching)
      else days.push(...matching.slice(nth > 0 ? nth - 1 : nth).slice(0, 1))
    }
  } else {
    const wanted = rule.byMonthDay.length > 0 ? rule.byMonthDay : [first.day]
    days.push(...wanted.map((day) => (day > 0 ? day : length + 1 + day)))
  }
  return days
    .filter((day) => day >= 1 && day <= length)
    .toSorted((left, right) => left - right)
    .map((day) => monthMs + (day - 1) * dayMs)
}

function parseRule(series: Series): Rule {
  const lines = series.lines.filter((line) => line.startsWith('RRULE:'))
  const line = lines[0]
  if (line === undefined || lines.length > 1) throw new Error('A series needs exactly one RRULE')
  const parts = new Map(
    line
      .slice('RRULE:'.length)
      .split(';')
      .map((part) => {
        const [name = '', value = ''] = part.split('=')
        return [name, value] as const
      }),
  )
  for (const name of parts.keys()) {
    if (!['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'WKST'].includes(name))
      throw new Error(`This world does not know ${name} in ${line}`)
  }
  const frequency = parts.get('FREQ') ?? ''
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(frequency))
    throw new Error(`This world does not know ${line}`)
  const list = (name: string) => (parts.get(name) ?? '').split(',').filter((each) => each !== '')
  const until = parts.get('UNTIL')
  return {
    frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY),
    untilMs: until === undefined ? Number.POSITIVE_INFINITY : parseStamp(until, series, true),
    byDay: list('BYDAY').map((text) => parseWeekday(text, line)),
    byMonthDay: list('BYMONTHDAY').map(Number),
  }
}

function parseWeekday(text: string, line: string): { weekday: number; nth: number } {
  const match = /^([+-]?\d+)?(SU|MO|TU|WE|TH|FR|SA)$/.exec(text)
  if (match === null) throw new Error(`This world does not know ${line}`)
  return { weekday: weekdays.indexOf(match[2] ?? ''), nth: Number(match[1] ?? 0) }
}

function parseExdate(line: string, series: Series): number[] {
  if (line.startsWith('RRULE:')) return []
  const match = /^EXDATE(?:;TZID=([^:;]+)|;VALUE=DATE)?:(.+)$/.exec(line)
  if (match === null) throw new Error(`This world does not know ${line}`)
  const zone = match[1] ?? series.timeZone
  return (match[2] ?? '')
    .split(',')
    .map((stamp) => parseStamp(stamp, { ...series, timeZone: zone }, false))
}

/** Reads `YYYYMMDD`, `YYYYMMDDTHHMMSS` (in the series' zone) or `YYYYMMDDTHHMMSSZ`. */
function parseStamp(stamp: string, series: Series, isUntil: boolean): number {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(stamp)
  if (match === null) throw new Error(`Not a recurrence date: ${stamp}`)
  const number = (index: number) => Number(match[index] ?? 0)
  const isDate = match[4] === undefined
  const wall: WallTime = {
    year: number(1),
    month: number(2),
    day: number(3),
    hour: number(4),
    minute: number(5),
    second: number(6),
  }
  const isUtc = match[7] === 'Z' || series.isAllDay
  const startMs = instantOf(wall, isUtc ? 'UTC' : series.timeZone)
  // An UNTIL that is a date includes that whole day.
  return isDate && isUntil && !series.isAllDay ? startMs + dayMs - 1 : startMs
}
