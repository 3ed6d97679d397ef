import type { Attachment, Event } from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { idOf } from '../sandbox/microsoft/calendar-view.ts'
import { splitMicrosoftSeries } from '../sandbox/microsoft/split-series.ts'
import { workMentee, workMentor } from '../sandbox/microsoft/usual-microsoft-people.ts'
import { graphRefusalOf } from '../sandbox/microsoft-client.ts'
import { useGraphCalendar } from '../support/graph-calendar-hand.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const { attachmentsOf, calendar, clientOf, get, habits, masterId, patch, seeds, singleId, view } =
  useGraphCalendar(world)
const encode = encodeURIComponent
const file = {
  '@odata.type': '#microsoft.graph.fileAttachment',
  name: 'agenda.json',
  contentType: 'application/json',
  contentBytes: Buffer.from('{}').toString('base64'),
}
const attach = async (id: string, email = workMentor) =>
  (await clientOf(email)
    .api(`/me/events/${encode(id)}/attachments`)
    .post(file)) as Attachment

describe('writing', () => {
  it('an organizer’s change reaches the others by mail; a guest’s stays', async () => {
    await patch(singleId(), { subject: '来週の話' })
    expect((await get(singleId(workMentee), workMentee)).subject).toBe('来週の話')
    expect(world().microsoft.mails).toEqual([
      { to: workMentee, from: workMentor, about: 'Cancelled: Canceled: 1on1（中止）' },
      { to: workMentee, from: workMentor, about: 'Updated: 来週の話' },
    ])
    await patch(singleId(workMentee), { subject: '自分用' }, workMentee)
    expect((await get(singleId())).subject).toBe('来週の話')
    expect(world().microsoft.mails.length).toBe(2)
  })

  it('one occurrence moves alone and keeps its original start', async () => {
    const occurrence = (await view()).value.find((one) => one.type === 'occurrence')
    await patch(occurrence?.id ?? '', {
      start: { dateTime: '2026-11-26T09:00:00', timeZone: 'Asia/Tokyo' },
      end: { dateTime: '2026-11-26T09:30:00', timeZone: 'Asia/Tokyo' },
    })
    const moved = (await view(workMentee)).value.find((one) => one.type === 'exception')
    expect(moved).toMatchObject({
      originalStart: '2026-11-25T01:00:00.000Z',
      start: { dateTime: '2026-11-26T00:00:00.0000000' },
    })
  })

  it('"this and all following" ends the series and begins one that knows nothing of it', async () => {
    await attach(masterId())
    const fromMs = Date.parse('2026-11-25T10:00+09:00')
    const made = splitMicrosoftSeries(calendar(), seeds().weekly, fromMs)
    const old = await get(masterId(workMentee), workMentee)
    expect(old.recurrence?.range).toMatchObject({ type: 'endDate', endDate: '2026-11-24' })
    const own = calendar().copyFor(made, workMentee)
    const next = await get(idOf({ copy: own, originalMs: null }, 'rest'), workMentee)
    expect(next).toMatchObject({ subject: '森さんとの 1on1', hasAttachments: false })
    expect(next.iCalUId).not.toBe(old.iCalUId)
    const weekly = (await view(workMentee)).value.filter((one) => one.subject === next.subject)
    expect(weekly.map((one) => one.seriesMasterId)).toEqual([next.id])
  })

  it('If-Match: a change key that moved on is a conflict', async () => {
    const { changeKey } = await get(singleId())
    const update = (key: string) =>
      clientOf()
        .api(`/me/events/${encode(singleId())}`)
        .header('If-Match', `W/"${key}"`)
        .patch({ subject: 'x' })
    await update(changeKey ?? '')
    expect(await graphRefusalOf(update(changeKey ?? ''))).toEqual({
      status: 412,
      code: 'ErrorIrresolvableConflict',
    })
  })

  it('an extended property stays in its mailbox, and is there when asked for', async () => {
    const id = 'String {5f0c3c1a-7d0e-4c39-9f0e-2a0d1f6b7c11} Name note'
    await patch(singleId(), { singleValueExtendedProperties: [{ id, value: 'one' }] })
    const expand = `?$expand=${encode(`singleValueExtendedProperties($filter=id eq '${id}')`)}`
    const read = async (email: string) =>
      (await clientOf(email)
        .api(`/me/events/${encode(singleId(email))}${expand}`)
        .get()) as Event
    expect((await read(workMentor)).singleValueExtendedProperties).toEqual([{ id, value: 'one' }])
    expect((await read(workMentee)).singleValueExtendedProperties).toBeUndefined()
    expect(world().microsoft.mails.length).toBe(1)
  })
})

describe('attachments', () => {
  it('reach the attendee with the organizer’s next update, not before', async () => {
    const made = await attach(singleId())
    expect((await attachmentsOf(singleId())).map((one) => one.id)).toEqual([made.id])
    expect(await attachmentsOf(singleId(workMentee), workMentee)).toEqual([])
    await patch(singleId(), { subject: '青木 / 森 キャリアの話' })
    const [theirs] = await attachmentsOf(singleId(workMentee), workMentee)
    expect(theirs).toMatchObject({ name: 'agenda.json', contentBytes: file.contentBytes })
    const path = `/me/events/${encode(singleId(workMentee))}/attachments/${theirs?.id}`
    expect(await clientOf(workMentee).api(path).get()).toMatchObject({
      contentBytes: file.contentBytes,
    })
    expect(await clientOf(workMentee).api(`${path}/$value`).get()).toEqual({})
    expect((await get(singleId(workMentee), workMentee)).hasAttachments).toBe(true)
  })

  it('an update that changes nothing may not be sent', async () => {
    habits().isUnchangedUpdateSent = false
    await attach(singleId())
    await patch(singleId(), { subject: '青木 / 森 キャリアの話' })
    expect(await attachmentsOf(singleId(workMentee), workMentee)).toEqual([])
  })

  it('an attendee’s own stays in the own mailbox, and is lost with the next update', async () => {
    await attach(singleId(workMentee), workMentee)
    expect(await attachmentsOf(singleId())).toEqual([])
    await patch(singleId(), { location: { displayName: '5F' } })
    expect(await attachmentsOf(singleId(workMentee), workMentee)).toEqual([])
  })

  it('of a series are not listed on its occurrences', async () => {
    await attach(masterId())
    const occurrence = (await view()).value.find((one) => one.type === 'occurrence')?.id ?? ''
    expect((await attachmentsOf(masterId())).length).toBe(1)
    expect(await attachmentsOf(occurrence)).toEqual([])
    habits().doOccurrencesListAttachments = true
    expect((await attachmentsOf(occurrence)).length).toBe(1)
  })

  it('go away, and are small', async () => {
    const { id } = await attach(singleId())
    const path = `/me/events/${encode(singleId())}/attachments`
    const select = clientOf().api(`${path}?$select=name,contentBytes`).get()
    expect(await graphRefusalOf(select)).toMatchObject({ status: 400 })
    await clientOf().api(`${path}/${id}`).delete()
    expect(await attachmentsOf(singleId())).toEqual([])
    expect(await graphRefusalOf(clientOf().api(`${path}/${id}`).get())).toMatchObject({
      status: 404,
    })
    const large = { ...file, contentBytes: Buffer.alloc(3 * 1024 * 1024).toString('base64') }
    expect(await graphRefusalOf(clientOf().api(path).post(large))).toMatchObject({ status: 413 })
  })
})
