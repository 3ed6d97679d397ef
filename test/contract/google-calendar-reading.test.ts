import type { calendar_v3 } from '@googleapis/calendar'
import { describe, expect, it } from 'vitest'
import { addEvent, addForeignInvitation } from '../sandbox/google/event-builders.ts'
import { officialClients, refusalOf } from '../sandbox/official-clients.ts'
import { seedTwoPeople } from '../sandbox/seeds.ts'
import { mentee, mentor, room, third } from '../sandbox/usual-people.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const at = (text: string) => Date.parse(`2026-11-${text}:00+09:00`)
const time = (text: string) => new Date(at(text)).toISOString()

const eventsOf = (email: string) => officialClients(world(), email).calendar.events

async function list(
  email: string,
  query: Omit<calendar_v3.Params$Resource$Events$List, 'calendarId'>,
): Promise<calendar_v3.Schema$Event[]> {
  const answer = await eventsOf(email).list({ calendarId: 'primary', ...query })
  return answer.data.items ?? []
}

const titles = (events: calendar_v3.Schema$Event[]) => events.map((event) => event.summary)

/** A single event on the mentor's calendar. */
function add(title: string, start: string, end: string, more = {}) {
  return addEvent(world().store, {
    organizer: mentor,
    title,
    startMs: at(start),
    endMs: at(end),
    ...more,
  })
}

