import { describe, expect, it } from 'vitest'
import { eventLink } from '../../../lib/calendar/event-link.ts'
import { factsOf } from '../../support/event-facts.ts'

const inOutlook = factsOf('AAMkAG+/x==', 0, { host: 'outlook' })

describe('the address of an event', () => {
  it('in Google Calendar names the account', () => {
    const url = new URL(eventLink(factsOf('abc', 0), 'ann@example.com') ?? '')
    expect(url.host).toBe('calendar.google.com')
    expect(url.searchParams.get('authuser')).toBe('ann@example.com')
  })

  it.each([
    ['ann@contoso.example', 'outlook.office.com'],
    ['ann@outlook.com', 'outlook.live.com'],
    ['ann@hotmail.co.jp', 'outlook.live.com'],
    ['ann@notoutlook.com', 'outlook.office.com'],
    ['', 'outlook.office.com'],
  ])('in the Outlook of %s is at %s', (account, host) => {
    expect(eventLink(inOutlook, account)).toBe(`https://${host}/calendar/item/AAMkAG%2B%2Fx%3D%3D`)
  })
})
