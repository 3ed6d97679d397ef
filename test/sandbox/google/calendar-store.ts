import type { WorldClock } from '../world-clock.ts'
import type { WorldRandom } from '../world-random.ts'
import { type Attendee, type EventCopy, emptyOwn, isOrganizerCopy } from './event-copy.ts'
import type { Directory } from './people.ts'

/** How Calendar behaves where documents and reports differ. May be changed while the world runs. */
export interface CalendarHabits {
  /**
   * A guest's write to shared fields without `guestsCanModify`: stays on the guest's copy, is answered 200
   * without effect, or 403. All three have been reported.
   */
  guestWrites: 'stay-on-copy' | 'ignored' | 'forbidden'
  /** Pages are never longer than this, whatever `maxResults` says; null for no such limit. */
  pageCap: number | null
  /** Lists start with an empty page that has a `nextPageToken`. */
  startsWithEmptyPage: boolean
}

/** A calendar. Every person's primary calendar exists by itself; its id is the address. */
export interface CalendarInfo {
  id: string
  name: string
  timeZone: string
  ownerEmail: string
  /** Others who may see (or write) it, by address. */
  access: Record<string, 'reader' | 'writer'>
}

/** A Google Task: the page shows it, the Calendar API does not. */
export interface PageTask {
  id: string
  ownerEmail: string
  title: string
  startMs: number
  endMs: number
}

/** All calendars of the world: copies of events, and how changes travel between them. */
export interface CalendarStore {
  /** The calendar; null when there is none with this id. */
  calendar(calendarId: string): CalendarInfo | null
  addCalendar(calendar: CalendarInfo): void
  /** Lets somebody else see or write a calendar. */
  allow(calendarId: string, email: string, role: 'reader' | 'writer'): void
  /** The stored copy (single event, master or exception; never a plain instance); also cancelled ones. */
  find(calendarId: string, eventId: string, staleMs?: number): EventCopy | null
  /** Like {@link find}, throwing when there is none: for tests and seeds. */
  get(calendarId: string, eventId: string): EventCopy
  /** All stored copies of a calendar in order of their first appearance. */
  copies(calendarId: string, staleMs?: number): EventCopy[]
  /** Stores a copy and nothing else. Gives it a new change number. */
  put(copy: EventCopy, options?: { isSilent?: boolean }): EventCopy
  /** Stores the organizer's copy and gives its content to everybody invited; takes it from the uninvited. */
  publish(copy: EventCopy): EventCopy
  /** Carries one person's answer to all copies of the event; nothing else travels from a guest. */
  answer(copy: EventCopy, email: string, answer: Answer): void
  newEventId(): string
  /** The number of the latest change. */
  changeNumber(): number
  /** From now on all sync tokens handed out so far are answered 410. */
  expireSyncTokens(): void
  /** Sync tokens of changes before this number have expired. */
  oldestSyncNumber(): number
  tasks: PageTask[]
}

/** What travels from a guest to the others. */
export type Answer = Pick<Attendee, 'responseStatus' | 'additionalGuests' | 'comment'>

