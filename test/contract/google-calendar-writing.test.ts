import type { calendar_v3 } from '@googleapis/calendar'
import { describe, expect, it } from 'vitest'
import { officialClients, refusalOf } from '../sandbox/official-clients.ts'
import { mentee, mentor, room, third } from '../sandbox/usual-people.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const eventsOf = (email: string) => officialClients(world(), email).calendar.events

const slot = {
  start: { dateTime: '2026-11-24T10:00:00+09:00' },
  end: { dateTime: '2026-11-24T10:30:00+09:00' },
}
const driveUrl = (id: string) => `https://drive.google.com/file/d/${id}/view?usp=drivesdk`
const fileId = '1AbCdEfGhIjKlMnOpQrStUvWxYz'

type Body = calendar_v3.Schema$Event

/** Inserts as the mentor; the mentee is a guest. */
async function insert(body: Body = {}, more = {}): Promise<Body & { id: string }> {
  const { data } = await eventsOf(mentor).insert({
    calendarId: 'primary',
    requestBody: {
      summary: '1on1',
      ...slot,
      attendees: [{ email: mentor }, { email: mentee }],
      ...body,
    },
    ...more,
  })
  return { ...data, id: data.id ?? '' }
}

async function read(email: string, eventId: string): Promise<Body> {
  return (await eventsOf(email).get({ calendarId: 'primary', eventId })).data
}

async function patch(email: string, eventId: string, requestBody: Body, more = {}): Promise<Body> {
  const answer = await eventsOf(email).patch({
    calendarId: 'primary',
    eventId,
    requestBody,
    ...more,
  })
  return answer.data
}

describe('insert', () => {
  it('gives all guests a copy under the same id and iCalUID', async () => {
    const made = await insert({
      attendees: [{ email: mentee }, { email: room }, { email: 'x@else.example' }],
    })
    const copy = await read(mentee, made.id)
    expect([copy.id, copy.iCalUID, copy.summary]).toEqual([made.id, made.iCalUID, '1on1'])
    expect(copy.attendees?.find((each) => each.email === room)).toMatchObject({
      resource: true,
      responseStatus: 'accepted',
    })
    expect(made.organizer).toMatchObject({ email: mentor, self: true })
    expect(copy.organizer).not.toHaveProperty('self')
  })

  it('takes a chosen id once: 409 afterwards, even when it was deleted', async () => {
    await insert({ id: 'pair0123456789' })
    expect(await refusalOf(insert({ id: 'pair0123456789' }))).toEqual({
      status: 409,
      reason: 'duplicate',
    })
    await eventsOf(mentor).delete({ calendarId: 'primary', eventId: 'pair0123456789' })
    expect((await refusalOf(insert({ id: 'pair0123456789' }))).status).toBe(409)
  })

  it.each([
    ['an id outside base32hex', { id: 'YohakuXYZ' }, 'invalid'],
    ['no end', { end: null }, 'required'],
    ['a local time without a zone', { start: { dateTime: '2026-11-24T10:00:00' } }, 'required'],
    ['an end before the start', { end: { dateTime: '2026-11-24T09:00:00+09:00' } }, 'invalid'],
    ['a date against a time', { end: { date: '2026-11-25' } }, 'invalid'],
    ['a rule nobody knows', { recurrence: ['RRULE:FREQ=SOMETIMES'] }, 'invalid'],
    ['an event from Gmail', { eventType: 'fromGmail' }, 'invalid'],
  ])('refuses %s', async (_name, body, reason) => {
    expect(await refusalOf(insert(body as Body))).toEqual({ status: 400, reason })
  })

  it('makes a Meet only with conferenceDataVersion=1', async () => {
    const conferenceData = {
      createRequest: { requestId: 'r1', conferenceSolutionKey: { type: 'hangoutsMeet' } },
    }
    expect(await insert({ conferenceData })).not.toHaveProperty('conferenceData')
    const made = await insert({ conferenceData }, { conferenceDataVersion: 1 })
    expect(made.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\/\w{3}-\w{4}-\w{3}$/)
  })
})

