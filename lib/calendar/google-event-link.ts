import type { EventFacts } from '../model/event-facts.ts'

/**
 * Where an event opens in Google Calendar, as the `htmlLink` of the API has it: the event id and the calendar
 * in base64. `account` chooses among several that are signed in. Null for an event of another system.
 * https://developers.google.com/workspace/calendar/api/v3/reference/events#htmlLink
 */
export function googleEventLink(facts: EventFacts, account: string): string | null {
  if (facts.host !== 'google') return null
  const calendar = facts.calendarId ?? account
  const bytes = new TextEncoder().encode(`${facts.eventId} ${shorten(calendar)}`)
  const eid = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
  const query = new URLSearchParams({ eid, authuser: account })
  return `https://calendar.google.com/calendar/event?${query}`
}

/** Keys of events cut common domains short. */
function shorten(calendar: string): string {
  return calendar.replace(/@gmail\.com$/, '@m').replace(/@group\.calendar\.google\.com$/, '@g')
}
