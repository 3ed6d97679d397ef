import { occurrencesOf } from '../recurrence.ts'
import type { CalendarStore } from './calendar-store.ts'
import { type EventTime, instanceStamp } from './calendar-time.ts'
import type { EventCopy } from './event-copy.ts'

const dayMs = 86_400_000

/** The instance of `master` that the rule places at `startMs`, as it is while nobody changed it. */
export function plainInstance(master: EventCopy, startMs: number): EventCopy {
  const { content } = master
  const start: EventTime = { ...content.start, atMs: startMs }
  const end: EventTime = {
    ...content.end,
    atMs: startMs + (content.end.atMs - content.start.atMs),
  }
  return {
    ...master,
    id: `${master.id}_${instanceStamp(start)}`,
    recurringEventId: master.id,
    originalStart: start,
    content: { ...content, start, end, recurrence: [] },
  }
}

/** Starts that the rule of a master gives, up to `limitMs`. */
export function startsOf(master: EventCopy, limitMs: number): number[] {
  const { start, recurrence } = master.content
  return occurrencesOf(
    { startMs: start.atMs, isAllDay: start.isAllDay, timeZone: start.timeZone, lines: recurrence },
    limitMs,
  )
}

/**
 * All instances of a master that start before `limitMs` by the rule: exceptions (also cancelled and moved
 * ones) in place of the plain instances they replace.
 */
export function instancesOf(
  store: CalendarStore,
  master: EventCopy,
  limitMs: number,
  staleMs = 0,
): EventCopy[] {
  const exceptions = new Map(
    store
      .copies(master.calendarId, staleMs)
      .filter((copy) => copy.recurringEventId === master.id)
      .map((copy) => [copy.id, copy]),
  )
  return startsOf(master, limitMs).map((startMs) => {
    const plain = plainInstance(master, startMs)
    return exceptions.get(plain.id) ?? plain
  })
}

/** Any event of a calendar by id: a stored copy, or an instance of a series. Null when there is none. */
export function findEvent(
  store: CalendarStore,
  calendarId: string,
  eventId: string,
  staleMs = 0,
): EventCopy | null {
  const stored = store.find(calendarId, eventId, staleMs)
  if (stored !== null) return stored
  const match = /^(.+)_(\d{8}(?:T\d{6}Z)?)$/.exec(eventId)
  const master = match === null ? null : store.find(calendarId, match[1] ?? '', staleMs)
  if (master === null || master.content.recurrence.length === 0) return null
  const stamp = (match?.[2] ?? '').replace(
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/,
    (_all, year, month, day, hour = '00', minute = '00', second = '00') =>
      `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
  )
  const startMs = Date.parse(stamp)
  const isPlaced = startsOf(master, startMs + dayMs).includes(startMs)
  if (!isPlaced) return null
  const instance = plainInstance(master, startMs)
  return instance.id === eventId ? instance : null
}
