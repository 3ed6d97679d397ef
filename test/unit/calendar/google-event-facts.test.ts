import { describe, expect, it } from 'vitest'
import { canAttachTo, toEventFacts } from '../../../lib/calendar/google-event-facts.ts'
import { type GoogleEvent, readGoogleEvent } from '../../../lib/calendar/google-event-shape.ts'
import { meetingKeyOf } from '../../../lib/model/meeting.ts'

function event(change: Record<string, unknown> = {}): GoogleEvent {
  const read = readGoogleEvent({
    id: 'abc_20261123T010000Z',
    etag: '"1"',
    status: 'confirmed',
    iCalUID: 'abc@google.com',
    recurringEventId: 'abc',
    originalStartTime: { dateTime: '2026-11-23T10:00:00+09:00', timeZone: 'Asia/Tokyo' },
    start: { dateTime: '2026-11-24T08:30:00+09:00', timeZone: 'Asia/Tokyo' },
    end: { dateTime: '2026-11-24T09:00:00+09:00', timeZone: 'Asia/Tokyo' },
    summary: '面談',
    organizer: { email: 'Mei@example.com' },
    attendees: [
      { email: 'mei@example.com', displayName: 'Mei', organizer: true, responseStatus: 'accepted' },
      { email: 'ren@googlemail.com', self: true, responseStatus: 'needsAction' },
    ],
    ...change,
  })
  if (read === null) throw new Error('not an event')
  return read
}

const facts = (change: Record<string, unknown> = {}) =>
  toEventFacts(event(change), 'Ren@googlemail.com', null)

describe('toEventFacts', () => {
  it('keeps identity by the original start, and time by the moved one', () => {
    expect(facts()).toEqual({
      host: 'google',
      source: 'api',
      selfEmail: 'ren@gmail.com',
      eventId: 'abc_20261123T010000Z',
      calendarId: 'ren@gmail.com',
      seriesId: 'abc',
      iCalUid: 'abc@google.com',
      originalStart: '20261123T010000Z',
      startMs: Date.UTC(2026, 10, 23, 23, 30),
      endMs: Date.UTC(2026, 10, 24, 0, 0),
      day: '2026-11-24',
      title: '面談',
      whenText: '',
      isAllDay: false,
      kind: 'event',
      guestList: 'complete',
      guests: [
        {
          email: 'mei@example.com',
          name: 'Mei',
          isOrganizer: true,
          isResource: false,
          isOptional: false,
          answer: 'accepted',
          additionalGuests: 0,
        },
        {
          email: 'ren@gmail.com',
          name: '',
          isOrganizer: false,
          isResource: false,
          isOptional: false,
          answer: 'none',
          additionalGuests: 0,
        },
      ],
      organizerEmail: 'mei@example.com',
    })
  })

  it('comes to one key for two people in different zones, before and after a clock change', () => {
    // The organizer is in New York, whose clocks go back on November 1st; the guest's calendar is in Tokyo.
    const of = (newYork: string, tokyo: string) =>
      [newYork, tokyo].map((dateTime) =>
        meetingKeyOf(
          facts({ originalStartTime: { dateTime }, start: { dateTime }, end: { dateTime } }),
        ),
      )
    const summer = of('2026-10-28T20:00:00-04:00', '2026-10-29T09:00:00+09:00')
    const winter = of('2026-11-04T20:00:00-05:00', '2026-11-05T10:00:00+09:00')
    expect(summer).toEqual(Array(2).fill('abc@google.com|20261029T000000Z'))
    expect(winter).toEqual(Array(2).fill('abc@google.com|20261105T010000Z'))
  })

  it('knows a single event', () => {
    const single = facts({ recurringEventId: undefined, originalStartTime: undefined })
    expect([single.seriesId, single.originalStart]).toEqual([null, null])
  })

  it('knows an all-day occurrence', () => {
    const day = facts({
      originalStartTime: { date: '2026-11-23' },
      start: { date: '2026-11-24' },
      end: { date: '2026-11-25' },
    })
    expect([day.isAllDay, day.originalStart, day.day, day.startMs, day.endMs]).toEqual([
      true,
      '20261123',
      '2026-11-24',
      null,
      null,
    ])
  })

  it('names rooms, optional people, answers and people brought along', () => {
    const { guests } = facts({
      attendees: [
        { email: 'room@resource.calendar.google.com', resource: true, responseStatus: 'accepted' },
        { email: 'a@example.com', optional: true, responseStatus: 'tentative' },
        { email: 'b@example.com', responseStatus: 'declined', additionalGuests: 2 },
        { displayName: 'Nobody', responseStatus: 'new word', additionalGuests: -1 },
      ],
    })
    expect(guests.map((one) => one.isResource)).toEqual([true, false, false, false])
    expect(guests.map((one) => one.isOptional)).toEqual([false, true, false, false])
    expect(guests.map((one) => one.answer)).toEqual(['accepted', 'tentative', 'declined', null])
    expect(guests.map((one) => one.additionalGuests)).toEqual([0, 0, 2, 0])
    expect(guests[3]?.email).toBeNull()
  })

  it.each([
    [{}, 'complete'],
    [{ attendees: undefined }, 'none'],
    [{ attendees: [] }, 'none'],
    [{ attendeesOmitted: true }, 'partial'],
    [{ guestsCanSeeOtherGuests: false }, 'hidden'],
    [{ guestsCanSeeOtherGuests: false, organizer: { self: true } }, 'complete'],
    [{ guestsCanSeeOtherGuests: false, attendeesOmitted: true }, 'hidden'],
  ])('judges the guest list of %o', (change, expected) => {
    expect(facts(change).guestList).toBe(expected)
  })

  it.each([
    [undefined, 'event'],
    ['default', 'event'],
    ['fromGmail', 'event'],
    ['birthday', 'birthday'],
    ['focusTime', 'focus'],
    ['outOfOffice', 'out-of-office'],
    ['workingLocation', 'working-location'],
    ['somethingNew', 'other'],
  ])('takes type %s as %s', (eventType, kind) => {
    expect(facts({ eventType }).kind).toBe(kind)
  })

  it('takes the creator for a secondary calendar, which organizes nothing itself', () => {
    const organizer = { email: 'c_1@group.calendar.google.com' }
    expect(facts({ organizer, creator: { email: 'Mei@example.com' } }).organizerEmail).toBe(
      'mei@example.com',
    )
    expect(facts({ organizer }).organizerEmail).toBeNull()
  })

  it('survives fields of the wrong type', () => {
    const odd = facts({
      summary: 7,
      start: 'now',
      end: null,
      originalStartTime: { dateTime: 'never' },
      attendees: 'all',
      organizer: [],
      iCalUID: null,
    })
    expect(odd).toMatchObject({
      title: '',
      startMs: null,
      endMs: null,
      day: null,
      originalStart: null,
      iCalUid: null,
      guestList: 'none',
      organizerEmail: null,
    })
  })

  it('refuses what has no id', () => {
    expect(readGoogleEvent({ summary: 'x' })).toBeNull()
    expect(readGoogleEvent({ id: '' })).toBeNull()
    expect(readGoogleEvent(null)).toBeNull()
  })
})

describe('canAttachTo', () => {
  it.each([
    [{}, false],
    [{ organizer: { self: true } }, true],
    [{ guestsCanModify: true }, true],
    [{ organizer: { self: true }, locked: true }, false],
    [{ organizer: { self: true }, privateCopy: true }, false],
  ])('judges %o', (change, expected) => {
    expect(canAttachTo(event(change))).toBe(expected)
  })
})
