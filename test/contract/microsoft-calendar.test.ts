import type { Event } from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { idOf } from '../sandbox/microsoft/calendar-view.ts'
import { outlookPageEvents } from '../sandbox/microsoft/outlook-page-events.ts'
import {
  microsoftProductScopes,
  workMentee,
  workMentor,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { graphRefusalOf } from '../sandbox/microsoft-client.ts'
import { type EventPage, useGraphCalendar, week } from '../support/graph-calendar-hand.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const { calendar, clientOf, get, habits, masterId, patch, seeds, singleId, view } =
  useGraphCalendar(world)
const subjectsOf = (page: EventPage) => page.value.map((one) => one.subject)
const encode = encodeURIComponent

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
    const { value } = (await clientOf().api(path).get()) as EventPage
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
    const first = (await asked.get()) as EventPage
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
      .get()) as EventPage
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
    calendar().move(seeds().single)
    expect(await graphRefusalOf(get(old))).toMatchObject({ status: 404 })
    expect((await get(lasting)).subject).toBe('青木 / 森 キャリアの話')
    expect((await prefer(lasting)).id).toBe(lasting)
  })

  it('the page’s ids are malformed here until they are translated', async () => {
    const page = idOf({ copy: seeds().single, originalMs: null }, 'page')
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

describe('delta', () => {
  const start = `/me/calendarView/delta?${week}`
  const ask = async (path: string, email = workMentor) =>
    (await clientOf(email).api(path).header('Prefer', 'odata.maxpagesize=3').get()) as EventPage

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
    calendar().cancel({ copy: seeds().single, originalMs: null })
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
