import type { PageAttendee, PageEvent } from './page-event.ts'

/** The viewer of the synthetic calendar. */
export const syntheticSelf = { email: 'aiko@example.com', name: 'Aiko Mori' }

/** A Tuesday noon, UTC: the day around which the synthetic calendar is filled. */
export const syntheticNowMs = Date.UTC(2026, 11, 1, 3, 0)

const minuteMs = 60_000

function guest(email: string, name: string, more: Partial<PageAttendee> = {}): PageAttendee {
  return {
    email,
    name,
    isResource: false,
    isOptional: false,
    isOrganizer: false,
    isSelf: email === syntheticSelf.email,
    responseStatus: 'needsAction',
    additionalGuests: 0,
    ...more,
  }
}

const self = (more: Partial<PageAttendee> = {}): PageAttendee =>
  guest(syntheticSelf.email, syntheticSelf.name, more)
const kei = (more: Partial<PageAttendee> = {}): PageAttendee =>
  guest('kei@example.com', 'Kei Tanaka', more)

function event(
  id: string,
  dayOffset: number,
  startHour: number,
  minutes: number,
  more: Partial<PageEvent>,
): PageEvent {
  const startMs = Date.UTC(2026, 11, 1 + dayOffset, 0, startHour * 60)
  return {
    id,
    calendarId: syntheticSelf.email,
    seriesId: null,
    originalStart: null,
    title: id,
    startMs,
    endMs: startMs + minutes * minuteMs,
    isAllDay: false,
    kind: 'default',
    organizer: syntheticSelf,
    attendees: [],
    isGuestListHidden: false,
    location: '',
    description: '',
    hasMeet: false,
    attachments: [],
    isSelfOrganizer: true,
    ...more,
  }
}

function occurrence(stamp: string, dayOffset: number): PageEvent {
  return event(`weekly1on1_${stamp}`, dayOffset, 1, 30, {
    seriesId: 'weekly1on1',
    originalStart: stamp,
    title: 'Kei / Aiko 1on1',
    organizer: { email: 'kei@example.com', name: 'Kei Tanaka' },
    isSelfOrganizer: false,
    hasMeet: true,
    attendees: [
      kei({ isOrganizer: true, responseStatus: 'accepted' }),
      self({ responseStatus: 'accepted' }),
    ],
  })
}

/** One event of every shape the page can show, with fixed ids; hours are UTC. */
export function makeSyntheticEvents(): PageEvent[] {
  const allDay = (dayOffset: number, days: number): Partial<PageEvent> => ({
    isAllDay: true,
    startMs: Date.UTC(2026, 11, 1 + dayOffset),
    endMs: Date.UTC(2026, 11, 1 + dayOffset + days),
  })
  return [
    event('pair', 0, 2, 60, {
      title: 'Aiko and Kei',
      hasMeet: true,
      description: 'https://example.com/agenda',
      attachments: [{ title: '1-on-1', fileUrl: 'https://drive.google.com/file/d/f1/view' }],
      attendees: [self({ isOrganizer: true, responseStatus: 'accepted' }), kei()],
    }),
    event('pairja', 1, 2, 60, {
      title: '田中さんとの1on1',
      location: '会議室 桜',
      attendees: [self({ isOrganizer: true }), guest('tanaka@example.com', '田中 圭')],
    }),
    occurrence('20261203T010000Z', 2),
    occurrence('20261210T010000Z', 9),
    event('three', 1, 5, 60, {
      title: 'Planning',
      attendees: [self({ isOrganizer: true }), kei(), guest('ren@example.com', 'Ren Abe')],
    }),
    event('room', 2, 4, 30, {
      title: 'Walk and talk',
      hasMeet: true,
      location: 'Tokyo 8F Sakura',
      attendees: [
        self({ isOrganizer: true }),
        kei({ responseStatus: 'tentative' }),
        guest('c_188tokyo8f@resource.calendar.google.com', 'Tokyo 8F Sakura', { isResource: true }),
      ],
    }),
    event('hidden', 3, 2, 60, {
      title: 'Town hall',
      organizer: { email: 'ceo@example.com', name: 'Mio Sato' },
      isSelfOrganizer: false,
      isGuestListHidden: true,
      attendees: [self()],
    }),
    event('alone', 3, 5, 90, { title: 'Write the report' }),
    event('folded', -1, 2, 60, {
      title: 'All hands',
      attendees: Array.from({ length: 20 }, (_, index) =>
        guest(`person${index}@example.com`, `Person ${index}`),
      ),
    }),
    event('secondary', -1, 5, 60, {
      title: 'Mentoring',
      calendarId: 'c_mentoring@group.calendar.google.com',
      organizer: { email: 'c_mentoring@group.calendar.google.com', name: 'Mentoring' },
      attendees: [self(), guest('yu@gmail.com', '')],
    }),
    event('declinedself', 0, 6, 30, {
      title: 'Coffee',
      organizer: { email: 'kei@example.com', name: 'Kei Tanaka' },
      isSelfOrganizer: false,
      attendees: [kei({ isOrganizer: true }), self({ responseStatus: 'declined' })],
    }),
    event('overnight', 4, 14, 600, { title: 'Release night', attendees: [self(), kei()] }),
    event('task1', 1, 7, 30, { title: 'Send minutes', kind: 'task' }),
    event('birthday1', 2, 0, 0, { title: 'Ren’s birthday', kind: 'birthday', ...allDay(2, 1) }),
    event('holiday', 3, 0, 0, { title: 'Offsite', ...allDay(3, 2) }),
    event('home', 0, 0, 0, { title: 'Home', kind: 'workingLocation', ...allDay(0, 1) }),
  ]
}