describe('attachments', () => {
  const attachment = { fileUrl: driveUrl(fileId), title: 'Notes', mimeType: 'text/markdown' }

  it('are ignored without supportsAttachments=true', async () => {
    const made = await insert({ attachments: [attachment] })
    expect(made).not.toHaveProperty('attachments')
    const patched = await patch(mentor, made.id, { attachments: [attachment] })
    expect(patched).not.toHaveProperty('attachments')
  })

  it('carry the file id of Drive links and reach the guests', async () => {
    const made = await insert()
    await patch(mentor, made.id, { attachments: [attachment] }, { supportsAttachments: true })
    expect((await read(mentee, made.id)).attachments).toEqual([
      expect.objectContaining({ ...attachment, fileId }),
    ])
  })

  it('accept other addresses, without a file id', async () => {
    const other = { fileUrl: 'https://files.example/notes', title: 'Elsewhere' }
    const made = await insert({ attachments: [other] }, { supportsAttachments: true })
    expect(made.attachments).toEqual([other])
  })

  it('are replaced as a whole by PATCH, wiped by a PUT without them', async () => {
    const made = await insert({ attachments: [attachment] }, { supportsAttachments: true })
    const second = { fileUrl: driveUrl('1Zz'), title: 'Other' }
    const patched = await patch(
      mentor,
      made.id,
      { attachments: [second] },
      { supportsAttachments: true },
    )
    expect(patched.attachments?.map((each) => each.title)).toEqual(['Other'])
    const put = await eventsOf(mentor).update({
      calendarId: 'primary',
      eventId: made.id,
      requestBody: { summary: 'put', ...slot },
    })
    expect(put.data).not.toHaveProperty('attachments')
    expect(put.data).not.toHaveProperty('attendees')
  })

  it('are at most 25, and need an address', async () => {
    const made = await insert()
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ fileUrl: driveUrl(`1F${index}`), title: 'f' }))
    const attach = (attachments: calendar_v3.Schema$EventAttachment[]) =>
      patch(mentor, made.id, { attachments }, { supportsAttachments: true })
    expect((await attach(many(25))).attachments).toHaveLength(25)
    expect((await refusalOf(attach(many(26)))).status).toBe(400)
    expect((await refusalOf(attach([{ title: 'no address' }]))).reason).toBe('required')
  })
})

describe('changing', () => {
  it('merges objects, clears with null, and grows the etag', async () => {
    const made = await insert({ description: 'old', location: 'room' })
    const patched = await patch(mentor, made.id, { description: null, summary: 'new' } as Body)
    expect(patched).not.toHaveProperty('description')
    expect(patched).toMatchObject({ location: 'room', summary: 'new' })
    expect(patched.etag).not.toBe(made.etag)
    expect((await read(mentee, made.id)).summary).toBe('new')
  })

  it('honours If-Match on patch, update and delete', async () => {
    const made = await insert()
    const target = { calendarId: 'primary', eventId: made.id }
    const stale = { headers: { 'If-Match': made.etag ?? '' } }
    const events = eventsOf(mentor)
    const body = { summary: 'second' }
    const fresh = await events.patch({ ...target, requestBody: body }, stale)
    const calls = [
      events.patch({ ...target, requestBody: body }, stale),
      events.update({ ...target, requestBody: { ...slot } }, stale),
      events.delete(target, stale),
    ]
    for (const call of calls) {
      expect(await refusalOf(call)).toEqual({ status: 412, reason: 'conditionNotMet' })
    }
    const headers = { 'If-Match': fresh.data.etag ?? '' }
    expect((await events.delete(target, { headers })).status).toBe(204)
  })

  it('keeps the etag of one copy when only another copy changed privately', async () => {
    const made = await insert()
    const before = await read(mentor, made.id)
    await patch(mentee, made.id, { colorId: '5' })
    expect((await read(mentor, made.id)).etag).toBe(before.etag)
  })

  it('does not change `updated` for reminders', async () => {
    const made = await insert()
    world().clock.advance(60_000)
    const reminders = { useDefault: false, overrides: [{ method: 'popup', minutes: 1 }] }
    const patched = await patch(mentor, made.id, { reminders })
    expect(patched.updated).toBe(made.updated)
    expect((await patch(mentor, made.id, { summary: 'x' })).updated).not.toBe(made.updated)
  })

  it('takes events away from people who are no longer invited, and from everybody on delete', async () => {
    const made = await insert({ attendees: [{ email: mentee }, { email: third }] })
    await patch(mentor, made.id, { attendees: [{ email: mentee }] })
    expect((await read(third, made.id)).status).toBe('cancelled')
    expect((await read(mentee, made.id)).status).toBe('confirmed')
    await eventsOf(mentor).delete({ calendarId: 'primary', eventId: made.id })
    expect((await read(mentee, made.id)).status).toBe('cancelled')
    const again = eventsOf(mentor).delete({ calendarId: 'primary', eventId: made.id })
    expect(await refusalOf(again)).toEqual({ status: 410, reason: 'deleted' })
  })

  it('answers 404 for events that never were', async () => {
    expect(await refusalOf(read(mentor, 'never0were'))).toEqual({ status: 404, reason: 'notFound' })
    expect((await refusalOf(patch(mentor, 'never0were', {}))).status).toBe(404)
  })
})

