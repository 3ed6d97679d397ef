import type { PageEvent } from '../google-page/page-event.ts'
import { instantOf, wallTimeAt } from '../time-zones.ts'
import { instancesOf } from './calendar-instances.ts'
import { instanceStamp } from './calendar-time.ts'
import { type EventCopy, type EventType, isOrganizerCopy } from './event-copy.ts'
import type { GoogleStore } from './google-store.ts'
import type { Person } from './people.ts'

const dayMs = 86_400_000

/** Events of one person's calendar from a week before this week to a week after it, as the page shows them. */
export function pageEventsOf(store: GoogleStore, person: Person): PageEvent[] {
  const fromMs = mondayBefore(store.clock.nowMs(), person.timeZone) - 7 * dayMs
  const toMs = fromMs + 21 * dayMs
  const copies = store.calendar.copies(person.email)
  const masters = copies.filter((copy) => copy.content.recurrence.length > 0)
  const masterIds = new Set(masters.map((copy) => copy.id))
  const singles = copies.filter(
    (copy) =>
      !masterIds.has(copy.id) &&
      !(copy.recurringEventId !== null && masterIds.has(copy.recurringEventId)),
  )
  const instances = masters.flatMap((master) =>
    instancesOf(store.calendar, master, toMs + 7 * dayMs),
  )
  const events = [...singles, ...instances]
    .filter((copy) => copy.content.status !== 'cancelled')
    .map((copy) => toPageEvent(store, copy))
  const tasks = store.calendar.tasks.filter((task) => task.ownerEmail === person.email)
  return [...events, ...tasks.map((task) => toTask(task, person))].filter(
    (event) => event.endMs > fromMs && event.startMs < toMs,
  )
}

function toPageEvent(store: GoogleStore, copy: EventCopy): PageEvent {
  const { content } = copy
  const isHidden =
    !isOrganizerCopy(copy) && !content.guestsCanSeeOtherGuests && !content.guestsCanModify
  return {
    id: copy.id,
    calendarId: copy.calendarId,
    seriesId: copy.recurringEventId,
    originalStart: copy.originalStart === null ? null : instanceStamp(copy.originalStart),
    title: content.summary,
    startMs: content.start.atMs,
    endMs: content.end.atMs,
    isAllDay: content.start.isAllDay,
    kind: kindOf(content.eventType),
    organizer: {
      email: copy.organizerEmail,
      name: store.people.find(copy.organizerEmail)?.name ?? copy.organizerEmail,
    },
    attendees: content.attendees
      .filter((attendee) => !isHidden || attendee.email === copy.calendarId)
      .map((attendee) => ({
        email: attendee.email,
        name: attendee.name,
        isResource: attendee.isResource,
        isOptional: attendee.isOptional,
        isOrganizer: attendee.email === copy.organizerEmail,
        isSelf: attendee.email === copy.calendarId,
        responseStatus: attendee.responseStatus,
        additionalGuests: attendee.additionalGuests,
      })),
    isGuestListHidden: isHidden,
    location: content.location,
    description: content.description,
    hasMeet: content.conferenceData !== null,
    attachments: content.attachments.map((attachment) => ({
      title: attachment.title ?? '',
      fileUrl: attachment.fileUrl ?? '',
    })),
    isSelfOrganizer: isOrganizerCopy(copy),
  }
}

function toTask(task: GoogleStore['calendar']['tasks'][number], person: Person): PageEvent {
  return {
    id: task.id,
    calendarId: person.email,
    seriesId: null,
    originalStart: null,
    title: task.title,
    startMs: task.startMs,
    endMs: task.endMs,
    isAllDay: false,
    kind: 'task',
    organizer: { email: person.email, name: person.name },
    attendees: [],
    isGuestListHidden: false,
    location: '',
    description: '',
    hasMeet: false,
    attachments: [],
    isSelfOrganizer: true,
  }
}

function kindOf(eventType: EventType): PageEvent['kind'] {
  return eventType === 'fromGmail' ? 'default' : eventType
}

/** Midnight of the Monday on or before an instant, in a zone. */
export function mondayBefore(epochMs: number, timeZone: string): number {
  const wall = { ...wallTimeAt(epochMs, timeZone), hour: 0, minute: 0, second: 0 }
  const dayUtcMs = Date.UTC(wall.year, wall.month - 1, wall.day)
  const mondayUtcMs = dayUtcMs - ((new Date(dayUtcMs).getUTCDay() + 6) % 7) * dayMs
  return instantOf(wallTimeAt(mondayUtcMs, 'UTC'), timeZone)
}
