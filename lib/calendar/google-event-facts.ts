import type { EventFacts, GuestFacts } from '../model/event-facts.ts'
import { normaliseEmail } from '../model/people.ts'
import type { GoogleAttendee, GoogleEvent } from './google-event-shape.ts'

/**
 * Facts of an event read by the API. `accountEmail` is the account that read it; `calendarId` null means its
 * primary calendar. `day` is in the calendar's own zone, in which Google writes times unless asked otherwise.
 */
export function toEventFacts(
  event: GoogleEvent,
  accountEmail: string,
  calendarId: string | null,
): EventFacts {
  const isAllDay = event.start.dateTime === '' && event.start.date !== ''
  const seriesId = event.recurringEventId === '' ? null : event.recurringEventId
  return {
    host: 'google',
    source: 'api',
    selfEmail: normaliseEmail(accountEmail),
    eventId: event.id,
    calendarId: calendarId ?? normaliseEmail(accountEmail),
    seriesId,
    iCalUid: event.iCalUID === '' ? null : event.iCalUID,
    originalStart: seriesId === null ? null : compactStart(event.originalStartTime),
    startMs: parseInstant(event.start.dateTime),
    endMs: parseInstant(event.end.dateTime),
    day: dayOf(isAllDay ? event.start.date : event.start.dateTime),
    title: event.summary,
    whenText: '',
    isAllDay,
    kind: kindOf(event.eventType),
    guestList: guestListOf(event),
    guests: event.attendees.map(toGuestFacts),
    organizerEmail: organizerOf(event),
  }
}

/**
 * Whether writing attachments from this account reaches the other guests: it organizes the event, or the
 * organizer lets guests modify it. What other guests write stays on their own copy.
 * https://developers.google.com/workspace/calendar/api/concepts/inviting-attendees-to-events
 */
export function canAttachTo(event: GoogleEvent): boolean {
  return (event.organizer.self || event.guestsCanModify) && !event.locked && !event.privateCopy
}

function toGuestFacts(attendee: GoogleAttendee): GuestFacts {
  return {
    email: attendee.email === '' ? null : normaliseEmail(attendee.email),
    name: attendee.displayName,
    isOrganizer: attendee.organizer,
    isResource: attendee.resource,
    isOptional: attendee.optional,
    answer: answerOf(attendee.responseStatus),
    additionalGuests: Math.max(0, attendee.additionalGuests),
  }
}

function answerOf(status: string): GuestFacts['answer'] {
  switch (status) {
    case 'accepted':
    case 'declined':
    case 'tentative':
      return status
    case 'needsAction':
      return 'none'
    default:
      return null
  }
}

function guestListOf(event: GoogleEvent): EventFacts['guestList'] {
  // The organizer sees everybody even where guests do not see each other.
  if (!event.guestsCanSeeOtherGuests && !event.organizer.self) return 'hidden'
  if (event.attendeesOmitted) return 'partial'
  return event.attendees.length === 0 ? 'none' : 'complete'
}

/** https://developers.google.com/workspace/calendar/api/guides/event-types */
function kindOf(eventType: string): EventFacts['kind'] {
  switch (eventType) {
    case '':
    case 'default':
    case 'fromGmail':
      return 'event'
    case 'birthday':
      return 'birthday'
    case 'focusTime':
      return 'focus'
    case 'outOfOffice':
      return 'out-of-office'
    case 'workingLocation':
      return 'working-location'
    default:
      return 'other'
  }
}

/** Events of a secondary calendar name the calendar as organizer; the person behind it is the creator. */
function organizerOf(event: GoogleEvent): string | null {
  const isCalendar = event.organizer.email.endsWith('@group.calendar.google.com')
  const email = isCalendar ? event.creator.email : event.organizer.email
  return email === '' ? null : normaliseEmail(email)
}

/** `YYYYMMDDTHHMMSSZ` in UTC, `YYYYMMDD` for a day; null when neither is there. */
function compactStart(time: { date: string; dateTime: string }): string | null {
  const atMs = parseInstant(time.dateTime)
  if (atMs !== null) return `${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  return dayOf(time.date)?.replaceAll('-', '') ?? null
}

function dayOf(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null
}

function parseInstant(dateTime: string): number | null {
  const atMs = Date.parse(dateTime)
  return Number.isNaN(atMs) ? null : atMs
}
