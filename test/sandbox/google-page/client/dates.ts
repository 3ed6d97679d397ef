import type { PageEvent } from '../page-event.ts'

const dayMs = 86_400_000

/** Midnight, in the browser's zone, of the day that holds `ms`. */
export function startOfDay(ms: number): number {
  const date = new Date(ms)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** Midnight `count` days later; right across daylight saving. */
export function addDays(ms: number, count: number): number {
  const date = new Date(ms)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + count).getTime()
}

/** Midnight of the Sunday on or before. */
export function startOfWeek(ms: number): number {
  return addDays(ms, -new Date(ms).getDay())
}

/** The number in `data-datekey`. */
export function dateKeyOf(ms: number): number {
  const date = new Date(ms)
  return (date.getFullYear() - 1970) * 512 + (date.getMonth() + 1) * 32 + date.getDate()
}

/** First and last day (local midnights, last inclusive) on which an event is drawn. */
export function daysOf(event: PageEvent): { first: number; last: number } {
  if (!event.isAllDay) {
    return { first: startOfDay(event.startMs), last: startOfDay(event.endMs - 1) }
  }
  const local = (ms: number): number => {
    const date = new Date(ms)
    return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime()
  }
  return { first: local(event.startMs), last: local(Math.max(event.startMs, event.endMs - dayMs)) }
}

/** Writes times and dates the way the page does, in the browser's zone. */
export function createFormats(locale: 'en' | 'ja') {
  const format = (ms: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale === 'ja' ? 'ja-JP' : 'en-US', options).format(ms)

  const timeEn = (ms: number, hasHalf: boolean): string => {
    const date = new Date(ms)
    const hour = date.getHours() % 12 || 12
    const minutes = date.getMinutes() === 0 ? '' : `:${String(date.getMinutes()).padStart(2, '0')}`
    return `${hour}${minutes}${hasHalf ? (date.getHours() < 12 ? 'am' : 'pm') : ''}`
  }
  const timeJa = (ms: number, hasHalf: boolean): string => {
    const date = new Date(ms)
    const minutes =
      date.getMinutes() === 0 ? '時' : `:${String(date.getMinutes()).padStart(2, '0')}`
    const half = hasHalf ? (date.getHours() < 12 ? '午前' : '午後') : ''
    return `${half}${date.getHours() % 12}${minutes}`
  }
  const isSameHalf = (a: number, b: number): boolean =>
    new Date(a).getHours() < 12 === new Date(b).getHours() < 12

  /** "3 – 4pm", "午後3:00～4:00" and the like. */
  const range = (startMs: number, endMs: number): string =>
    locale === 'ja'
      ? `${timeJa(startMs, true)}～${timeJa(endMs, !isSameHalf(startMs, endMs))}`
      : `${timeEn(startMs, !isSameHalf(startMs, endMs))} – ${timeEn(endMs, true)}`

  const longDate = (ms: number): string => {
    const date = new Date(ms)
    if (locale === 'ja') {
      const weekday = format(ms, { weekday: 'long' })
      return `${date.getMonth() + 1}月 ${date.getDate()}日 (${weekday})`
    }
    return format(ms, { weekday: 'long', month: 'long', day: 'numeric' })
  }
  const fullDate = (ms: number): string => {
    const date = new Date(ms)
    return locale === 'ja'
      ? `${date.getFullYear()}年 ${date.getMonth() + 1}月 ${date.getDate()}日`
      : format(ms, { month: 'long', day: 'numeric', year: 'numeric' })
  }
  return {
    range,
    longDate,
    fullDate,
    /** What screen readers hear of a timed chip. */
    spokenRange: (startMs: number, endMs: number): string =>
      locale === 'ja'
        ? `${timeJa(startMs, true)}～${timeJa(endMs, true)}`
        : `${timeEn(startMs, true)} to ${timeEn(endMs, true)}`,
    heading: (ms: number): string => format(ms, { year: 'numeric', month: 'long' }),
    weekday: (ms: number): string => format(ms, { weekday: 'short' }),
    hour: (ms: number): string =>
      locale === 'ja' ? `${timeJa(ms, true)}` : timeEn(ms, true).replace(/(am|pm)$/, ' $1'),
  }
}

/** The page's way of writing times. */
export type Formats = ReturnType<typeof createFormats>
