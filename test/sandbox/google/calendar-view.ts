import type { calendar_v3 } from '@googleapis/calendar'
import { viewEventTime } from './calendar-time.ts'
import { type Attendee, type EventCopy, eventEtag, isOrganizerCopy } from './event-copy.ts'
import type { Directory } from './people.ts'

/** How somebody looks at events. */
export interface EventViewing {
  people: Directory
  /** Zone of the times in the answer. */
  timeZone: string
  /** `maxAttendees` of the request; null when absent. */
  maxAttendees: number | null
}

/** A copy as the API shows it. Default values are left out, as Google does. */
export function viewEvent(copy: EventCopy, viewing: EventViewing): calendar_v3.Schema$Event {
  const { content, own } = copy
  const base: calendar_v3.Schema$Event = {
    kind: 'calendar#event',
    etag: eventEtag(copy),
    id: copy.id,
    status: content.status,
  }
  const isCancelledException =
    content.status === 'cancelled' && copy.recurringEventId !== null && !isOrganizerCopy(copy)
  const instance = copy.recurringEventId !== null &&
    copy.originalStart !== null && {
      recurringEventId: copy.recurringEventId,
      originalStartTime: viewEventTime(copy.originalStart, viewing.timeZone),
    }
  // Only these are guaranteed for a cancelled exception; a client that counts on more must break here.
  if (isCancelledException) return { ...base, ...instance }
  return {
    ...base,
    htmlLink: `https://www.google.com/calendar/event?eid=${eidOf(copy)}`,
    created: new Date(copy.createdMs).toISOString(),
    updated: new Date(copy.updatedMs).toISOString(),
    ...(content.summary !== '' && { summary: content.summary }),
    ...(content.description !== '' && { description: content.description }),
    ...(content.location !== '' && { location: content.location }),
    ...(own.colorId !== null && { colorId: own.colorId }),
    creator: viewParty(copy.creatorEmail, copy, viewing),
    organizer: viewParty(copy.organizerEmail, copy, viewing),
    start: viewEventTime(content.start, viewing.timeZone),
    end: viewEventTime(content.end, viewing.timeZone),
    ...(content.recurrence.length > 0 && { recurrence: content.recurrence }),
    ...instance,
    ...(own.transparency !== 'opaque' && { transparency: own.transparency }),
    ...(content.visibility !== 'default' && { visibility: content.visibility }),
    iCalUID: copy.iCalUID,
    sequence: copy.sequence,
    ...viewAttendees(copy, viewing),
    ...(content.guestsCanModify && { guestsCanModify: true }),
    ...(!content.guestsCanInviteOthers && { guestsCanInviteOthers: false }),
    ...(!content.guestsCanSeeOtherGuests && { guestsCanSeeOtherGuests: false }),
    ...viewProperties(copy),
    ...viewConference(copy),
    ...(own.reminders !== undefined && { reminders: own.reminders }),
    ...(content.attachments.length > 0 && { attachments: content.attachments }),
    eventType: content.eventType,
  }
}

/** base64 of "<eventId> <calendarId>", gmail.com shortened, as in the page's `data-eventid`. */
export function eidOf(copy: EventCopy): string {
  const calendarId = copy.calendarId.replace(/@gmail\.com$/, '@m')
  return Buffer.from(`${copy.id} ${calendarId}`).toString('base64').replace(/=+$/, '')
}

function viewParty(
  email: string,
  copy: EventCopy,
  viewing: EventViewing,
): { email: string; displayName?: string; self?: boolean } {
  const person = viewing.people.find(email)
  return {
    email,
    ...(person !== null && { displayName: person.name }),
    ...(email === copy.calendarId && { self: true }),
  }
}

function viewConference(
  copy: EventCopy,
): Pick<calendar_v3.Schema$Event, 'hangoutLink' | 'conferenceData'> {
  const { conferenceData } = copy.content
  if (conferenceData === null) return {}
  const uri = conferenceData.entryPoints?.[0]?.uri
  return { ...(typeof uri === 'string' && { hangoutLink: uri }), conferenceData }
}

function viewAttendees(
  copy: EventCopy,
  viewing: EventViewing,
): { attendees?: calendar_v3.Schema$EventAttendee[]; attendeesOmitted?: boolean } {
  const { content } = copy
  if (content.attendees.length === 0) return {}
  const isHidden =
    !isOrganizerCopy(copy) && !content.guestsCanSeeOtherGuests && !content.guestsCanModify
  const isTooLong = viewing.maxAttendees !== null && content.attendees.length > viewing.maxAttendees
  const isOmitted = isHidden || isTooLong
  const shown = isOmitted
    ? content.attendees.filter((attendee) => attendee.email === copy.calendarId)
    : content.attendees
  return {
    ...(shown.length > 0 && { attendees: shown.map((each) => viewAttendee(each, copy)) }),
    ...(isOmitted && { attendeesOmitted: true }),
  }
}

function viewAttendee(attendee: Attendee, copy: EventCopy): calendar_v3.Schema$EventAttendee {
  return {
    email: attendee.email,
    ...(attendee.name !== '' && { displayName: attendee.name }),
    ...(attendee.email === copy.organizerEmail && { organizer: true }),
    ...(attendee.email === copy.calendarId && { self: true }),
    ...(attendee.isResource && { resource: true }),
    ...(attendee.isOptional && { optional: true }),
    responseStatus: attendee.responseStatus,
    ...(attendee.additionalGuests > 0 && { additionalGuests: attendee.additionalGuests }),
    ...(attendee.comment !== '' && { comment: attendee.comment }),
  }
}

function viewProperties(
  copy: EventCopy,
): Pick<calendar_v3.Schema$Event, 'extendedProperties'> | Record<string, never> {
  const { privateProperties } = copy.own
  const { sharedProperties } = copy.content
  const hasPrivate = Object.keys(privateProperties).length > 0
  const hasShared = Object.keys(sharedProperties).length > 0
  if (!hasPrivate && !hasShared) return {}
  return {
    extendedProperties: {
      ...(hasPrivate && { private: privateProperties }),
      ...(hasShared && { shared: sharedProperties }),
    },
  }
}
