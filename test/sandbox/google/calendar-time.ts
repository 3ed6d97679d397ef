import type { calendar_v3 } from '@googleapis/calendar'
import { instantOf, isTimeZone, rfc3339 } from '../time-zones.ts'
import { badBody } from './google-error.ts'

/** A start or end as the store keeps it. */
export interface EventTime {
  /** The instant; midnight UTC of the date when all-day. */
  atMs: number
  isAllDay: boolean
  /** The zone the event was made in; recurrence is expanded in it. */
  timeZone: string
}

/** Reads an API start, end or originalStartTime. Throws 400 when it is neither a date nor a time. */
export function parseEventTime(value: unknown, name: string, calendarZone: string): EventTime {
  if (typeof value !== 'object' || value === null)
    throw badBody('required', `Missing ${name} time.`)
  const { date, dateTime, timeZone } = value as calendar_v3.Schema$EventDateTime
  const zone = timeZone ?? calendarZone
  if (!isTimeZone(zone)) throw badBody('invalid', `Invalid time zone definition for ${name} time.`)
  if (typeof date === 'string' && (dateTime === undefined || dateTime === null)) {
    if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw badBody('invalid', `Invalid value for ${name} date.`)
    return { atMs: Date.parse(`${date}T00:00:00Z`), isAllDay: true, timeZone: zone }
  }
  if (typeof dateTime !== 'string' || typeof date === 'string')
    throw badBody('required', `Missing ${name} time.`)
  const atMs = parseDateTime(dateTime, zone)
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(dateTime) || typeof timeZone === 'string'
  if (atMs === null || !hasZone) {
    // Google asks for an offset or a zone; a bare local time is refused.
    throw badBody(
      atMs === null ? 'invalid' : 'required',
      `Missing time zone definition for ${name} time.`,
    )
  }
  return { atMs, isAllDay: false, timeZone: zone }
}

function parseDateTime(text: string, zone: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i.exec(
    text,
  )
  if (match === null) return null
  if (match[7] !== undefined) return Math.floor(Date.parse(text) / 1000) * 1000
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number)
  return instantOf({ year, month, day, hour, minute, second }, zone)
}

/** A time as the API shows it, in the reader's zone. */
export function viewEventTime(
  time: EventTime,
  viewerZone: string,
): calendar_v3.Schema$EventDateTime {
  return time.isAllDay
    ? { date: new Date(time.atMs).toISOString().slice(0, 10) }
    : { dateTime: rfc3339(time.atMs, viewerZone), timeZone: time.timeZone }
}

/** The suffix of an instance id: `YYYYMMDDTHHMMSSZ`, or `YYYYMMDD` when all-day. */
export function instanceStamp(time: EventTime): string {
  const text = new Date(time.atMs).toISOString()
  return time.isAllDay
    ? text.slice(0, 10).replaceAll('-', '')
    : `${text.slice(0, 19).replace(/[-:]/g, '')}Z`
}