describe('events.list', () => {
  it('takes timeMin as an exclusive bound on ends and timeMax on starts', async () => {
    add('before', '24T09:00', '24T10:00')
    add('into', '24T09:30', '24T10:01')
    add('within', '24T10:30', '24T11:00')
    add('out of', '24T11:59', '24T13:00')
    add('after', '24T12:00', '24T13:00')
    const window = { timeMin: time('24T10:00'), timeMax: time('24T12:00') }
    expect(titles(await list(mentor, window))).toEqual(['into', 'within', 'out of'])
  })

  it('ignores milliseconds in the bounds', async () => {
    add('ends at ten', '24T09:00', '24T10:00')
    const timeMin = new Date(at('24T10:00') - 1).toISOString()
    expect(timeMin).toMatch(/59\.999Z$/)
    expect(titles(await list(mentor, { timeMin }))).toEqual(['ends at ten'])
  })

  it.each([
    ['bounds without an offset', { timeMin: '2026-11-24T10:00:00' }, 'badRequest'],
    [
      'an empty range',
      { timeMin: '2026-11-24T10:00:00Z', timeMax: '2026-11-24T10:00:00Z' },
      'timeRangeEmpty',
    ],
    ['orderBy=startTime without singleEvents', { orderBy: 'startTime' }, 'invalid'],
  ])('refuses %s', async (_name, query, reason) => {
    const call = world().fetch(
      `https://www.googleapis.com/calendar/v3/calendars/primary/events?${new URLSearchParams(query)}`,
      { headers: { authorization: `Bearer ${world().tokenFor(mentor)}` } },
    )
    const response = await call
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: { errors: [{ reason }] } },
    ])
  })

  it('counts all-day events from midnight in the zone of the calendar', async () => {
    add('whole day', '24T09:00', '25T09:00', { isAllDay: true })
    const on = async (min: string, max: string) =>
      titles(await list(mentor, { timeMin: time(min), timeMax: time(max) }))
    expect(await on('23T22:00', '24T00:00')).toEqual([])
    expect(await on('23T22:00', '24T00:01')).toEqual(['whole day'])
    expect(await on('24T23:59', '25T01:00')).toEqual(['whole day'])
    expect(await on('25T00:00', '25T01:00')).toEqual([])
    const [event] = await list(mentor, {})
    expect([event?.start, event?.end]).toEqual([{ date: '2026-11-24' }, { date: '2026-11-25' }])
  })

  it('expands series only when asked, sorts by start only then', async () => {
    add('late', '26T10:00', '26T11:00')
    add('weekly', '24T10:00', '24T10:30', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] })
    const flat = await list(mentor, { singleEvents: true, orderBy: 'startTime' })
    expect(titles(flat)).toEqual(['weekly', 'late', 'weekly'])
    expect(flat[0]).not.toHaveProperty('recurrence')
    const masters = await list(mentor, {})
    expect(titles(masters)).toEqual(['late', 'weekly'])
    expect(masters[1]?.recurrence).toEqual(['RRULE:FREQ=WEEKLY;COUNT=2'])
  })

  it('finds an event by iCalUID on each calendar', async () => {
    const { weekly } = seedTwoPeople(world())
    const found = await list(mentee, { iCalUID: weekly.iCalUID })
    expect(found.map((event) => event.id)).toEqual([weekly.id])
  })

  it('chooses by eventTypes, repeatable', async () => {
    seedTwoPeople(world())
    const types = async (eventTypes: string[]) =>
      new Set((await list(mentee, { eventTypes })).map((event) => event.eventType))
    expect(await types(['default', 'fromGmail'])).toEqual(new Set(['default']))
    expect(await types(['focusTime', 'outOfOffice'])).toEqual(new Set(['focusTime', 'outOfOffice']))
    expect((await types([])).size).toBe(5)
  })

  it('searches text, and private and shared properties with all constraints', async () => {
    const { id } = add('1on1', '24T10:00', '24T11:00', { guests: [mentor, mentee] })
    add('other', '24T10:00', '24T11:00')
    await eventsOf(mentor).patch({
      calendarId: 'primary',
      eventId: id,
      requestBody: {
        extendedProperties: { private: { pair: 'p1', role: 'mentor' }, shared: { team: 'x' } },
      },
    })
    expect(titles(await list(mentor, { q: '青木' }))).toEqual(['1on1'])
    const pair = { privateExtendedProperty: ['pair=p1', 'role=mentor'] }
    expect(titles(await list(mentor, pair))).toEqual(['1on1'])
    expect(await list(mentor, { privateExtendedProperty: ['pair=p1', 'role=x'] })).toEqual([])
    expect(titles(await list(mentee, { sharedExtendedProperty: ['team=x'] }))).toEqual(['1on1'])
    expect(await list(mentee, { privateExtendedProperty: ['pair=p1'] })).toEqual([])
  })

  it('gives pages of the wanted size, shorter ones and empty ones', async () => {
    for (const day of ['24', '25', '26']) add(day, `${day}T10:00`, `${day}T11:00`)
    world().store.habits.calendar.pageCap = 1
    world().store.habits.calendar.startsWithEmptyPage = true
    const sizes: number[] = []
    let pageToken: string | undefined
    do {
      const answer = await eventsOf(mentor).list({
        calendarId: 'primary',
        maxResults: 2,
        ...(pageToken !== undefined && { pageToken }),
      })
      sizes.push(answer.data.items?.length ?? -1)
      const isLast = typeof answer.data.nextPageToken !== 'string'
      expect(typeof answer.data.nextSyncToken === 'string').toBe(isLast)
      pageToken = answer.data.nextPageToken ?? undefined
    } while (pageToken !== undefined)
    expect(sizes).toEqual([0, 1, 1, 1])
  })

  it('selects fields', async () => {
    seedTwoPeople(world())
    const answer = await eventsOf(mentee).list({
      calendarId: 'primary',
      maxResults: 1,
      fields: 'nextPageToken,items(id,attendees(email,self),conferenceData/entryPoints)',
    })
    expect(Object.keys(answer.data).sort()).toEqual(['items', 'nextPageToken'])
    expect(answer.data.items?.[0]).toEqual({
      id: expect.any(String),
      attendees: [{ email: mentor }, { email: mentee, self: true }],
      conferenceData: { entryPoints: [expect.objectContaining({ entryPointType: 'video' })] },
    })
  })

  it('speaks in the zone of the calendar unless another is asked for', async () => {
    add('1on1', '24T10:00', '24T11:00', { guests: [mentor, third] })
    const [inTokyo] = await list(mentor, {})
    const [inBerlin] = await list(third, {})
    const [asked] = await list(third, { timeZone: 'UTC' })
    expect(inTokyo?.start).toEqual({
      dateTime: '2026-11-24T10:00:00+09:00',
      timeZone: 'Asia/Tokyo',
    })
    expect(inBerlin?.start?.dateTime).toBe('2026-11-24T02:00:00+01:00')
    expect(asked?.start?.dateTime).toBe('2026-11-24T01:00:00Z')
  })
})

