import type { CalendarApi, CalendarEvent } from '../../lib/calendar/calendar-api.ts'

/** Somebody whose calendar can be read. */
interface Reader {
  calendar: CalendarApi
}

const signal = new AbortController().signal
const dayMs = 24 * 60 * 60 * 1000

/** The Monday on which the stand-in world begins, 0:00 in Tokyo. */
export const calendarFromMs = Date.parse('2026-11-23T00:00:00+09:00')

/** An event by its id, as the adapter gives it to one person; throws unless it is found. */
export async function readEvent(reader: Reader, eventId: string): Promise<CalendarEvent> {
  const read = await reader.calendar.get(null, eventId, signal)
  if (read.kind !== 'found') throw new Error(read.kind)
  return read.event
}

/** The events of so many days from {@link calendarFromMs} on; throws unless they are told. */
export async function listEvents(reader: Reader, days: number): Promise<CalendarEvent[]> {
  const toMs = calendarFromMs + days * dayMs
  const read = await reader.calendar.listBetween(calendarFromMs, toMs, signal)
  if (read.kind !== 'found') throw new Error(read.kind)
  return read.events
}
