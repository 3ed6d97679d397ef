import { dayOfKey, type MeetingKey, undatedMeeting } from '../model/meeting.ts'
import { type StagedMeeting, stageOf } from '../model/meeting-stage.ts'
import type { SegmentId } from './types.ts'

/** The segment of members, relation, what waits without a date, and whatever outlives a year. */
export const coreSegment: SegmentId = 'core'

/** Names a segment may have; the same rule in the file, the store and on ports. */
const segmentPattern = /^[a-z][a-z0-9-]{0,31}$/

/** True for any name a segment may have, known to this version or not. */
export function isSegmentId(text: string): boolean {
  return segmentPattern.test(text)
}

/** The segment of one year. Years outside 1000–9999 are pulled to the nearer end: clocks can be absurd. */
export function yearSegment(year: number): SegmentId {
  const safe = Number.isFinite(year) ? Math.min(9999, Math.max(1000, Math.trunc(year))) : 1970
  return `y${safe}`
}

/** The year of a year segment; null for `core` and for names of newer versions. */
export function yearOfSegment(segment: SegmentId): number | null {
  const match = /^y(\d{4})$/.exec(segment)
  return match === null ? null : Number(match[1])
}

/**
 * The segment that holds a meeting. The most stable fact decides, so that two devices agree: the original
 * start inside the key, then `startMs` (UTC), then `day`. What waits without a date (日程未設定) is in `core`,
 * so that no new year hides it. Any other meeting of which nothing is known is in the year of `nowMs` or
 * the latest year in `present`, whichever is later: a device whose clock is years behind must not write
 * where nobody looks.
 */
export function segmentForMeeting(
  meeting: { key: MeetingKey; startMs: number | null; day: string | null },
  nowMs: number,
  present: readonly SegmentId[] = [],
): SegmentId {
  const inKey = /\|(\d{4})\d{4}(?:T\d{6}Z)?$/.exec(meeting.key)
  if (inKey !== null) return yearSegment(Number(inKey[1]))
  const keyDay = dayOfKey(meeting.key)
  if (keyDay !== null) return yearSegment(Number(keyDay.slice(0, 4)))
  if (meeting.startMs !== null) return yearSegment(yearOfMs(meeting.startMs))
  const inDay = /^(\d{4})-\d{2}-\d{2}$/.exec(meeting.day ?? '')
  if (inDay !== null) return yearSegment(Number(inDay[1]))
  if (meeting.key === undatedMeeting) return coreSegment
  const years = present.flatMap((segment) => yearOfSegment(segment) ?? [])
  return yearSegment(Math.max(yearOfMs(nowMs), ...years))
}

/**
 * The segments to load when a pair is opened: `core`, the current year, every later year present, and
 * from January to March the year before. The others stay opaque bytes, but for those that `core` itself names
 * once it is loaded (`segmentsOfOpenPromises`).
 */
export function segmentsToOpen(present: readonly SegmentId[], nowMs: number): SegmentId[] {
  const thisYear = yearOfMs(nowMs)
  const month = new Date(nowMs).getUTCMonth()
  const later = present
    .flatMap((segment) => yearOfSegment(segment) ?? [])
    .filter((year) => year > thisYear)
    .sort((a, b) => a - b)
  const before = month <= 2 ? [thisYear - 1] : []
  return [coreSegment, ...[...before, thisYear, ...later].map(yearSegment)]
}

/**
 * A segment to load beside those of {@link segmentsToOpen}, when the last 1-on-1 may lie further back: the
 * latest year that is present and not loaded, if none of the loaded meetings is over; else null. Two people
 * who pause for half a year find what they left.
 */
export function segmentToLookBack(
  meetings: readonly StagedMeeting[],
  present: readonly SegmentId[],
  loaded: readonly SegmentId[],
  nowMs: number,
): SegmentId | null {
  if (meetings.some((meeting) => stageOf(meeting, nowMs) === 'ended')) return null
  const years = present
    .filter((segment) => !loaded.includes(segment))
    .flatMap((segment) => yearOfSegment(segment) ?? [])
    .filter((year) => year < yearOfMs(nowMs))
  return years.length === 0 ? null : yearSegment(Math.max(...years))
}

function yearOfMs(ms: number): number {
  const year = new Date(ms).getUTCFullYear()
  return Number.isNaN(year) ? 1970 : year
}
