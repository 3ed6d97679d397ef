import { type CalendarDay, dayAtUtc, utcMidnight } from './calendar-day.ts'
import { type MeetingKey, undatedMeeting } from './meeting.ts'

/** What decides when a meeting is. */
export interface MeetingTimes {
  key: MeetingKey
  /** Ms since the epoch; null when only a day, or nothing, is known. */
  startMs: number | null
  day: CalendarDay | null
}

/** A meeting without an end counts as going on for this long after its start. */
export const graceMs = 12 * 3600 * 1000

/** When a meeting is: `day` to show, and the span in which it counts as going on, ms since the epoch. */
export interface MeetingSpan {
  day: CalendarDay
  startMs: number
  endMs: number
}

/**
 * When a meeting is; null for 日程未設定 and where nothing tells. The start known best decides, then the
 * original start inside the key unless the meeting was moved to another day, then the day, which begins and
 * ends as it does anywhere on earth.
 */
export function spanOfMeeting(meeting: MeetingTimes): MeetingSpan | null {
  if (meeting.key === undatedMeeting) return null
  const startMs = meeting.startMs ?? (isMovedFromKey(meeting) ? null : startInKey(meeting.key))
  if (startMs !== null) {
    return { day: meeting.day ?? dayAtUtc(startMs), startMs, endMs: startMs + graceMs }
  }
  const midnightMs = utcMidnight(meeting.day ?? '')
  if (meeting.day === null || Number.isNaN(midnightMs)) return null
  return { day: meeting.day, startMs: midnightMs - graceMs, endMs: midnightMs + 3 * graceMs }
}

/** The original start that the key of a recurring meeting ends in, ms since the epoch; null without one. */
export function startInKey(key: MeetingKey): number | null {
  const match = /\|(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/.exec(key)
  if (match === null) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(ms) ? null : ms
}

/** True when the hour is known; false where only a day, or nothing, is. */
export function isTimeKnown(meeting: MeetingTimes): boolean {
  if (meeting.startMs !== null) return true
  return startInKey(meeting.key) !== null && !isMovedFromKey(meeting)
}

/**
 * True for two keys of one 1-on-1: nobody meets the same person twice at one moment. Outlook gives a series a
 * new UID when it is split, and nothing in it tells of the old one. Where an hour is unknown nothing is claimed.
 */
export function isAtSameMoment(a: MeetingTimes, b: MeetingTimes): boolean {
  if (!isTimeKnown(a) || !isTimeKnown(b)) return false
  const startMs = spanOfMeeting(a)?.startMs
  return startMs !== undefined && startMs === spanOfMeeting(b)?.startMs
}

/** True when the day is known and is not that of the original start, seen from where this device is. */
function isMovedFromKey({ key, day }: MeetingTimes): boolean {
  const originalMs = startInKey(key)
  if (originalMs === null || day === null) return false
  // Without a time the key names a day of the calendar, the same everywhere.
  return day !== (key.endsWith('Z') ? localDay(originalMs) : dayAtUtc(originalMs))
}

/** Thousands of meetings are asked this: a formatter each would be felt. */
function localDay(ms: number): CalendarDay {
  const date = new Date(ms)
  return dayAtUtc(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()))
}

/** Earlier meetings first, those without any time last, ties by key: the same order on both sides. */
export function compareMeetings(a: MeetingTimes, b: MeetingTimes): number {
  const [first, second] = [spanOfMeeting(a), spanOfMeeting(b)]
  if (first !== null && second !== null && first.startMs !== second.startMs) {
    return first.startMs - second.startMs
  }
  if ((first === null) !== (second === null)) return first === null ? 1 : -1
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}
