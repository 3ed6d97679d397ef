import { beforeEach, describe, expect, it } from 'vitest'
import type { CalendarEvent } from '../../lib/calendar/calendar-api.ts'
import { meetingKeyOf } from '../../lib/model/meeting.ts'
import { judgeOneOnOne } from '../../lib/model/one-on-one.ts'
import type { EventCopy } from '../sandbox/microsoft/calendar-event.ts'
import { type OutlookPairEvents, seedOutlookPair } from '../sandbox/microsoft/calendar-seeds.ts'
import { idOf } from '../sandbox/microsoft/calendar-view.ts'
import {
  contosoTenantId,
  outsidePartner,
  workColleague,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import {
  type MicrosoftSide,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'
import { calendarFromMs, listEvents, readEvent } from '../support/read-calendar.ts'

const signal = new AbortController().signal
const dayMs = 24 * 60 * 60 * 1000
const wednesdayMs = Date.parse('2026-11-25T10:00:00+09:00')

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage
let seeds: OutlookPairEvents
let mei: MicrosoftSide
let ren: MicrosoftSide

beforeEach(async () => {
  stage = currentStage()
  seeds = seedOutlookPair(stage.world.microsoft)
  const { entra } = stage.world.microsoft
  entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Calendars.ReadWrite'])
  mei = await stage.connect(workMentor, ['calendar'])
  ren = await stage.connect(workMentee, ['calendar'])
})

const calendar = () => stage.world.microsoft.calendar
const habits = () => stage.world.microsoft.habits.calendar

/** An event's id as Outlook's page carries it, in somebody's mailbox. */
const pageId = (copy: EventCopy, email: string, originalMs: number | null = null) =>
  idOf({ copy: calendar().copyFor(copy, email), originalMs }, 'page')

const rule = (event: CalendarEvent, email: string) =>
  judgeOneOnOne(event.facts, { selfEmails: [email], overrideFor: () => null })

describe('reading', () => {
  it('gives both people the same identity and each their own side', async () => {
    const [byMei, byRen] = [
      await readEvent(mei, pageId(seeds.single, workMentor)),
      await readEvent(ren, pageId(seeds.single, workMentee)),
    ]
    expect(byMei.facts).toMatchObject({
      host: 'outlook',
      source: 'api',
      selfEmail: workMentor,
      calendarId: workMentor,
      eventId: pageId(seeds.single, workMentor),
      seriesId: null,
      originalStart: null,
      startMs: Date.parse('2026-11-26T15:00:00+09:00'),
      endMs: Date.parse('2026-11-26T15:45:00+09:00'),
      title: '青木 / 森 キャリアの話',
      guestList: 'complete',
      organizerEmail: workMentor,
    })
    expect(byRen.facts.eventId).not.toBe(byMei.facts.eventId)
    expect(meetingKeyOf(byRen.facts)).toBe(meetingKeyOf(byMei.facts))
    expect(byMei.facts.iCalUid).toMatch(/^040000008200E00074C5B7101A82E008/)
    expect([byMei.canAttach, byRen.canAttach]).toEqual([true, false])
    expect(byRen.facts.guests.map((guest) => [guest.email, guest.isOrganizer])).toEqual([
      [workMentor, true],
      [workMentee, false],
    ])
    expect(rule(byMei, workMentor)).toMatchObject({
      answer: 'yes',
      partner: { email: workMentee },
    })
    expect(rule(byRen, workMentee)).toMatchObject({
      answer: 'yes',
      partner: { email: workMentor },
    })
  })

  it('knows the organizer once, where Outlook lists them twice', async () => {
    habits().isOrganizerAttendee = true
    const { facts } = await readEvent(ren, pageId(seeds.single, workMentee))
    expect(facts.guests.map((guest) => guest.email)).toEqual([workMentor, workMentee])
  })

  it.each(['dated', 'of-series'] as const)(
    'gives every occurrence the series’ UID and its own start (%s)',
    async (occurrenceUid) => {
      habits().occurrenceUid = occurrenceUid
      const weekly = async (side: MicrosoftSide) =>
        (await listEvents(side, 21)).filter((event) => event.facts.seriesId !== null)
      const [byMei, byRen] = [await weekly(mei), await weekly(ren)]
      const keys = byMei.map((event) => meetingKeyOf(event.facts))
      expect(new Set(keys).size).toBe(3)
      expect(byRen.map((event) => meetingKeyOf(event.facts))).toEqual(keys)
      const one = await readEvent(ren, pageId(seeds.weekly, workMentee, wednesdayMs))
      expect(one.facts.originalStart).toBe('20261125T010000Z')
      expect(meetingKeyOf(one.facts)).toBe(keys[0])
      // One question per series, however many occurrences there are.
      const ids = stage.requests('/me/events/', 'GET')
      expect(ids.filter((url) => url.includes('singleValue')).length).toBe(4)
    },
  )

  it('keeps the original start of a moved occurrence, and drops a called-off one', async () => {
    const moved = { copy: seeds.weekly, originalMs: wednesdayMs }
    calendar().update(moved, { startMs: wednesdayMs + dayMs, endMs: wednesdayMs + dayMs + 1 })
    const nextMs = wednesdayMs + 7 * dayMs
    calendar().cancel({ copy: seeds.weekly, originalMs: nextMs })
    const { facts } = await readEvent(ren, pageId(seeds.weekly, workMentee, wednesdayMs))
    expect(facts).toMatchObject({
      originalStart: '20261125T010000Z',
      startMs: wednesdayMs + dayMs,
    })
    const gone = { kind: 'gone' }
    for (const side of [mei, ren]) {
      const id = pageId(seeds.weekly, side.email, nextMs)
      expect(await side.calendar.get(null, id, signal)).toEqual(gone)
    }
    const starts = (await listEvents(ren, 14)).map((event) => event.facts.originalStart)
    expect(starts.filter((one) => one !== null)).toEqual(['20261125T010000Z'])
  })

  it('lists timed events that take place, in order, over short pages', async () => {
    habits().unorderedList = 'newest-first'
    const titles = (await listEvents(ren, 7)).map((event) => event.facts.title)
    expect(titles).toEqual([
      '面談',
      '資料づくり',
      'デザインレビュー',
      '森さんとの 1on1',
      '青木 / 森 キャリアの話',
      '1on1（対面）',
    ])
    for (let at = 0; at < 220; at++) {
      const startMs = calendarFromMs + at * 60_000
      calendar().add({ organizer: workMentee, subject: `${at}`, startMs, endMs: startMs + 1 })
    }
    expect((await listEvents(ren, 7)).length).toBe(226)
    expect(stage.requests('%24skip=').length).toBe(1)
  })

  it('knows hidden lists, rooms, several people, optional ones and nobody', async () => {
    const hidden = seeds.hiddenList
    expect((await readEvent(mei, pageId(hidden, workMentor))).facts.guestList).toBe('complete')
    expect((await readEvent(ren, pageId(hidden, workMentee))).facts.guestList).toBe('hidden')
    const room = await readEvent(ren, pageId(seeds.withRoom, workMentee))
    const rooms = room.facts.guests.filter((guest) => guest.isResource)
    expect(rooms.map((guest) => guest.email)).toEqual(['room4f@contoso.example'])
    expect(rule(room, workMentee).answer).toBe('yes')
    const three = await readEvent(ren, pageId(seeds.threePeople, workMentee))
    expect(rule(three, workMentee)).toMatchObject({ answer: 'no', reason: 'several-people' })
    const optional = calendar().add({
      organizer: workMentor,
      guests: [workMentee, { email: workColleague, type: 'optional' }],
      startMs: calendarFromMs,
      endMs: calendarFromMs + 1,
    })
    const read = await readEvent(ren, pageId(optional, workMentee))
    expect(rule(read, workMentee)).toMatchObject({ isOffered: true, reason: 'optional-third' })
    expect((await readEvent(ren, pageId(seeds.alone, workMentee))).facts).toMatchObject({
      guestList: 'none',
      guests: [],
    })
    const day = await readEvent(ren, pageId(seeds.allDay, workMentee))
    expect(day.facts).toMatchObject({ isAllDay: true, startMs: null, day: '2026-11-27' })
  })

  it('tells who answered what', async () => {
    calendar().respond(calendar().copyFor(seeds.single, workMentee), 'declined')
    const { facts } = await readEvent(mei, pageId(seeds.single, workMentor))
    expect(facts.guests.map((guest) => guest.answer)).toEqual(['accepted', 'declined'])
  })
})

describe('ids', () => {
  it('takes the page’s ids without a further question, and translates what Graph refuses', async () => {
    const id = pageId(seeds.single, workMentee)
    expect(id).toMatch(/[+/]/)
    await readEvent(ren, id)
    expect(stage.requests('/translateExchangeIds')).toEqual([])
    stage.world.faults.add({
      fault: { kind: 'status', status: 400, reason: 'ErrorInvalidIdMalformed' },
      path: '/me/events/',
      times: 1,
    })
    expect((await readEvent(ren, id)).facts.title).toBe('青木 / 森 キャリアの話')
    expect(stage.requests('/translateExchangeIds').length).toBe(1)
  })

  it('finds an event that moved by its day and title, where only one fits', async () => {
    const id = pageId(seeds.single, workMentee)
    const seen = { day: '2026-11-26', title: '青木 / 森 キャリアの話' }
    calendar().move(calendar().copyFor(seeds.single, workMentee))
    const gone = { kind: 'gone' }
    expect(await ren.calendar.get(null, id, signal)).toEqual(gone)
    expect(await ren.calendar.get(null, id, signal, { ...seen, day: '2026-11-27' })).toEqual(gone)
    const found = await ren.calendar.get(null, id, signal, seen)
    expect(found).toMatchObject({
      kind: 'found',
      event: { facts: { eventId: pageId(seeds.single, workMentee) } },
    })
    calendar().add({
      organizer: workMentee,
      subject: seen.title,
      startMs: wednesdayMs + dayMs,
      endMs: wednesdayMs + dayMs + 1,
    })
    expect(await ren.calendar.get(null, id, signal, seen)).toEqual(gone)
  })

  it('asks nothing about an id that cannot be one', async () => {
    const asked = stage.requests('graph.microsoft.com').length
    for (const id of ['', '../../users', 'short', `${'A'.repeat(40)}?x=1`, 'x'.repeat(2000)]) {
      expect(await ren.calendar.get(null, id, signal)).toEqual({ kind: 'rejected', status: 400 })
    }
    expect(stage.requests('graph.microsoft.com').length).toBe(asked)
  })
})

describe('faults while reading', () => {
  it.each([
    [
      '429',
      { kind: 'status', status: 429, reason: 'ApplicationThrottled', retryAfterS: 3 },
      { kind: 'throttled', retryAfterMs: 3000 },
    ],
    ['forbidden', { kind: 'status', status: 403 }, { kind: 'rejected', status: 403 }],
    ['401', { kind: 'status', status: 401 }, { kind: 'unauthorized' }],
    ['404', { kind: 'status', status: 404, reason: 'ErrorItemNotFound' }, { kind: 'gone' }],
    ['410', { kind: 'status', status: 410 }, { kind: 'gone' }],
    ['500', { kind: 'status', status: 500 }, { kind: 'unavailable' }],
    [
      '503 with a time',
      { kind: 'status', status: 503, retryAfterS: 9 },
      { kind: 'throttled', retryAfterMs: 9000 },
    ],
    ['offline', { kind: 'offline' }, { kind: 'offline' }],
    ['cut', { kind: 'truncate', of: 'response', keepBytes: 5 }, { kind: 'unavailable' }],
    [
      'silently cut',
      { kind: 'truncate', of: 'response', keepBytes: 5, isSilent: true },
      { kind: 'unavailable' },
    ],
  ] as const)('%s', async (_name, fault, expected) => {
    const id = pageId(seeds.weekly, workMentee, wednesdayMs)
    const rule = stage.world.faults.add({ fault, path: '/v1.0/me/' })
    expect(await ren.calendar.get(null, id, signal)).toEqual(expected)
    expect(await ren.calendar.listBetween(calendarFromMs, calendarFromMs + dayMs, signal)).toEqual(
      expected,
    )
    expect(rule).toBeDefined()
  })

  it('a token without the calendar’s scope', async () => {
    const other = await stage.connect(outsidePartner)
    const event = calendar().add({
      organizer: outsidePartner,
      startMs: calendarFromMs,
      endMs: calendarFromMs + 1,
    })
    const id = pageId(event, outsidePartner)
    expect(await other.calendar.get(null, id, signal)).toEqual({ kind: 'rejected', status: 403 })
  })
})
