import { splitSeries } from '../../sandbox/google/event-builders.ts'
import { officialClients } from '../../sandbox/official-clients.ts'
import type { World } from '../../sandbox/world.ts'
import type { CalendarHand } from './story-setting.ts'

/** An organizer's hand on one series in Google Calendar. */
export function googleCalendarHand(
  world: World,
  organizer: string,
  seriesId: string,
): CalendarHand {
  // At each use: a token grants what it allows, and the story begins before the organizer connected.
  const events = () => officialClients(world, organizer).calendar.events
  let id = seriesId
  const instanceId = (from: string) =>
    `${id}_${new Date(from).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  const moment = (ms: number) => ({ dateTime: new Date(ms).toISOString() })
  return {
    async move(from, to) {
      const { start, end } = world.store.calendar.get(organizer, id).content
      const toMs = Date.parse(to)
      await events().patch({
        calendarId: 'primary',
        eventId: instanceId(from),
        requestBody: { start: moment(toMs), end: moment(toMs + end.atMs - start.atMs) },
      })
    },
    async cancel(from) {
      await events().delete({ calendarId: 'primary', eventId: instanceId(from) })
    },
    splitFrom(from) {
      id = splitSeries(world.store, world.store.calendar.get(organizer, id), Date.parse(from)).id
    },
    seriesUid: () => `${id}@google.com`,
  }
}
