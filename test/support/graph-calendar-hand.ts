import type { Attachment, Event } from '@microsoft/microsoft-graph-types'
import { beforeEach } from 'vitest'
import { type OutlookPairEvents, seedOutlookPair } from '../sandbox/microsoft/calendar-seeds.ts'
import { idOf } from '../sandbox/microsoft/calendar-view.ts'
import {
  microsoftAdminScopes,
  microsoftProductScopes,
  workMentor,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { microsoftClient } from '../sandbox/microsoft-client.ts'
import type { World } from '../sandbox/world.ts'

/** A page of Graph's list of events. */
export interface EventPage {
  value: (Event & { '@removed'?: { reason: string } })[]
  '@odata.nextLink'?: string
  '@odata.deltaLink'?: string
}

/** The query for the week of the seeds. */
export const week =
  'startDateTime=2026-11-23T00:00:00%2B09:00&endDateTime=2026-11-30T00:00:00%2B09:00'

const encode = encodeURIComponent
const scopes = [...microsoftProductScopes, ...microsoftAdminScopes]

/** Seeds the 1-on-1s of two people before each test, and reads and writes them by Microsoft's own client. */
export function useGraphCalendar(world: () => World) {
  let seeds: OutlookPairEvents | null = null
  beforeEach(() => {
    seeds = seedOutlookPair(world().microsoft)
  })
  const seeded = (): OutlookPairEvents => {
    if (seeds === null) throw new Error('The events are seeded with each test')
    return seeds
  }
  const clientOf = (email = workMentor, own: readonly string[] = scopes) =>
    microsoftClient(world(), email, own)
  const calendar = () => world().microsoft.calendar
  return {
    seeds: seeded,
    clientOf,
    calendar,
    habits: () => world().microsoft.habits.calendar,
    view: async (email = workMentor, more = '') =>
      (await clientOf(email).api(`/me/calendarView?${week}&$top=50${more}`).get()) as EventPage,
    get: async (id: string, email = workMentor) =>
      (await clientOf(email)
        .api(`/me/events/${encode(id)}`)
        .get()) as Event,
    patch: async (id: string, change: object, email = workMentor) =>
      (await clientOf(email)
        .api(`/me/events/${encode(id)}`)
        .patch(change)) as Event,
    /** The id of the series, and of the single event, in somebody's mailbox. */
    masterId: (email = workMentor) =>
      idOf({ copy: calendar().copyFor(seeded().weekly, email), originalMs: null }, 'rest'),
    singleId: (email = workMentor) =>
      idOf({ copy: calendar().copyFor(seeded().single, email), originalMs: null }, 'rest'),
    attachmentsOf: async (id: string, email = workMentor) =>
      (
        (await clientOf(email)
          .api(`/me/events/${encode(id)}/attachments`)
          .get()) as { value: (Attachment & { contentBytes: string })[] }
      ).value,
  }
}
