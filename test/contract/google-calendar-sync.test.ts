import type { calendar_v3 } from '@googleapis/calendar'
import { describe, expect, it } from 'vitest'
import { addEvent } from '../sandbox/google/event-builders.ts'
import { officialClients, refusalOf } from '../sandbox/official-clients.ts'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const eventsOf = (email: string) => officialClients(world(), email).calendar.events

type ListQuery = Omit<calendar_v3.Params$Resource$Events$List, 'calendarId'>

async function list(query: ListQuery = {}): Promise<calendar_v3.Schema$Events> {
  return (await eventsOf(mentee).list({ calendarId: 'primary', ...query })).data
}

async function tokenAfter(query: ListQuery = {}): Promise<string> {
  return (await list(query)).nextSyncToken ?? ''
}

function add(title: string, more = {}) {
  return addEvent(world().store, {
    organizer: mentor,
    guests: [mentor, mentee],
    title,
    startMs: Date.parse('2026-11-24T10:00:00+09:00'),
    endMs: Date.parse('2026-11-24T10:30:00+09:00'),
    ...more,
  })
}

const rename = (eventId: string, summary: string) =>
  eventsOf(mentor).patch({ calendarId: 'primary', eventId, requestBody: { summary } })

const summaries = (page: calendar_v3.Schema$Events) =>
  page.items?.map((event) => `${event.status} ${event.summary ?? '-'}`)

describe('sync tokens', () => {
  it('bring only what changed since, and a new token each time', async () => {
    const { id } = add('one')
    add('two')
    const first = await tokenAfter()
    expect(summaries(await list({ syncToken: first }))).toEqual([])
    await rename(id, 'one, renamed')
    add('three')
    const changes = await list({ syncToken: first })
    expect(summaries(changes)).toEqual(['confirmed one, renamed', 'confirmed three'])
    expect(summaries(await list({ syncToken: changes.nextSyncToken ?? '' }))).toEqual([])
  })

  it('always bring deletions', async () => {
    const { id } = add('one')
    const syncToken = await tokenAfter()
    await eventsOf(mentor).delete({ calendarId: 'primary', eventId: id })
    expect((await list({ syncToken })).items).toMatchObject([{ id, status: 'cancelled' }])
    expect((await list()).items).toEqual([])
    expect((await list({ showDeleted: true })).items).toMatchObject([{ status: 'cancelled' }])
  })

  it('bring changed instances when events are expanded', async () => {
    const { id } = add('weekly', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] })
    add('single')
    const syncToken = await tokenAfter({ singleEvents: true })
    await rename(`${id}_20261201T010000Z`, 'special')
    const changes = await list({ singleEvents: true, syncToken })
    expect(changes.items?.map((each) => each.id)).toEqual([`${id}_20261201T010000Z`])
    await rename(id, 'renamed')
    expect((await list({ singleEvents: true, syncToken })).items).toHaveLength(3)
  })

  it('reach over pages', async () => {
    const syncToken = await tokenAfter()
    for (const title of ['one', 'two', 'three']) add(title)
    const first = await list({ syncToken, maxResults: 2 })
    expect(first.items).toHaveLength(2)
    expect(first).not.toHaveProperty('nextSyncToken')
    const second = await list({ syncToken, maxResults: 2, pageToken: first.nextPageToken ?? '' })
    expect(summaries(second)).toEqual(['confirmed three'])
    expect(second.nextSyncToken).toEqual(expect.any(String))
  })

  it.each([
    { iCalUID: 'x' },
    { orderBy: 'updated' },
    { q: 'x' },
    { privateExtendedProperty: ['a=b'] },
    { sharedExtendedProperty: ['a=b'] },
    { timeMin: '2026-11-24T00:00:00Z' },
    { timeMax: '2026-11-24T00:00:00Z' },
    { updatedMin: '2026-11-24T00:00:00Z' },
    { showDeleted: false },
  ] as ListQuery[])('cannot be used with %j', async (query) => {
    const syncToken = await tokenAfter()
    expect(await refusalOf(list({ syncToken, ...query }))).toEqual({
      status: 400,
      reason: 'invalid',
    })
  })

  it('end in 410 when they are too old or foreign, and a full list heals', async () => {
    const syncToken = await tokenAfter()
    world().store.calendar.expireSyncTokens()
    add('one')
    const gone = { status: 410, reason: 'fullSyncRequired' }
    expect(await refusalOf(list({ syncToken }))).toEqual(gone)
    const fresh = await tokenAfter()
    expect(summaries(await list({ syncToken: fresh }))).toEqual([])
    const foreign = eventsOf(mentor).list({ calendarId: 'primary', syncToken: fresh })
    expect(await refusalOf(foreign)).toEqual(gone)
  })

  it('are not given for orders and searches', async () => {
    add('one')
    const ordered = await list({ singleEvents: true, orderBy: 'startTime' })
    expect(ordered).not.toHaveProperty('nextSyncToken')
    expect(await list({ q: 'one' })).not.toHaveProperty('nextSyncToken')
  })
})

describe('updatedMin', () => {
  it('chooses by the last change and includes deletions', async () => {
    add('old')
    const { id } = add('deleted')
    world().clock.advance(3_600_000)
    const updatedMin = new Date(world().clock.nowMs()).toISOString()
    await eventsOf(mentor).delete({ calendarId: 'primary', eventId: id })
    add('new')
    expect((await list({ updatedMin })).items?.map((event) => event.status)).toEqual([
      'cancelled',
      'confirmed',
    ])
  })
})
