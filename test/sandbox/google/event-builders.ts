import type { calendar_v3 } from '@googleapis/calendar'
import { instantOf } from '../time-zones.ts'
import { startsOf } from './calendar-instances.ts'
import { type EventTime, instanceStamp } from './calendar-time.ts'
import { meetConference } from './event-body.ts'
import {
  type Attendee,
  type EventCopy,
  type EventType,
  emptyContent,
  emptyOwn,
} from './event-copy.ts'
import type { GoogleStore } from './google-store.ts'

/** An event to put into the world, in few words. */
export interface EventDraft {
  /** Address of the organizing calendar. */
  organizer: string
  title: string
  startMs: number
  /** Exclusive. All-day times are midnights UTC of their dates. */
  endMs: number
  isAllDay?: boolean
  /** Zone of the event; the organizer's when absent. */
  timeZone?: string
  /** Addresses; the organizer only when named. The organizer has accepted, others have not answered. */
  guests?: readonly string[]
  /** Changes to single guests, by address. */
  guestDetails?: Record<string, Partial<Attendee>>
  /** Rule lines of a series. */
  recurrence?: string[]
  location?: string
  description?: string
  hasMeet?: boolean
  isGuestListHidden?: boolean
  guestsCanModify?: boolean
  eventType?: EventType
  attachments?: calendar_v3.Schema$EventAttachment[]
  /** A chosen id; made up when absent. */
  id?: string
}

/** Puts an event on the organizer's calendar and on those of its guests. Returns the organizer's copy. */
export function addEvent(store: GoogleStore, draft: EventDraft): EventCopy {
  const calendar = store.calendar.calendar(draft.organizer)
  if (calendar === null) throw new Error(`No calendar ${draft.organizer} in this world`)
  const timeZone = draft.timeZone ?? calendar.timeZone
  const isAllDay = draft.isAllDay ?? false
  const time = (atMs: number): EventTime => ({ atMs, isAllDay, timeZone })
  const id = draft.id ?? store.calendar.newEventId()
  const nowMs = store.clock.nowMs()
  return store.calendar.publish({
    id,
    calendarId: calendar.id,
    iCalUID: `${id}@google.com`,
    organizerEmail: calendar.id,
    creatorEmail: calendar.ownerEmail,
    recurringEventId: null,
    originalStart: null,
    content: {
      ...emptyContent(time(draft.startMs), time(draft.endMs)),
      summary: draft.title,
      recurrence: draft.recurrence ?? [],
      location: draft.location ?? '',
      description: draft.description ?? '',
      attendees: (draft.guests ?? []).map((email) => attendee(store, draft, email)),
      guestsCanSeeOtherGuests: draft.isGuestListHidden !== true,
      guestsCanModify: draft.guestsCanModify ?? false,
      conferenceData: draft.hasMeet === true ? meetConference(store.newMeetCode()) : null,
      eventType: draft.eventType ?? 'default',
      attachments: draft.attachments ?? [],
    },
    own: emptyOwn(),
    createdMs: nowMs,
    updatedMs: nowMs,
    sequence: 0,
    changeNumber: 0,
  })
}

function attendee(store: GoogleStore, draft: EventDraft, email: string): Attendee {
  const person = store.people.find(email)
  const isResource = person?.kind === 'room'
  return {
    email,
    name: person?.name ?? '',
    isResource,
    isOptional: false,
    responseStatus: isResource || email === draft.organizer ? 'accepted' : 'needsAction',
    additionalGuests: 0,
    comment: '',
    ...draft.guestDetails?.[email],
  }
}

/**
 * Puts an invitation from outside (ICS mail, Outlook, another server) on one person's calendar: its id is
 * this copy's own, only the iCalUID is shared.
 */
export function addForeignInvitation(
  store: GoogleStore,
  guest: string,
  draft: EventDraft & { iCalUID: string },
): EventCopy {
  const made = addEvent(store, { ...draft, organizer: guest, guests: [] })
  return store.calendar.put({
    ...made,
    iCalUID: draft.iCalUID,
    organizerEmail: draft.organizer,
    creatorEmail: draft.organizer,
    content: {
      ...made.content,
      attendees: (draft.guests ?? []).map((email) => attendee(store, draft, email)),
    },
  })
}

/**
 * "This and following events" as the calendar page does it: the old series ends before `fromMs`, a new one
 * begins there with an id `<old>_R<local start>` and the same content, attachments included. `change` is what
 * the person changed on the way. Returns the new master.
 */
export function splitSeries(
  store: GoogleStore,
  master: EventCopy,
  fromMs: number,
  change: Partial<Pick<EventDraft, 'title' | 'description' | 'location'>> = {},
): EventCopy {
  const { content } = master
  const startMs = startsOf(master, fromMs + 400 * 86_400_000).find((each) => each >= fromMs)
  if (startMs === undefined) throw new Error('The series has no occurrence from there on')
  const until = instanceStamp({ ...content.start, atMs: startMs - 1000 })
  const ended = content.recurrence.map((line) =>
    line.startsWith('RRULE:')
      ? `${line.replace(/;(UNTIL|COUNT)=[^;]*/g, '')};UNTIL=${until}`
      : line,
  )
  store.calendar.publish({ ...master, content: { ...content, recurrence: ended } })
  const offsetMs = content.start.isAllDay ? 0 : localOffsetMs(startMs, content.start.timeZone)
  const local = instanceStamp({ ...content.start, atMs: startMs + offsetMs }).replace('Z', '')
  const base = master.id.replace(/_R\d{8}(T\d{6})?$/, '')
  const id = `${base}_R${local}`
  return store.calendar.publish({
    ...master,
    id,
    iCalUID: `${id}@google.com`,
    content: {
      ...content,
      start: { ...content.start, atMs: startMs },
      end: { ...content.end, atMs: startMs + content.end.atMs - content.start.atMs },
      summary: change.title ?? content.summary,
      description: change.description ?? content.description,
      location: change.location ?? content.location,
    },
  })
}

function localOffsetMs(epochMs: number, timeZone: string): number {
  const date = new Date(epochMs)
  const wall = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  }
  return epochMs - instantOf(wall, timeZone)
}
