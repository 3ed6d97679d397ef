import { dayInZone } from '../model/calendar-day.ts'
import type { EventFacts, GuestFacts } from '../model/event-facts.ts'
import { normaliseEmail } from '../model/people.ts'
import { toPageId } from './graph-event-id.ts'
import type { GraphEvent } from './graph-event-shape.ts'

/**
 * Facts of an event that Graph told, with times in UTC, for the account that asked. Ids are written as
 * Outlook's page writes them. `iCalUid` is the series' (see `readICalUid`): Graph's own differs with each
 * occurrence. `day` is where the person is.
 */
export function toOutlookFacts(
  event: GraphEvent,
  accountEmail: string,
  iCalUid: string | null,
): EventFacts {
  const { isAllDay } = event
  const seriesId = event.seriesMasterId === '' ? null : toPageId(event.seriesMasterId)
  const startMs = isAllDay ? null : parseUtc(event.start)
  return {
    host: 'outlook',
    source: 'api',
    selfEmail: normaliseEmail(accountEmail),
    eventId: toPageId(event.id),
    calendarId: normaliseEmail(accountEmail),
    seriesId,
    iCalUid,
    originalStart: seriesId === null ? null : compactStart(event),
    startMs,
    endMs: isAllDay ? null : parseUtc(event.end),
    day: startMs === null ? dayOf(event.start.dateTime) : dayInZone(startMs),
    title: event.subject,
    whenText: '',
    isAllDay,
    kind: event.isDraft ? 'unsaved' : 'event',
    guestList: guestListOf(event),
    guests: guestsOf(event),
    organizerEmail: emailOf(event.organizer.emailAddress.address),
  }
}

function guestListOf(event: GraphEvent): EventFacts['guestList'] {
  // A guest is then shown nobody but themselves.
  if (event.hideAttendees && !event.isOrganizer) return 'hidden'
  return event.attendees.length === 0 ? 'none' : 'complete'
}

/** Who takes part. Graph leaves the organizer out of the attendees, mostly: here they are the first row, once. */
function guestsOf(event: GraphEvent): GuestFacts[] {
  if (event.attendees.length === 0) return []
  const { address, name } = event.organizer.emailAddress
  const organizerEmail = emailOf(address)
  const others = event.attendees.filter(
    (one) => organizerEmail === null || emailOf(one.emailAddress.address) !== organizerEmail,
  )
  const organizer: GuestFacts = {
    email: organizerEmail,
    name,
    isOrganizer: true,
    isResource: false,
    isOptional: false,
    answer: 'accepted',
    additionalGuests: 0,
  }
  const guests = others.map(
    ({ type, status, emailAddress }): GuestFacts => ({
      email: emailOf(emailAddress.address),
      name: emailAddress.name,
      isOrganizer: false,
      isResource: type === 'resource',
      isOptional: type === 'optional',
      answer: answerOf(status.response),
      additionalGuests: 0,
    }),
  )
  return organizerEmail === null ? guests : [organizer, ...guests]
}

/** https://learn.microsoft.com/graph/api/resources/responsestatus */
function answerOf(response: string): GuestFacts['answer'] {
  switch (response) {
    case 'accepted':
    case 'organizer':
      return 'accepted'
    case 'declined':
      return 'declined'
    case 'tentativelyAccepted':
      return 'tentative'
    case 'none':
    case 'notResponded':
      return 'none'
    default:
      return null
  }
}

/** Addresses inside Exchange may be no mail addresses (`/o=…/cn=…`). */
function emailOf(address: string): string | null {
  return address.includes('@') ? normaliseEmail(address) : null
}

const halfDayMs = 12 * 3_600_000

/** `YYYYMMDDTHHMMSSZ`, `YYYYMMDD` for a day; null where it is not told. */
function compactStart({ originalStart, isAllDay }: GraphEvent): string | null {
  const atMs = Date.parse(originalStart)
  if (Number.isNaN(atMs)) return null
  // The day's midnight, in whatever zone it was made: the nearest midnight in UTC has its date.
  if (isAllDay) return new Date(atMs + halfDayMs).toISOString().slice(0, 10).replaceAll('-', '')
  return `${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

function dayOf(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null
}

/** Seven digits of a second and no offset, in the zone beside it: UTC, as nothing else was asked for. */
function parseUtc({ dateTime, timeZone }: GraphEvent['start']): number | null {
  if (timeZone !== 'UTC') return null
  const atMs = Date.parse(`${dateTime.replace(/Z$/, '').slice(0, 23)}Z`)
  return Number.isNaN(atMs) ? null : atMs
}
