import type { Attachment, Event } from '@microsoft/microsoft-graph-types'
import { beforeEach, describe, expect, it } from 'vitest'
import { type OutlookPairEvents, seedOutlookPair } from '../sandbox/microsoft/calendar-seeds.ts'
import { idOf } from '../sandbox/microsoft/calendar-view.ts'
import { outlookPageEvents } from '../sandbox/microsoft/outlook-page-events.ts'
import { splitMicrosoftSeries } from '../sandbox/microsoft/split-series.ts'
import {
  microsoftAdminScopes,
  microsoftProductScopes,
  workMentee,
  workMentor,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { graphRefusalOf, microsoftClient } from '../sandbox/microsoft-client.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const scopes = [...microsoftProductScopes, ...microsoftAdminScopes]
const clientOf = (email = workMentor, own: readonly string[] = scopes) =>
  microsoftClient(world(), email, own)
const calendar = () => world().microsoft.calendar
const habits = () => world().microsoft.habits.calendar

let seeds: OutlookPairEvents
beforeEach(() => {
  seeds = seedOutlookPair(world().microsoft)
})

interface Page {
  value: (Event & { '@removed'?: { reason: string } })[]
  '@odata.nextLink'?: string
  '@odata.deltaLink'?: string
}
const week = 'startDateTime=2026-11-23T00:00:00%2B09:00&endDateTime=2026-11-30T00:00:00%2B09:00'
const view = async (email = workMentor, more = '') =>
  (await clientOf(email).api(`/me/calendarView?${week}&$top=50${more}`).get()) as Page
const subjectsOf = (page: Page) => page.value.map((one) => one.subject)
const encode = encodeURIComponent
const get = async (id: string, email = workMentor) =>
  (await clientOf(email)
    .api(`/me/events/${encode(id)}`)
    .get()) as Event
const masterId = (email = workMentor) =>
  idOf({ copy: calendar().copyFor(seeds.weekly, email), originalMs: null }, 'rest')
const singleId = (email = workMentor) =>
  idOf({ copy: calendar().copyFor(seeds.single, email), originalMs: null }, 'rest')
const attachmentsOf = async (id: string, email = workMentor) =>
  (
    (await clientOf(email)
      .api(`/me/events/${encode(id)}/attachments`)
      .get()) as { value: (Attachment & { contentBytes: string })[] }
  ).value
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
const patch = async (id: string, change: object, email = workMentor) =>
  (await clientOf(email)
    .api(`/me/events/${encode(id)}`)
    .patch(change)) as Event

describe('reading', () => {
  it('shows a week, with occurrences, each in the mailbox’s own words', async () => {
    const [byMentor, byMentee] = [await view(), await view(workMentee)]
    expect(subjectsOf(byMentor).sort()).toEqual(
      [
        '森さんとの 1on1',
        '青木 / 森 キャリアの話',
        'デザインレビュー',
        '1on1（対面）',
        '面談',
      ].sort(),
    )
    expect(subjectsOf(byMentee)).toContain('Canceled: 1on1（中止）')
    const [mine, theirs] = [byMentor, byMentee].map((page) =>
      page.value.find((one) => one.type === 'occurrence'),
    )
    expect(mine).toMatchObject({
      isOrganizer: true,
      originalStart: '2026-11-25T01:00:00.000Z',
      start: { dateTime: '2026-11-25T01:00:00.0000000', timeZone: 'UTC' },
      seriesMasterId: masterId(),
    })
    expect(theirs).toMatchObject({ isOrganizer: false, seriesMasterId: masterId(workMentee) })
    expect(theirs?.id).not.toBe(mine?.id)
    expect(theirs?.iCalUId).toBe(mine?.iCalUId)
    expect(mine?.attendees?.map((one) => one.emailAddress?.address)).toEqual([workMentee])
  })

  it('keeps the organizer out of the attendees, names rooms, hides hidden lists', async () => {
    const { value } = await view(workMentee)
    const attendees = (subject: string) =>
      value
        .find((one) => one.subject === subject)
        ?.attendees?.map((one) => [one.type, one.emailAddress?.address])
    expect(attendees('面談')).toEqual([['required', workMentee]])
    expect(attendees('1on1（対面）')).toEqual([
      ['required', workMentee],
      ['resource', 'room4f@contoso.example'],
    ])
  })

  it('gives occurrences iCalUIds of their own; the series’ is the master’s', async () => {
    const path = `/me/events/${encode(masterId())}/instances?${week.replace('2026-11-30', '2026-12-30')}`
    const { value } = (await clientOf().api(path).get()) as Page
    expect(value.length).toBe(5)
    expect(new Set(value.map((one) => one.iCalUId)).size).toBe(5)
    const master = await get(masterId())
    expect(master).toMatchObject({ type: 'seriesMaster', recurrence: { pattern: {} } })
    expect(value.map((one) => one.iCalUId)).not.toContain(master.iCalUId)
    expect((await get(masterId(workMentee), workMentee)).iCalUId).toBe(master.iCalUId)
    habits().occurrenceUid = 'of-series'
    expect((await view(workMentee)).value.map((one) => one.iCalUId)).toContain(master.iCalUId)
    const refusal = graphRefusalOf(
      clientOf()
        .api(`/me/events/${encode(singleId())}/instances?${week}`)
        .get(),
    )
    expect(await refusal).toMatchObject({ status: 400 })
  })

  it('pages, selects, sorts and writes times in the zone asked for', async () => {
    const path = `/me/calendarView?${week}&$top=2&$select=subject,start&$orderby=start/dateTime`
    const asked = clientOf().api(path).header('Prefer', 'outlook.timezone="Tokyo Standard Time"')
    const first = (await asked.get()) as Page
    expect(first.value.length).toBe(2)
    expect(Object.keys(first.value[0] ?? {}).sort()).toEqual([
      '@odata.etag',
      'id',
      'start',
      'subject',
    ])
    expect(first.value[0]?.start).toEqual({
      dateTime: '2026-11-23T16:00:00.0000000',
      timeZone: 'Tokyo Standard Time',
    })
    const second = (await clientOf()
      .api(first['@odata.nextLink'] ?? '')
      .get()) as Page
    expect(second.value.length).toBe(2)
    expect(subjectsOf(second)).not.toEqual(subjectsOf(first))
    const bad = clientOf().api(`/me/calendarView?${week}&$select=subjekt`).get()
    expect(await graphRefusalOf(bad)).toMatchObject({ status: 400 })
    const zone = clientOf().api(path).header('Prefer', 'outlook.timezone="Moon"').get()
    expect(await graphRefusalOf(zone)).toMatchObject({ status: 400 })
  })

  it('wants a calendar scope', async () => {
    const own = clientOf(workMentor, microsoftProductScopes)
    expect(await graphRefusalOf(own.api(`/me/calendarView?${week}`).get())).toEqual({
      status: 403,
      code: 'accessDenied',
    })
  })
})

describe('ids', () => {
  it('tells malformed from missing; another mailbox’s id leads nowhere', async () => {
    expect(await graphRefusalOf(get('nonsense'))).toEqual({
      status: 400,
      code: 'ErrorInvalidIdMalformed',
    })
    expect(await graphRefusalOf(get(singleId(workMentee)))).toEqual({
      status: 404,
      code: 'ErrorItemNotFound',
    })
  })

  it('change with a move; immutable ones do not', async () => {
    const old = singleId()
    const prefer = async (id: string) =>
      (await clientOf()
        .api(`/me/events/${encode(id)}`)
        .header('Prefer', 'IdType="ImmutableId"')
        .get()) as Event
    const lasting = (await prefer(old)).id ?? ''
    expect(lasting).not.toBe(old)
    calendar().move(seeds.single)
    expect(await graphRefusalOf(get(old))).toMatchObject({ status: 404 })
    expect((await get(lasting)).subject).toBe('青木 / 森 キャリアの話')
    expect((await prefer(lasting)).id).toBe(lasting)
  })

  it('the page’s ids are malformed here until they are translated', async () => {
    const page = idOf({ copy: seeds.single, originalMs: null }, 'page')
    expect(await graphRefusalOf(get(page))).toMatchObject({ status: 400 })
    const { value } = (await clientOf()
      .api('/me/translateExchangeIds')
      .post({
        InputIds: [page, 'nonsense'],
        SourceIdType: 'ewsId',
        TargetIdType: 'restId',
      })) as { value: { targetId?: string; errorDetails?: { code: string } }[] }
    expect(value[0]?.targetId).toBe(singleId())
    expect(value[1]).toMatchObject({ errorDetails: { code: 'ErrorInvalidIdMalformed' } })
    habits().acceptsPageIds = true
    expect((await get(page)).id).toBe(singleId())
  })
})

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
    const made = splitMicrosoftSeries(calendar(), seeds.weekly, fromMs)
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

describe('delta', () => {
  const start = `/me/calendarView/delta?${week}`
  const ask = async (path: string, email = workMentor) =>
    (await clientOf(email).api(path).header('Prefer', 'odata.maxpagesize=3').get()) as Page

  it('gives all in pages, then what changed, then what is gone', async () => {
    const first = await ask(start)
    const second = await ask(first['@odata.nextLink'] ?? '')
    expect([first.value.length, second.value.length]).toEqual([3, 2])
    const quiet = await ask(second['@odata.deltaLink'] ?? '')
    expect(quiet.value).toEqual([])
    await patch(singleId(), { subject: '新しい話' })
    const news = await ask(quiet['@odata.deltaLink'] ?? '')
    expect(subjectsOf(news)).toEqual(['新しい話'])
    const gone = singleId()
    calendar().cancel({ copy: seeds.single, originalMs: null })
    const { value } = await ask(news['@odata.deltaLink'] ?? '')
    expect(value).toMatchObject([{ id: gone, '@removed': { reason: 'deleted' } }])
  })

  it('refuses $select; an old token has to begin anew', async () => {
    expect(await graphRefusalOf(ask(`${start}&$select=subject`))).toMatchObject({ status: 400 })
    const link = (await ask((await ask(start))['@odata.nextLink'] ?? ''))['@odata.deltaLink'] ?? ''
    world().clock.advance(habits().deltaLifetimeMs + 1)
    expect(await graphRefusalOf(ask(link))).toEqual({ status: 410, code: 'syncStateNotFound' })
  })
})

describe('Outlook’s page', () => {
  it('shows each person their own copies, three weeks of them', () => {
    const page = outlookPageEvents(world().microsoft)
    const shown = (email: string) => page.eventsOf({ email, name: '', locale: 'ja' })
    const [byMentor, byMentee] = [workMentor, workMentee].map((email) =>
      shown(email).filter((event) => event.isRecurring),
    )
    expect(byMentor?.length).toBe(3)
    expect(byMentor?.[0]).toMatchObject({ isOrganizer: true, subject: '森さんとの 1on1' })
    expect(byMentee?.[0]?.id).not.toBe(byMentor?.[0]?.id)
    expect(byMentee?.[0]).toMatchObject({
      isOrganizer: false,
      organizer: { email: workMentor },
      attendees: [{ email: workMentee, isViewer: true, response: 'none' }],
    })
    const cancelled = shown(workMentee).filter((event) => event.isCancelled)
    expect(cancelled.map((event) => event.subject)).toEqual(['Canceled: 1on1（中止）'])
    expect(shown(workMentor).some((event) => event.isCancelled)).toBe(false)
  })
})

describe('throttling', () => {
  it('is a fault with a time to wait', async () => {
    world().faults.add({
      fault: { kind: 'status', status: 429, reason: 'ApplicationThrottled', retryAfterS: 7 },
      path: '/me/calendarView',
      times: 1,
    })
    expect(await graphRefusalOf(view())).toEqual({ status: 429, code: 'ApplicationThrottled' })
    expect((await view()).value.length).toBe(5)
  })
})
