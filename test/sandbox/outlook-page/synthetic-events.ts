import type { OutlookPageAttendee, OutlookPageEvent, OutlookPagePerson } from './outlook-event.ts'

/** The viewer of the synthetic calendar. */
export const outlookSelf: OutlookPagePerson = { name: 'Aiko Mori', email: 'aiko@contoso.example' }

/** A Tuesday noon in Tokyo: the day around which the synthetic calendar is filled. */
export const outlookNowMs = Date.UTC(2026, 11, 1, 3, 0)

const hourMs = 3_600_000

/** An id in the shape of Exchange's, from a readable word. */
export function exchangeId(word: string): string {
  const head = 'AAMkAGI2TG93AAA=/synthetic+folder/'
  return Buffer.from(`${head}${word.padEnd(72, '_')}`).toString('base64')
}

function guest(
  name: string,
  email: string,
  more: Partial<OutlookPageAttendee> = {},
): OutlookPageAttendee {
  return { name, email, type: 'required', response: 'none', isViewer: false, ...more }
}

const kei = guest('Kei Tanaka', 'kei@contoso.example', { response: 'accepted' })
const ren = guest('Ren Abe', 'ren@contoso.example')
const self = guest(outlookSelf.name, outlookSelf.email, { isViewer: true })

function event(
  word: string,
  dayOffset: number,
  startHourUtc: number,
  hours: number,
  more: Partial<OutlookPageEvent>,
): OutlookPageEvent {
  const startMs = Date.UTC(2026, 11, 1 + dayOffset) + startHourUtc * hourMs
  return {
    id: exchangeId(word),
    isRecurring: false,
    subject: word,
    location: '',
    startMs,
    endMs: startMs + hours * hourMs,
    isAllDay: false,
    isCancelled: false,
    isOnline: false,
    showAs: 'busy',
    body: '',
    organizer: outlookSelf,
    isOrganizer: true,
    attendees: [],
    isGuestListHidden: false,
    ...more,
  }
}

function byKei(more: Partial<OutlookPageEvent>): Partial<OutlookPageEvent> {
  return { organizer: kei, isOrganizer: false, attendees: [self], ...more }
}

/** One event of every shape the page can show, with fixed ids; hours are UTC. */
export function makeOutlookEvents(): OutlookPageEvent[] {
  const allDay = (dayOffset: number, days: number): Partial<OutlookPageEvent> => ({
    isAllDay: true,
    startMs: Date.UTC(2026, 11, 1 + dayOffset),
    endMs: Date.UTC(2026, 11, 1 + dayOffset + days),
  })
  return [
    event('pair', 0, 2, 1, {
      subject: 'Aiko and Kei',
      isOnline: true,
      body: 'Agenda: ask kei@contoso.example, or help@contoso.example',
      attendees: [kei],
    }),
    event('guest', 0, 4, 0.5, byKei({ subject: '森さんとの1on1', showAs: 'tentative' })),
    ...[2, 9].map((day) =>
      event(`weekly-${day}`, day, 1, 0.5, byKei({ subject: 'Kei / Aiko 1on1', isRecurring: true })),
    ),
    event('commas', 1, 2, 1, {
      subject: 'Plan, review, and 13:00 to 14:00, Kei',
      location: 'Room 4, desk@contoso.example',
      attendees: [kei],
    }),
    event('three', 1, 5, 1, { subject: 'Planning', attendees: [kei, ren] }),
    event('nameless', 2, 4, 1, {
      subject: 'First talk',
      attendees: [guest('', 'mio@fabrikam.example')],
    }),
    event('room', 3, 2, 1, {
      subject: 'Walk and talk',
      location: 'Tokyo 8F',
      attendees: [kei, guest('Tokyo 8F', 'tokyo8f@contoso.example', { type: 'resource' })],
    }),
    event('cancelled', 3, 4, 0.5, byKei({ subject: 'Check-in', isCancelled: true })),
    event(
      'declined',
      3,
      5,
      1,
      byKei({
        subject: 'Offsite prep',
        attendees: [{ ...self, response: 'declined' }, ren],
      }),
    ),
    event('hidden', -1, 2, 1, byKei({ subject: 'Town hall', isGuestListHidden: true })),
    event('folded', -1, 5, 1, {
      subject: 'All hands',
      attendees: Array.from({ length: 14 }, (_, index) =>
        guest(`Person ${index}`, `person${index}@contoso.example`),
      ),
    }),
    event('alone', 2, 6, 1.5, { subject: 'Write the report' }),
    event('overnight', 1, 13.5, 3, { subject: 'Night shift', attendees: [kei] }),
    event('namesake', 0, 6, 1, { subject: 'Kei Tanaka', attendees: [kei] }),
    event('holiday', 3, 0, 0, { subject: 'Company day', ...allDay(3, 1), showAs: 'free' }),
    event('allday', 0, 0, 0, { subject: 'Kei visits', ...allDay(0, 2), attendees: [kei] }),
  ]
}
