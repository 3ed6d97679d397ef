import { describe, expect, it } from 'vitest'
import {
  calendarUrls,
  isCalendarId,
  isEventId,
} from '../../../lib/calendar/google-calendar-urls.ts'

describe('ids in addresses', () => {
  it.each([
    'abc123',
    'abc_20261123T010000Z',
    '_60q30c1g60o30e1i60o4ac1g60rj8gpl',
    'abc_R20261123T010000',
  ])('takes event id %s', (eventId) => {
    expect(isEventId(eventId)).toBe(true)
  })

  it.each(['', '.', '..', 'a/b', 'a?b', 'a#b', 'a%2Fb', 'a b', 'a'.repeat(1101)])(
    'refuses event id %s',
    (eventId) => {
      expect(isEventId(eventId)).toBe(false)
    },
  )

  it.each([
    'primary',
    'mei@example.com',
    'c_1@group.calendar.google.com',
    'ja.japanese#holiday@group.v.calendar.google.com',
  ])('takes calendar id %s', (calendarId) => {
    expect(isCalendarId(calendarId)).toBe(true)
    const url = new URL(calendarUrls.event(calendarId, 'abc'))
    const parts = url.pathname.split('/')
    expect(parts.length).toBe(7)
    expect(decodeURIComponent(parts[4] ?? '')).toBe(calendarId)
    expect(url.hash).toBe('')
  })

  it.each(['', '.', '..', 'secondary', 'a/b@example.com', 'a@b?c', 'a @example.com'])(
    'refuses calendar id %s',
    (calendarId) => {
      expect(isCalendarId(calendarId)).toBe(false)
    },
  )
})