describe('attendees', () => {
  it('marks self, organizer, rooms, optional people, plus-ones and answers', async () => {
    const { id } = add('review', '24T10:00', '24T11:00', {
      guests: [mentor, mentee, room, third],
      guestDetails: {
        [third]: { isOptional: true, additionalGuests: 2, responseStatus: 'declined' },
      },
    })
    const { data } = await eventsOf(mentee).get({ calendarId: 'primary', eventId: id })
    expect(data.organizer).toEqual({ email: mentor, displayName: '森 つかさ' })
    expect(data.attendees).toEqual([
      expect.objectContaining({ email: mentor, organizer: true, responseStatus: 'accepted' }),
      expect.objectContaining({ email: mentee, self: true, responseStatus: 'needsAction' }),
      expect.objectContaining({ email: room, resource: true, responseStatus: 'accepted' }),
      expect.objectContaining({
        email: third,
        optional: true,
        additionalGuests: 2,
        responseStatus: 'declined',
      }),
    ])
  })

  it('keeps only the participant and says so when maxAttendees is too small', async () => {
    const { id } = add('review', '24T10:00', '24T11:00', { guests: [mentor, mentee, third] })
    const read = async (maxAttendees: number) =>
      (await eventsOf(mentee).get({ calendarId: 'primary', eventId: id, maxAttendees })).data
    expect((await read(2)).attendees?.map((each) => each.email)).toEqual([mentee])
    expect((await read(2)).attendeesOmitted).toBe(true)
    expect((await read(3)).attendees).toHaveLength(3)
    expect(await read(3)).not.toHaveProperty('attendeesOmitted')
  })

  it('hides the other guests from guests when the organizer wants so', async () => {
    const { hiddenList } = seedTwoPeople(world())
    const read = async (email: string) =>
      (await eventsOf(email).get({ calendarId: 'primary', eventId: hiddenList.id })).data
    expect((await read(mentee)).attendees?.map((each) => each.email)).toEqual([mentee])
    expect(await read(mentee)).toMatchObject({
      attendeesOmitted: true,
      guestsCanSeeOtherGuests: false,
    })
    expect((await read(mentor)).attendees).toHaveLength(2)
  })

  it('gives invitations from outside another id on each calendar, and the same iCalUID', async () => {
    const draft = {
      organizer: 'boss@elsewhere.example',
      title: '1:1',
      iCalUID: 'outlook-4711',
      startMs: at('24T10:00'),
      endMs: at('24T11:00'),
      guests: ['boss@elsewhere.example', mentee],
    }
    const mine = addForeignInvitation(world().store, mentee, draft)
    const theirs = addForeignInvitation(world().store, mentor, draft)
    expect(mine.id).not.toBe(theirs.id)
    const [found] = await list(mentee, { iCalUID: 'outlook-4711' })
    expect(found).toMatchObject({ id: mine.id, organizer: { email: 'boss@elsewhere.example' } })
  })
})

describe('access', () => {
  it('answers 404 for calendars of others until they are shared, and 403 for writing as reader', async () => {
    const { id } = add('private', '24T10:00', '24T11:00')
    const asMentee = eventsOf(mentee)
    const read = () => asMentee.get({ calendarId: mentor, eventId: id })
    expect(await refusalOf(read())).toEqual({ status: 404, reason: 'notFound' })
    world().store.calendar.allow(mentor, mentee, 'reader')
    expect((await read()).data.summary).toBe('private')
    expect((await asMentee.list({ calendarId: mentor })).data.accessRole).toBe('reader')
    const write = asMentee.patch({ calendarId: mentor, eventId: id, requestBody: { summary: 'x' } })
    expect(await refusalOf(write)).toEqual({ status: 403, reason: 'requiredAccessLevel' })
  })

  it('needs a calendar scope, and a writing one for writing', async () => {
    const { id } = add('1on1', '24T10:00', '24T11:00')
    const scope = (name: string) => [`https://www.googleapis.com/auth/${name}`]
    const files = officialClients(world(), mentor, scope('drive.file')).calendar.events
    expect(await refusalOf(files.list({ calendarId: 'primary' }))).toEqual({
      status: 403,
      reason: 'insufficientPermissions',
    })
    const reader = officialClients(world(), mentor, scope('calendar.events.readonly')).calendar
      .events
    expect((await reader.get({ calendarId: 'primary', eventId: id })).status).toBe(200)
    const write = reader.patch({ calendarId: 'primary', eventId: id, requestBody: {} })
    expect((await refusalOf(write)).reason).toBe('insufficientPermissions')
  })

  it('reaches shared calendars with calendar.events, not with calendar.events.owned', async () => {
    world().store.calendar.allow(mentor, mentee, 'reader')
    const owned = officialClients(world(), mentee, [
      'https://www.googleapis.com/auth/calendar.events.owned',
    ]).calendar.events
    expect((await owned.list({ calendarId: 'primary' })).status).toBe(200)
    expect((await refusalOf(owned.list({ calendarId: mentor }))).status).toBe(403)
  })

  it('answers 304 to If-None-Match while nothing changed', async () => {
    const { id } = add('1on1', '24T10:00', '24T11:00')
    const events = eventsOf(mentor)
    const first = await events.get({ calendarId: 'primary', eventId: id })
    const headers = { 'If-None-Match': first.data.etag ?? '' }
    const again = await events.get({ calendarId: 'primary', eventId: id }, { headers })
    expect(again.status).toBe(304)
  })
})
