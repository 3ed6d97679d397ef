import type { EventFacts, GuestFacts } from '../../lib/model/event-facts.ts'

/** A guest who accepted. */
export function guestOf(email: string, change: Partial<GuestFacts> = {}): GuestFacts {
  return {
    email,
    name: '',
    isOrganizer: false,
    isResource: false,
    isOptional: false,
    answer: 'accepted',
    additionalGuests: 0,
    ...change,
  }
}

/** A 1-on-1 of Ann and Ben as Ann's calendar tells it, half an hour long. */
export function factsOf(
  eventId: string,
  startMs: number,
  change: Partial<EventFacts> = {},
): EventFacts {
  return {
    host: 'google',
    source: 'api',
    selfEmail: 'ann@example.com',
    eventId,
    calendarId: 'ann@example.com',
    seriesId: null,
    iCalUid: `${eventId}@google.com`,
    originalStart: null,
    startMs,
    endMs: startMs + 30 * 60_000,
    day: null,
    title: '1on1',
    whenText: '',
    isAllDay: false,
    kind: 'event',
    guestList: 'complete',
    guests: [
      guestOf('ann@example.com', { name: 'Ann' }),
      guestOf('ben@example.com', { name: '弁' }),
    ],
    organizerEmail: 'ann@example.com',
    ...change,
  }
}
