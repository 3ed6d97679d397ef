import type { OutlookPageEvent } from '../outlook-event.ts'

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

/** `YYYY-MM-DD` in the browser's zone. */
export function isoDate(ms: number): string {
  const date = new Date(ms)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** First and last day (local midnights, last inclusive) on which an event is drawn. */
export function daysOf(event: OutlookPageEvent): { first: number; last: number } {
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
  const tag = locale === 'ja' ? 'ja-JP' : 'en-US'
  const format = (ms: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(tag, options).format(ms)
  const clock = (ms: number): string => {
    const date = new Date(ms)
    return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`
  }
  const dayAndTime = (ms: number): string => `${shortDay(ms)} ${time(ms)}`
  const time = (ms: number): string =>
    locale === 'ja' ? clock(ms) : format(ms, { hour: 'numeric', minute: '2-digit' })
  const shortDay = (ms: number): string =>
    locale === 'ja'
      ? `${isoDate(ms).replaceAll('-', '/')} (${format(ms, { weekday: 'short' })})`
      : `${format(ms, { weekday: 'short' })} ${format(ms, { dateStyle: undefined, year: 'numeric', month: 'numeric', day: 'numeric' })}`
  return {
    /** The hours in a tile's words. */
    range: (event: OutlookPageEvent): string =>
      `${clock(event.startMs)} ${locale === 'ja' ? 'から' : 'to'} ${clock(event.endMs)}`,
    longDay: (ms: number): string =>
      locale === 'ja'
        ? `${new Date(ms).getFullYear()} 年 ${new Date(ms).getMonth() + 1} 月 ${new Date(ms).getDate()} 日 (${format(ms, { weekday: 'short' })})`
        : format(ms, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }),
    /** The line under a peek's title. */
    when: (event: OutlookPageEvent): string => {
      const { first, last } = daysOf(event)
      if (event.isAllDay) {
        const end = last === first ? '' : ` - ${shortDay(last)}`
        return `${shortDay(first)}${end} ${locale === 'ja' ? '(終日)' : '(All day)'}`
      }
      const end = last === first ? time(event.endMs) : dayAndTime(event.endMs)
      return `${dayAndTime(event.startMs)} - ${end}`
    },
    heading: (ms: number): string => format(ms, { year: 'numeric', month: 'long' }),
    weekday: (ms: number): string => format(ms, { weekday: 'short' }),
  }
}

/** The page's way of writing times. */
export type Formats = ReturnType<typeof createFormats>
