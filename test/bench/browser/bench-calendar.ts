import { encodeEid } from '../../sandbox/google-page/client/eid.ts'
import type { PageEvent } from '../../sandbox/google-page/page-event.ts'
import { people } from '../documents/make-pair.ts'

/** The people of the measured calendar: the viewer and the partner. */
export const [self, partner] = people

/** A very full week as one person sees it. */
export interface BenchCalendar {
  /** Monday 9:00 in Tokyo, in ms since the epoch. */
  nowMs: number
  events: PageEvent[]
  /** Events with the partner, each alone in its place so that a pointer can press it. */
  oneOnOnes: PageEvent[]
  /** An event of four people: opening it makes a glance go away. */
  team: PageEvent
}

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

/** Days of a week that starts on Sunday. Tuesday is free: the 1-on-1s and the team's meeting stand there. */
const busyDays = [0, 1, 3, 4, 5, 6]
const freeDay = 2

/**
 * Makes the week around `realNowMs` with exactly `eventCount` events, `oneOnOneCount` (at most 20) of them
 * 1-on-1s. It is the real week because the product reads the real clock.
 */
export function makeBenchCalendar(
  eventCount: number,
  oneOnOneCount: number,
  realNowMs: number,
): BenchCalendar {
  const inTokyo = new Date(realNowMs + 9 * hourMs)
  const todayMs = Math.floor(inTokyo.getTime() / dayMs) * dayMs - 9 * hourMs
  const sundayMs = todayMs - inTokyo.getUTCDay() * dayMs
  const base = (id: string, title: string, startMs: number): PageEvent => ({
    id,
    calendarId: self.email,
    seriesId: null,
    originalStart: null,
    title,
    startMs,
    endMs: startMs + hourMs / 2,
    isAllDay: false,
    kind: 'default',
    organizer: self,
    attendees: [],
    isGuestListHidden: false,
    location: '',
    description: '',
    hasMeet: true,
    attachments: [],
    isSelfOrganizer: true,
  })
  const slotMs = (index: number) => sundayMs + freeDay * dayMs + 9 * hourMs + (index * hourMs) / 2
  const oneOnOnes = Array.from({ length: oneOnOneCount }, (_, index) => ({
    ...base(`oneonone${index}`, `1on1 その${index + 1}`, slotMs(index + 1)),
    attendees: [guest(self, true), guest(partner, false)],
  }))
  const team = {
    ...base('teammeeting', 'チーム定例', slotMs(0)),
    attendees: [
      guest(self, true),
      ...['ren', 'mio', 'sora'].map((name) => guest({ email: `${name}@example.com`, name }, false)),
    ],
  }
  const others = Array.from({ length: eventCount - oneOnOneCount - 1 }, (_, index) => {
    const day = busyDays[index % busyDays.length] ?? 0
    const slot = Math.floor(index / busyDays.length) % 20
    return base(
      `other${index}`,
      `予定 ${index}`,
      sundayMs + day * dayMs + 9 * hourMs + (slot * hourMs) / 2,
    )
  })
  return {
    nowMs: sundayMs + dayMs + 9 * hourMs,
    events: [...oneOnOnes, team, ...others],
    oneOnOnes,
    team,
  }
}

/** What the page writes into `data-eventid`. */
export function eventKey(event: PageEvent): string {
  return encodeEid(event)
}

function guest(
  person: { email: string; name: string },
  isSelf: boolean,
): PageEvent['attendees'][number] {
  return {
    ...person,
    isResource: false,
    isOptional: false,
    isOrganizer: isSelf,
    isSelf,
    responseStatus: 'accepted',
    additionalGuests: 0,
  }
}
