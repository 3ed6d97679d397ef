import { type ProviderName, providerOfHost } from '../model/account.ts'
import type { EventFacts } from '../model/event-facts.ts'

/**
 * The address a sign-in must end with, as the calendar knows the person; null where any will do. Only the
 * calendar's own provider can be held to it: at another provider the same person may have another address,
 * and being told to "choose the calendar's account" there would lead nowhere.
 */
export function signInHint(
  selfEmail: string | null,
  facts: Pick<EventFacts, 'host'> | null,
  provider: ProviderName,
): string | null {
  return facts !== null && providerOfHost(facts.host) !== provider ? null : selfEmail
}
