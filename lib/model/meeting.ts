import type { EventFacts } from './event-facts.ts'

/**
 * The key of one meeting, the same on both sides: the series' iCalendar UID, a bar, and the original
 * start of the occurrence (empty for a single event, so that moving it keeps the key). The meeting
 * without a date (日程未設定) is {@link undatedMeeting}.
 */
export type MeetingKey = string

/** Where topics wait while the pair has no date. */
export const undatedMeeting: MeetingKey = 'undated|'

/**
 * The meeting key of an event. Without the API the UID of a Google event is taken to be
 * `<series or event id>@google.com`, which holds for events made in Google Calendar; an imported event
 * gets its true UID as soon as the API is connected, and storage keeps the alias.
 *
 * A series split by "this and following" has a new base id `<id>_R<start>`: its UID differs, and the
 * pair, not the key, carries things over.
 */
export function meetingKeyOf(facts: EventFacts): MeetingKey {
  // Outlook's page tells an id that is another in every mailbox; the day is what both sides can come to.
  if (facts.host === 'outlook' && facts.iCalUid === null && facts.day !== null) {
    return dayMeetingKey(facts.day)
  }
  const uid = facts.iCalUid ?? `${facts.seriesId ?? facts.eventId}@google.com`
  return `${uid}|${facts.seriesId === null ? '' : (facts.originalStart ?? '')}`
}

const dayPrefix = 'day|'

/** The key of the meeting of a day (`YYYY-MM-DD`), where nothing better is told. */
export function dayMeetingKey(day: string): MeetingKey {
  return dayPrefix + day
}

/** The day in a key of {@link dayMeetingKey}; null for any other key. */
export function dayOfKey(key: MeetingKey): string | null {
  const day = key.startsWith(dayPrefix) ? key.slice(dayPrefix.length) : ''
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null
}
