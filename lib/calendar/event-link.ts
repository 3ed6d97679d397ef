import type { EventFacts } from '../model/event-facts.ts'
import { googleEventLink } from './google-event-link.ts'

/** Domains whose mailboxes are on Outlook.com. */
const privateDomain = /@(?:outlook|hotmail|live|msn)\.[a-z.]+$/i

/**
 * Where an event opens in its calendar; `account` is the person's address there. Outlook takes the id that its
 * page and its API have in common. Null where the calendar needs what is not known.
 * https://learn.microsoft.com/graph/api/resources/event (`webLink`)
 */
export function eventLink(facts: EventFacts, account: string): string | null {
  if (facts.host === 'google') return googleEventLink(facts, account)
  const host = privateDomain.test(account) ? 'outlook.live.com' : 'outlook.office.com'
  return `https://${host}/calendar/item/${encodeURIComponent(facts.eventId)}`
}