/** Calendars over the people of `directory`. */
export function createCalendarStore(
  clock: WorldClock,
  random: WorldRandom,
  directory: Directory,
): CalendarStore {
  const calendars = new Map<string, CalendarInfo>()
  const copies = new Map<string, Map<string, EventCopy>>()
  const history: { atMs: number; copy: EventCopy }[] = []
  let changes = 0
  let oldestSync = 0

  const calendar = (calendarId: string) => {
    const person = directory.find(calendarId)
    const known = calendars.get(calendarId)
    if (known !== undefined || person === null) return known ?? null
    const primary: CalendarInfo = {
      id: person.email,
      name: person.email,
      timeZone: person.timeZone,
      ownerEmail: person.email,
      access: {},
    }
    calendars.set(person.email, primary)
    return primary
  }
  const copiesOf = (calendarId: string, staleMs = 0) => {
    if (staleMs <= 0) return copies.get(calendarId) ?? new Map<string, EventCopy>()
    const seenMs = clock.nowMs() - staleMs
    const seen = history.filter(
      (entry) => entry.atMs <= seenMs && entry.copy.calendarId === calendarId,
    )
    return new Map(seen.map((entry) => [entry.copy.id, entry.copy]))
  }
  const find = (calendarId: string, eventId: string, staleMs = 0) =>
    copiesOf(calendarId, staleMs).get(eventId) ?? null
  const put: CalendarStore['put'] = (copy, { isSilent = false } = {}) => {
    changes += 1
    const nowMs = clock.nowMs()
    const stored: EventCopy = {
      ...structuredClone(copy),
      changeNumber: changes,
      // Changing only reminders does not change `updated`.
      updatedMs: isSilent ? copy.updatedMs : nowMs,
    }
    const own = copies.get(copy.calendarId) ?? new Map<string, EventCopy>()
    own.set(copy.id, stored)
    copies.set(copy.calendarId, own)
    history.push({ atMs: nowMs, copy: stored })
    return stored
  }
  const holdsCalendar = (attendee: Attendee) => directory.find(attendee.email) !== null
  const cancelOn = (calendarId: string, eventId: string) => {
    const copy = find(calendarId, eventId)
    if (copy === null || copy.content.status === 'cancelled') return
    put({ ...copy, content: { ...copy.content, status: 'cancelled' } })
  }
  const publish = (copy: EventCopy) => {
    const before = find(copy.calendarId, copy.id)
    const stored = put(copy)
    const invited = stored.content.attendees.filter(
      (attendee) => attendee.email !== stored.calendarId && holdsCalendar(attendee),
    )
    for (const { email } of invited) {
      const known = find(email, stored.id)
      const series = stored.recurringEventId === null ? null : find(email, stored.recurringEventId)
      put({ ...stored, calendarId: email, own: known?.own ?? series?.own ?? emptyOwn() })
    }
    const uninvited = (before?.content.attendees ?? []).filter(
      (attendee) => !stored.content.attendees.some((each) => each.email === attendee.email),
    )
    for (const { email } of uninvited)
      if (email !== stored.calendarId) cancelSeriesOn(email, stored)
    if (stored.content.status === 'cancelled') cancelExceptions(stored)
    return stored
  }
  const exceptionsOf = (calendarId: string, masterId: string) =>
    [...copiesOf(calendarId).values()].filter((each) => each.recurringEventId === masterId)
  /** Removes a person's copy of an event, and of its exceptions unless invited to those. */
  const cancelSeriesOn = (email: string, event: EventCopy) => {
    cancelOn(email, event.id)
    for (const exception of exceptionsOf(email, event.id)) {
      const isInvited = exception.content.attendees.some((each) => each.email === email)
      if (!isInvited) cancelOn(email, exception.id)
    }
  }
  const cancelExceptions = (master: EventCopy) => {
    const everywhere = [master.calendarId, ...master.content.attendees.map((each) => each.email)]
    for (const email of everywhere) {
      for (const exception of exceptionsOf(email, master.id)) cancelOn(email, exception.id)
    }
  }
  const answer: CalendarStore['answer'] = (copy, email, given) => {
    const everywhere = new Set([
      copy.calendarId,
      copy.organizerEmail,
      ...copy.content.attendees.map((attendee) => attendee.email),
    ])
    for (const calendarId of everywhere) {
      // An instance that was never changed has no copies yet: answering one makes an exception of it.
      const known = find(calendarId, copy.id) ?? exceptionFor(calendarId, copy)
      if (known === null) continue
      const attendees = known.content.attendees.map((attendee) =>
        attendee.email === email ? { ...attendee, ...given } : attendee,
      )
      put({ ...known, content: { ...known.content, attendees } })
    }
  }
  const exceptionFor = (calendarId: string, instance: EventCopy): EventCopy | null => {
    if (instance.recurringEventId === null) return null
    const master = find(calendarId, instance.recurringEventId)
    if (master === null) return null
    const isSame = calendarId === instance.calendarId
    return {
      ...instance,
      calendarId,
      own: isSame ? instance.own : master.own,
      content: {
        ...(isSame || !isOrganizerCopy(master) ? instance.content : master.content),
        start: instance.content.start,
        end: instance.content.end,
        recurrence: [],
      },
    }
  }
  return {
    calendar,
    find,
    get(calendarId, eventId) {
      const copy = find(calendarId, eventId)
      if (copy === null) throw new Error(`No event ${eventId} on ${calendarId} in this world`)
      return copy
    },
    put,
    publish,
    answer,
    addCalendar: (added) => void calendars.set(added.id, added),
    allow(calendarId, email, role) {
      const known = calendar(calendarId)
      if (known === null) throw new Error(`No calendar ${calendarId} in this world`)
      calendars.set(known.id, { ...known, access: { ...known.access, [email]: role } })
    },
    copies: (calendarId, staleMs) => [...copiesOf(calendarId, staleMs).values()],
    newEventId: () => random.text(26, 'abcdefghijklmnopqrstuv0123456789'),
    changeNumber: () => changes,
    expireSyncTokens() {
      oldestSync = changes + 1
    },
    oldestSyncNumber: () => oldestSync,
    tasks: [],
  }
}