describe('a guest', () => {
  it('answers, and only the answer travels', async () => {
    const made = await insert()
    await patch(mentee, made.id, {
      summary: 'my own title',
      description: 'my own words',
      attendees: [
        { email: mentor },
        { email: mentee, responseStatus: 'accepted', comment: 'gladly' },
      ],
    })
    expect(await read(mentee, made.id)).toMatchObject({ summary: 'my own title' })
    const organizers = await read(mentor, made.id)
    expect(organizers.summary).toBe('1on1')
    expect(organizers).not.toHaveProperty('description')
    expect(organizers.attendees?.find((each) => each.email === mentee)).toMatchObject({
      responseStatus: 'accepted',
      comment: 'gladly',
    })
  })

  it('keeps an attachment to itself, and loses it to the organizer’s next change', async () => {
    const made = await insert()
    const attachments = [{ fileUrl: driveUrl(fileId), title: 'Notes' }]
    const patched = await patch(mentee, made.id, { attachments }, { supportsAttachments: true })
    expect(patched.attachments).toHaveLength(1)
    expect(await read(mentor, made.id)).not.toHaveProperty('attachments')
    await patch(mentor, made.id, { location: 'room 1' })
    expect(await read(mentee, made.id)).not.toHaveProperty('attachments')
  })

  it('reaches everybody with guestsCanModify', async () => {
    const made = await insert({ guestsCanModify: true })
    const attachments = [{ fileUrl: driveUrl(fileId), title: 'Notes' }]
    await patch(mentee, made.id, { attachments }, { supportsAttachments: true })
    for (const email of [mentor, mentee]) {
      expect((await read(email, made.id)).attachments).toHaveLength(1)
    }
  })

  it('may never change what guests may do; a PUT that leaves it out counts as a change', async () => {
    const made = await insert({ guestsCanInviteOthers: false })
    expect(await refusalOf(patch(mentee, made.id, { guestsCanModify: true }))).toEqual({
      status: 403,
      reason: 'forbiddenForNonOrganizer',
    })
    const put = eventsOf(mentee).update({
      calendarId: 'primary',
      eventId: made.id,
      requestBody: { ...slot },
    })
    expect((await refusalOf(put)).reason).toBe('forbiddenForNonOrganizer')
  })

  it('keeps private parts private: colour, reminders, transparency, private properties', async () => {
    const made = await insert()
    const own = { colorId: '7', transparency: 'transparent' }
    await patch(mentee, made.id, { ...own, extendedProperties: { private: { pair: 'p1' } } })
    expect(await read(mentee, made.id)).toMatchObject({
      ...own,
      extendedProperties: { private: { pair: 'p1' } },
    })
    const organizers = await read(mentor, made.id)
    for (const name of ['colorId', 'transparency', 'extendedProperties']) {
      expect(organizers).not.toHaveProperty(name)
    }
    await patch(mentor, made.id, { summary: 'moved on' })
    expect(await read(mentee, made.id)).toMatchObject({ summary: 'moved on', ...own })
  })

  it('can answer through attendeesOmitted without knowing the others', async () => {
    const made = await insert({
      attendees: [{ email: mentor }, { email: mentee }, { email: third }],
    })
    await patch(mentee, made.id, {
      attendeesOmitted: true,
      attendees: [{ email: mentee, responseStatus: 'tentative' }],
    })
    const organizers = await read(mentor, made.id)
    expect(organizers.attendees).toHaveLength(3)
    expect(organizers.attendees?.[1]).toMatchObject({ responseStatus: 'tentative' })
  })

  it('declines by deleting', async () => {
    const made = await insert()
    await eventsOf(mentee).delete({ calendarId: 'primary', eventId: made.id })
    expect((await read(mentee, made.id)).status).toBe('cancelled')
    const organizers = await read(mentor, made.id)
    expect(organizers.status).toBe('confirmed')
    expect(organizers.attendees?.[1]).toMatchObject({ responseStatus: 'declined' })
  })

  it.each([
    ['ignored', 200, '1on1'],
    ['forbidden', 403, '1on1'],
    ['stay-on-copy', 200, 'mine'],
  ] as const)('meets the habit "%s" for shared fields', async (habit, status, title) => {
    world().store.habits.calendar.guestWrites = habit
    const made = await insert()
    const call = eventsOf(mentee).patch({
      calendarId: 'primary',
      eventId: made.id,
      requestBody: { summary: 'mine' },
    })
    expect(status === 200 ? (await call).status : (await refusalOf(call)).status).toBe(status)
    expect((await read(mentee, made.id)).summary).toBe(title)
    expect((await read(mentor, made.id)).summary).toBe('1on1')
  })
})

describe('extended properties', () => {
  it('drop too long keys, cut too long values, delete with null', async () => {
    const made = await insert()
    const properties = { ['k'.repeat(44)]: 'v'.repeat(1030), ['k'.repeat(45)]: 'gone', keep: '1' }
    const patched = await patch(mentor, made.id, { extendedProperties: { private: properties } })
    const kept = patched.extendedProperties?.private ?? {}
    expect(Object.keys(kept).sort()).toEqual(['keep', 'k'.repeat(44)].sort())
    expect(kept['k'.repeat(44)]).toHaveLength(1024)
    const cleared = { private: { keep: null } } as unknown as Body['extendedProperties']
    const after = await patch(mentor, made.id, { extendedProperties: cleared } as Body)
    expect(after.extendedProperties?.private).not.toHaveProperty('keep')
  })

  it('are limited in number and size over all copies', async () => {
    const made = await insert()
    const many = (prefix: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'v']))
    const write = (email: string, properties: Record<string, string>) =>
      patch(email, made.id, { extendedProperties: { private: properties } })
    await write(mentee, many('e', 200))
    await write(mentor, many('o', 100))
    expect((await refusalOf(write(mentor, { one: 'more' }))).status).toBe(400)
  })
})
