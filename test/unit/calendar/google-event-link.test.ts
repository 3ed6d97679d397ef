import { describe, expect, it } from 'vitest'
import { googleEventLink } from '../../../lib/calendar/google-event-link.ts'
import { decodeEid } from '../../../lib/host/google/eid.ts'
import { factsOf } from '../../support/event-facts.ts'

describe('googleEventLink', () => {
  it('names event, calendar and account, as the page itself does', () => {
    for (const calendarId of ['ann@example.com', 'ann@gmail.com', 'x@group.calendar.google.com']) {
      const facts = factsOf('abc_20261125T010000Z', 0, { calendarId })
      const url = new URL(googleEventLink(facts, 'ann@example.com') ?? '')
      expect(url.origin).toBe('https://calendar.google.com')
      expect(url.searchParams.get('authuser')).toBe('ann@example.com')
      expect(decodeEid(url.searchParams.get('eid') ?? '')).toEqual({
        eventId: 'abc_20261125T010000Z',
        calendarId,
      })
    }
  })

  it('takes the account’s own calendar where none is known; knows no other system', () => {
    const link = googleEventLink(factsOf('abc', 0, { calendarId: null }), 'ann@example.com')
    const eid = new URL(link ?? '').searchParams.get('eid') ?? ''
    expect(decodeEid(eid)?.calendarId).toBe('ann@example.com')
    expect(googleEventLink(factsOf('abc', 0, { host: 'outlook' }), 'a@b.c')).toBeNull()
  })
})
