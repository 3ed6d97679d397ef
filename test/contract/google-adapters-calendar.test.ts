import { beforeEach, describe, expect, it } from 'vitest'
import { insertPairEvent, weekly } from '../support/google-pair-event.ts'
import { type GoogleSide, type GoogleStage, useGoogleStage } from '../support/google-stage.ts'
import { calendarFromMs, listEvents, readEvent } from '../support/read-calendar.ts'

const signal = new AbortController().signal
const dayMs = 24 * 60 * 60 * 1000

const currentStage = useGoogleStage()
let stage: GoogleStage
let mei: GoogleSide
let ren: GoogleSide

beforeEach(async () => {
  stage = currentStage()
  mei = await stage.connect('mentor@example.com')
  ren = await stage.connect('mentee@example.com')
})

describe('reading', () => {
  it('gives both people the same identity and each their own side', async () => {
    const eventId = await insertPairEvent(mei, ren)
    const [byMei, byRen] = [await readEvent(mei, eventId), await readEvent(ren, eventId)]
    expect(byMei.facts).toMatchObject({
      source: 'api',
      selfEmail: mei.email,
      calendarId: mei.email,
      eventId,
      seriesId: null,
      originalStart: null,
      startMs: Date.parse('2026-11-24T10:00:00+09:00'),
      day: '2026-11-24',
      title: '面談',
      guestList: 'complete',
      organizerEmail: mei.email,
    })
    expect(byRen.facts.iCalUid).toBe(byMei.facts.iCalUid)
    expect(byMei.facts.iCalUid).not.toBeNull()
    expect(byMei.facts.guests.map((guest) => [guest.email, guest.answer])).toEqual([
      [mei.email, 'accepted'],
      [ren.email, 'none'],
    ])
    expect([byMei.canAttach, byRen.canAttach]).toEqual([true, false])
  })

  it('expands a series, keeps the original start of a moved occurrence, drops a cancelled one', async () => {
    const seriesId = await insertPairEvent(mei, ren, weekly)
    const [first, second] = await listEvents(ren, 40)
    await mei.patchEvent(second?.facts.eventId ?? '', {
      start: { dateTime: '2026-12-02T09:00:00+09:00' },
      end: { dateTime: '2026-12-02T09:30:00+09:00' },
    })
    await mei.patchEvent(first?.facts.eventId ?? '', { status: 'cancelled' })
    const events = await listEvents(ren, 40)
    expect(events.map((event) => event.facts.seriesId)).toEqual([seriesId, seriesId, seriesId])
    expect(events[0]?.facts).toMatchObject({
      originalStart: '20261201T010000Z',
      startMs: Date.parse('2026-12-02T09:00:00+09:00'),
      day: '2026-12-02',
    })
    expect(new Set(events.map((event) => event.facts.iCalUid)).size).toBe(1)
    expect(await ren.calendar.get(null, first?.facts.eventId ?? '', signal)).toEqual({
      kind: 'gone',
    })
  })

  it('lists timed ordinary events between two instants, over short and empty pages', async () => {
    stage.google.habits.calendar.pageCap = 2
    stage.google.habits.calendar.startsWithEmptyPage = true
    await insertPairEvent(mei, ren, weekly)
    await insertPairEvent(mei, ren, { start: { date: '2026-11-25' }, end: { date: '2026-11-26' } })
    await insertPairEvent(mei, ren, { eventType: 'focusTime', attendees: [] })
    await insertPairEvent(mei, ren, {
      summary: 'later',
      start: { dateTime: '2027-03-01T10:00:00+09:00' },
      end: { dateTime: '2027-03-01T11:00:00+09:00' },
    })
    const events = await listEvents(mei, 40)
    expect(events.map((event) => event.facts.day)).toEqual([
      '2026-11-24',
      '2026-12-01',
      '2026-12-08',
      '2026-12-15',
    ])
    expect(stage.requests('/events?').length).toBeGreaterThan(2)
  })

  it('knows hidden lists, long lists and rooms', async () => {
    const hidden = await insertPairEvent(mei, ren, { guestsCanSeeOtherGuests: false })
    expect((await readEvent(mei, hidden)).facts.guestList).toBe('complete')
    expect((await readEvent(ren, hidden)).facts.guestList).toBe('hidden')
    const others = Array.from({ length: 30 }, (_, at) => ({ email: `guest${at}@example.com` }))
    const long = await insertPairEvent(mei, ren, {
      attendees: [{ email: mei.email }, { email: ren.email }, ...others],
    })
    expect((await readEvent(ren, long)).facts.guestList).toBe('partial')
    const room = 'room1@resource.calendar.google.com'
    stage.google.people.add({ email: room, name: '会議室', kind: 'room' })
    const booked = await insertPairEvent(mei, ren, {
      attendees: [{ email: mei.email }, { email: ren.email }, { email: room }],
    })
    const { guests } = (await readEvent(ren, booked)).facts
    expect(guests.filter((guest) => guest.isResource).map((guest) => guest.email)).toEqual([room])
  })

  it('tells a missing event from one that cannot exist', async () => {
    expect(await mei.calendar.get(null, 'nothing0here', signal)).toEqual({ kind: 'gone' })
    expect(await mei.calendar.get('nobody@example.com', 'nothing0here', signal)).toEqual({
      kind: 'gone',
    })
    const asked = stage.requests('/calendar/').length
    for (const [calendarId, eventId] of [
      [null, '../../users'],
      [null, ''],
      ['..', 'abcde'],
      ['a@b/../c', 'abcde'],
    ] as const) {
      expect(await mei.calendar.get(calendarId, eventId, signal)).toEqual({
        kind: 'rejected',
        status: 400,
      })
    }
    expect(stage.requests('/calendar/').length).toBe(asked)
  })
})

describe('faults while reading', () => {
  it.each([
    [
      '429',
      { kind: 'status', status: 429, retryAfterS: 3 },
      { kind: 'throttled', retryAfterMs: 3000 },
    ],
    [
      'rate',
      { kind: 'status', status: 403, reason: 'quotaExceeded' },
      { kind: 'throttled', retryAfterMs: null },
    ],
    ['forbidden', { kind: 'status', status: 403 }, { kind: 'rejected', status: 403 }],
    [
      'scope',
      { kind: 'status', status: 403, reason: 'insufficientPermissions' },
      { kind: 'unauthorized' },
    ],
    ['410', { kind: 'status', status: 410 }, { kind: 'gone' }],
    ['500', { kind: 'status', status: 500 }, { kind: 'unavailable' }],
    ['offline', { kind: 'offline' }, { kind: 'offline' }],
    ['cut', { kind: 'truncate', of: 'response', keepBytes: 5 }, { kind: 'unavailable' }],
    [
      'silently cut',
      { kind: 'truncate', of: 'response', keepBytes: 5, isSilent: true },
      { kind: 'unavailable' },
    ],
  ] as const)('%s', async (_name, fault, expected) => {
    const eventId = await insertPairEvent(mei, ren)
    stage.world.faults.add({ fault, path: '/calendar/v3/' })
    expect(await mei.calendar.get(null, eventId, signal)).toEqual(expected)
    expect(await mei.calendar.listBetween(calendarFromMs, calendarFromMs + dayMs, signal)).toEqual(
      expected,
    )
  })
})
