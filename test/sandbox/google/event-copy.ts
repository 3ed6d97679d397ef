import type { calendar_v3 } from '@googleapis/calendar'
import type { EventTime } from './calendar-time.ts'

/** One invited person, room or address. */
export interface Attendee {
  email: string
  /** Empty when only the address is known. */
  name: string
  isResource: boolean
  isOptional: boolean
  responseStatus: 'needsAction' | 'declined' | 'tentative' | 'accepted'
  additionalGuests: number
  comment: string
}

/** The kinds of events the API knows. */
export const eventTypes = [
  'default',
  'birthday',
  'focusTime',
  'fromGmail',
  'outOfOffice',
  'workingLocation',
] as const

/** A kind of event. */
export type EventType = (typeof eventTypes)[number]

/** What the organizer decides and every copy is given. A guest's own edits of it stay on the guest's copy. */
export interface EventContent {
  status: 'confirmed' | 'tentative' | 'cancelled'
  start: EventTime
  end: EventTime
  /** Rule lines; empty for single events and instances. */
  recurrence: string[]
  summary: string
  description: string
  location: string
  visibility: 'default' | 'public' | 'private' | 'confidential'
  attendees: Attendee[]
  attachments: calendar_v3.Schema$EventAttachment[]
  guestsCanModify: boolean
  guestsCanInviteOthers: boolean
  guestsCanSeeOtherGuests: boolean
  conferenceData: calendar_v3.Schema$ConferenceData | null
  sharedProperties: Record<string, string>
  eventType: EventType
}

/** What belongs to one copy alone. */
export interface OwnContent {
  reminders: calendar_v3.Schema$Event['reminders']
  colorId: string | null
  transparency: 'opaque' | 'transparent'
  privateProperties: Record<string, string>
}

/**
 * One event on one calendar. The copies of an event on several calendars share id and iCalUID. Values are
 * never changed in place: a change stores a new value.
 */
export interface EventCopy {
  id: string
  calendarId: string
  iCalUID: string
  organizerEmail: string
  creatorEmail: string
  /** Series id of an instance or exception; null for single events and masters. */
  recurringEventId: string | null
  /** When the rule places an instance, even if it was moved. */
  originalStart: EventTime | null
  content: EventContent
  own: OwnContent
  createdMs: number
  updatedMs: number
  sequence: number
  /** Counts all changes of the world; etags and sync tokens are made of it. */
  changeNumber: number
}

/** Content of an empty event between two times. */
export function emptyContent(start: EventTime, end: EventTime): EventContent {
  return {
    status: 'confirmed',
    start,
    end,
    recurrence: [],
    summary: '',
    description: '',
    location: '',
    visibility: 'default',
    attendees: [],
    attachments: [],
    guestsCanModify: false,
    guestsCanInviteOthers: true,
    guestsCanSeeOtherGuests: true,
    conferenceData: null,
    sharedProperties: {},
    eventType: 'default',
  }
}

/** The private part of a fresh copy. */
export function emptyOwn(): OwnContent {
  return {
    reminders: { useDefault: true },
    colorId: null,
    transparency: 'opaque',
    privateProperties: {},
  }
}

/** The etag of a copy, as the API states it: quoted digits. */
export function eventEtag(copy: EventCopy): string {
  return `"${3_500_000_000_000_000n + BigInt(copy.changeNumber) * 2n}"`
}

/** Whether this is the organizer's copy. */
export function isOrganizerCopy(copy: EventCopy): boolean {
  return copy.calendarId === copy.organizerEmail
}
