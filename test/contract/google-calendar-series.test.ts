import type { calendar_v3 } from '@googleapis/calendar'
import { describe, expect, it } from 'vitest'
import { splitSeries } from '../sandbox/google/event-builders.ts'
import { officialClients, refusalOf } from '../sandbox/official-clients.ts'
import { mentee, mentor, third } from '../sandbox/usual-people.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const eventsOf = (email: string) => officialClients(world(), email).calendar.events

type Event = calendar_v3.Schema$Event

const attachments = [
  { fileUrl: 'https://drive.google.com/file/d/1AbC/view', title: 'Notes', mimeType: 'text/plain' },
]

/** A weekly 1-on-1 on Tuesdays at 10:00 Tokyo time, four times, organized by the mentor. */
async function insertWeekly(body: Event = {}): Promise<string> {
  const { data } = await eventsOf(mentor).insert({
    calendarId: 'primary',
    requestBody: {
      summary: '1on1',
      start: { dateTime: '2026-11-24T10:00:00', timeZone: 'Asia/Tokyo' },
      end: { dateTime: '2026-11-24T10:30:00', timeZone: 'Asia/Tokyo' },
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
      attendees: [{ email: mentor }, { email: mentee }],
      ...body,
    },
  })
  return data.id ?? ''
}

async function instances(email: string, eventId: string, more = {}): Promise<Event[]> {
  const answer = await eventsOf(email).instances({ calendarId: 'primary', eventId, ...more })
  return answer.data.items ?? []
}

const get = async (email: string, eventId: string) =>
  (await eventsOf(email).get({ calendarId: 'primary', eventId })).data

const patch = (email: string, eventId: string, requestBody: Event) =>
  eventsOf(email).patch({
    calendarId: 'primary',
    eventId,
    requestBody,
    supportsAttachments: true,
  })

const starts = (events: Event[]) =>
  events.map((event) => event.start?.dateTime ?? event.start?.date)

describe('instances', () => {
  it('have ids of series and original start, one iCalUID, and name their series', async () => {
    const id = await insertWeekly()
    const [first, second] = await instances(mentee, id)
    expect(first).toMatchObject({
      id: `${id}_20261124T010000Z`,
      recurringEventId: id,
      originalStartTime: { dateTime: '2026-11-24T10:00:00+09:00', timeZone: 'Asia/Tokyo' },
    })
    expect(second?.id).toBe(`${id}_20261201T010000Z`)
    expect(second?.iCalUID).toBe(first?.iCalUID)
    expect((await get(mentee, second?.id ?? '')).start).toEqual(second?.start)
    expect(await refusalOf(get(mentee, `${id}_20261125T010000Z`))).toMatchObject({ status: 404 })
  })

  it('of all-day series are named by date', async () => {
    const id = await insertWeekly({
      start: { date: '2026-11-24' },
      end: { date: '2026-11-25' },
      recurrence: ['RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20261128'],
    })
    const all = await instances(mentor, id)
    expect(all.map((each) => each.id)).toEqual(
      ['20261124', '20261126', '20261128'].map((date) => `${id}_${date}`),
    )
    expect(all[0]?.originalStartTime).toEqual({ date: '2026-11-24' })
  })

  it('take timeMin inclusively, timeMax exclusively, and an original start', async () => {
    const id = await insertWeekly()
    const timeMin = '2026-12-01T01:30:00Z'
    const timeMax = '2026-12-08T01:00:00Z'
    expect(starts(await instances(mentor, id, { timeMin, timeMax }))).toEqual([
      '2026-12-01T10:00:00+09:00',
    ])
    const originalStart = '2026-12-15T10:00:00+09:00'
    expect(starts(await instances(mentor, id, { originalStart }))).toEqual([originalStart])
  })

  it('keep their wall-clock time over a change of the clocks', async () => {
    const id = await insertWeekly({
      start: { dateTime: '2026-10-20T10:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-10-20T11:00:00', timeZone: 'Europe/Berlin' },
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'],
    })
    const utc = await instances(mentor, id, { timeZone: 'UTC' })
    expect(starts(utc)).toEqual(['2026-10-20T08:00:00Z', '2026-10-27T09:00:00Z'])
  })

  it.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=3', ['24', '26', '12-08']],
    ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', ['27', '12-25']],
    ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=1', ['12-31']],
    ['FREQ=DAILY;UNTIL=20261126T005959Z', ['24', '25']],
    ['FREQ=DAILY;UNTIL=20261126T010000Z', ['24', '25', '26']],
  ])('follow RRULE:%s', async (rule, days) => {
    const id = await insertWeekly({ recurrence: [`RRULE:${rule}`] })
    const expected = days.map((day) => `2026-${day.includes('-') ? day : `11-${day}`}`)
    const found = starts(await instances(mentor, id)).map((start) => start?.slice(0, 10))
    expect(found).toEqual(expected)
  })

  it('leave out EXDATEs', async () => {
    const id = await insertWeekly({
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=Asia/Tokyo:20261201T100000'],
    })
    expect(starts(await instances(mentor, id)).map((start) => start?.slice(5, 10))).toEqual([
      '11-24',
      '12-08',
    ])
  })
})

