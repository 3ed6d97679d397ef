import type { EventDraft } from '../../sandbox/google/event-builders.ts'
import { encodeEid } from '../../sandbox/google-page/client/eid.ts'
import { people } from '../documents/make-pair.ts'

/** The people of the measured calendar: the viewer and the partner. */
export const [self, partner] = people

/** Three more, so that there can be an event that is no 1-on-1. */
export const colleagues = ['ren', 'mio', 'sora'].map((name) => ({
  email: `${name}@example.com`,
  name,
}))

/** An event whose id the measurement knows. */
export type BenchEvent = EventDraft & { id: string }

/** A very full week as one person sees it. */
export interface BenchCalendar {
  events: BenchEvent[]
  /** Events with the partner, each alone in its place so that a pointer can press it. */
  oneOnOnes: BenchEvent[]
  /** An event of four people: opening it makes a glance go away. */
  team: BenchEvent
}

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

/** Days of a week that starts on Sunday. Tuesday is free: the 1-on-1s and the team's meeting stand there. */
const busyDays = [0, 1, 3, 4, 5, 6]
const freeDay = 2

/**
 * Makes the week around `realNowMs` (Tokyo time) with exactly `eventCount` events, `oneOnOneCount` (at most
 * 20) of them 1-on-1s. It is the real week because the product reads the real clock.
 */
export function makeBenchCalendar(
  eventCount: number,
  oneOnOneCount: number,
  realNowMs: number,
): BenchCalendar {
  const inTokyo = new Date(realNowMs + 9 * hourMs)
  const todayMs = Math.floor(inTokyo.getTime() / dayMs) * dayMs - 9 * hourMs
  const sundayMs = todayMs - inTokyo.getUTCDay() * dayMs
  const make = (id: string, title: string, day: number, slot: number): BenchEvent => {
    const startMs = sundayMs + day * dayMs + 9 * hourMs + (slot * hourMs) / 2
    return { id, title, organizer: self.email, startMs, endMs: startMs + hourMs / 2, hasMeet: true }
  }
  const oneOnOnes = Array.from({ length: oneOnOneCount }, (_, index) => ({
    ...make(`oneonone${index}`, `1on1 その${index + 1}`, freeDay, index + 1),
    guests: [self.email, partner.email],
  }))
  const team = {
    ...make('teammeeting', 'チーム定例', freeDay, 0),
    guests: [self, ...colleagues].map(({ email }) => email),
  }
  const others = Array.from({ length: eventCount - oneOnOneCount - 1 }, (_, index) => {
    const slot = Math.floor(index / busyDays.length) % 20
    return make(`other${index}`, `予定 ${index}`, busyDays[index % busyDays.length] ?? 0, slot)
  })
  return { events: [...oneOnOnes, team, ...others], oneOnOnes, team }
}

/** What the page writes into `data-eventid`. */
export function eventKey({ id }: BenchEvent): string {
  return encodeEid({ id, calendarId: self.email })
}
