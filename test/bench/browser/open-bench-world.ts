import { addEvent } from '../../sandbox/google/event-builders.ts'
import { startWorld, type World } from '../../sandbox/world.ts'
import { type BenchCalendar, colleagues, partner, self } from './bench-calendar.ts'

/** Address of the measured page; the modes are the page's own defaults, the most hostile ones. */
export const calendarUrl = 'https://calendar.google.com/calendar/u/0/r/week'

/** Makes a browser's profile the viewer's. */
export const signInUrl = `https://calendar.google.com/__signin?as=${encodeURIComponent(self.email)}`

/** The stand-in world with the measured calendar in it; consent and picker answer themselves. */
export async function openBenchWorld(calendar: BenchCalendar): Promise<World> {
  const world = await startWorld({ isAutoConsent: true })
  for (const person of [self, partner, ...colleagues]) world.store.people.add(person)
  for (const event of calendar.events) addEvent(world.store, event)
  return world
}