describe('attachments of a series', () => {
  it('go on the master and show on all instances of both people', async () => {
    const id = await insertWeekly()
    await patch(mentor, id, { attachments })
    for (const instance of await instances(mentee, id)) {
      expect(instance.attachments?.[0]?.title).toBe('Notes')
    }
  })

  it('do not reach exceptions that existed before', async () => {
    const id = await insertWeekly()
    await patch(mentor, `${id}_20261201T010000Z`, { summary: 'special' })
    await patch(mentor, id, { attachments })
    const found = await instances(mentee, id)
    expect(found.map((each) => each.attachments?.length ?? 0)).toEqual([1, 0, 1, 1])
  })

  it('on one instance make it an exception', async () => {
    const id = await insertWeekly()
    await patch(mentor, `${id}_20261201T010000Z`, { attachments })
    const found = await instances(mentee, id)
    expect(found.map((each) => each.attachments?.length ?? 0)).toEqual([0, 1, 0, 0])
    expect(await get(mentee, id)).not.toHaveProperty('attachments')
  })
})

describe('exceptions', () => {
  it('keep id and original start when moved, and are found where they are now', async () => {
    const id = await insertWeekly()
    const instanceId = `${id}_20261201T010000Z`
    await patch(mentor, instanceId, {
      start: { dateTime: '2026-12-04T15:00:00+09:00' },
      end: { dateTime: '2026-12-04T15:30:00+09:00' },
    })
    expect(await get(mentee, instanceId)).toMatchObject({
      recurringEventId: id,
      originalStartTime: { dateTime: '2026-12-01T10:00:00+09:00' },
      start: { dateTime: '2026-12-04T15:00:00+09:00' },
    })
    const onFriday = await eventsOf(mentee).list({
      calendarId: 'primary',
      singleEvents: true,
      timeMin: '2026-12-04T00:00:00Z',
      timeMax: '2026-12-05T00:00:00Z',
    })
    expect(onFriday.data.items?.map((each) => each.id)).toEqual([instanceId])
  })

  it('may add a guest of their own', async () => {
    const id = await insertWeekly()
    const instanceId = `${id}_20261201T010000Z`
    await patch(mentor, instanceId, {
      attendees: [{ email: mentor }, { email: mentee }, { email: third }],
    })
    expect((await get(third, instanceId)).recurringEventId).toBe(id)
    expect((await refusalOf(get(third, id))).status).toBe(404)
  })

  it('that are cancelled tell a guest only id, series and original start', async () => {
    const id = await insertWeekly()
    const instanceId = `${id}_20261201T010000Z`
    await eventsOf(mentor).delete({ calendarId: 'primary', eventId: instanceId })
    expect(Object.keys(await get(mentee, instanceId)).sort()).toEqual([
      'etag',
      'id',
      'kind',
      'originalStartTime',
      'recurringEventId',
      'status',
    ])
    expect((await get(mentor, instanceId)).summary).toBe('1on1')
    expect(await instances(mentee, id)).toHaveLength(3)
    expect(await instances(mentee, id, { showDeleted: true })).toHaveLength(4)
    const unexpanded = await eventsOf(mentee).list({ calendarId: 'primary' })
    expect(unexpanded.data.items?.map((each) => each.status)).toEqual(['confirmed', 'cancelled'])
  })

  it('come from a guest’s answer to one occurrence', async () => {
    const id = await insertWeekly()
    const instanceId = `${id}_20261201T010000Z`
    await patch(mentee, instanceId, {
      attendees: [{ email: mentor }, { email: mentee, responseStatus: 'declined' }],
    })
    const answers = (await instances(mentor, id)).map((each) => each.attendees?.[1]?.responseStatus)
    expect(answers).toEqual(['needsAction', 'declined', 'needsAction', 'needsAction'])
  })

  it('fall with their series', async () => {
    const id = await insertWeekly()
    const instanceId = `${id}_20261201T010000Z`
    await patch(mentor, instanceId, { summary: 'special' })
    await eventsOf(mentor).delete({ calendarId: 'primary', eventId: id })
    expect((await get(mentee, instanceId)).status).toBe('cancelled')
    const { data } = await eventsOf(mentee).list({ calendarId: 'primary', singleEvents: true })
    expect(data.items).toEqual([])
  })
})

describe('this and following', () => {
  it('ends the old series and begins one with another id, both attached', async () => {
    const id = await insertWeekly()
    await patch(mentor, id, { attachments })
    const master = world().store.calendar.get(mentor, id)
    const from = Date.parse('2026-12-08T10:00:00+09:00')
    const next = splitSeries(world().store, master, from, { title: '1on1 (new)' })
    expect(next.id).toBe(`${id}_R20261208T100000`)
    expect(starts(await instances(mentee, id)).map((start) => start?.slice(5, 10))).toEqual([
      '11-24',
      '12-01',
    ])
    const [first] = await instances(mentee, next.id)
    expect(first).toMatchObject({
      id: `${next.id}_20261208T010000Z`,
      recurringEventId: next.id,
      summary: '1on1 (new)',
    })
    expect(first?.attachments?.[0]?.title).toBe('Notes')
    expect(first?.iCalUID).not.toBe(master.iCalUID)
  })
})
