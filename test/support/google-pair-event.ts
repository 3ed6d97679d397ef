import type { GoogleSide } from './google-stage.ts'

/** An event that `organizer` has with `guest`, as its own id; `change` takes the place of its parts. */
export async function insertPairEvent(
  organizer: GoogleSide,
  guest: GoogleSide,
  change: Record<string, unknown> = {},
): Promise<string> {
  const event = await organizer.insertEvent({
    summary: '面談',
    start: { dateTime: '2026-11-24T10:00:00+09:00' },
    end: { dateTime: '2026-11-24T10:30:00+09:00' },
    attendees: [{ email: organizer.email, responseStatus: 'accepted' }, { email: guest.email }],
    ...change,
  })
  return event.id
}

/** The change that makes it a series of four weeks. */
export const weekly = {
  start: { dateTime: '2026-11-24T10:00:00+09:00', timeZone: 'Asia/Tokyo' },
  end: { dateTime: '2026-11-24T10:30:00+09:00', timeZone: 'Asia/Tokyo' },
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
}
