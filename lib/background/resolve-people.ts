import { type AccountRef, providerOfHost } from '../model/account.ts'
import type { EventFacts, GuestFacts } from '../model/event-facts.ts'
import {
  eventKeyOf,
  indexOfPerson,
  isNameOnly,
  type KnownByName,
  type NamedPeople,
  normaliseName,
} from '../model/named-people.ts'
import { type MemberId, normaliseEmail } from '../model/people.ts'

/** A person as far as the page, the accounts and what was told about names go. */
export interface ResolvedPerson {
  email: string | null
  /** The id to use while there is no address. */
  provisionalId: MemberId | null
}

/**
 * Who the viewer is: what the page says, what the person said, else the account connected there. In a page
 * that tells nothing, one of several accounts is never guessed, nor one that has another mailbox
 * (`ownElsewhere`). Null where there is not even a name for them.
 */
export function resolveViewer(
  facts: EventFacts,
  names: NamedPeople | null,
  accounts: readonly AccountRef[],
  ownElsewhere: ReadonlySet<string>,
): ResolvedPerson | null {
  const there = accounts.filter((one) => one.provider === providerOfHost(facts.host))
  const connected =
    facts.host === 'google' ? (there[0]?.email ?? null) : onlyAccount(there, ownElsewhere)
  const email =
    facts.selfEmail === null ? (names?.selfEmail ?? connected) : normaliseEmail(facts.selfEmail)
  if (email !== null) return { email, provisionalId: null }
  return names === null ? null : { email: null, provisionalId: names.selfId }
}

/** The one account that may be the viewer's, though the page does not say so; null when it is not certain. */
export function onlyAccount(
  there: readonly AccountRef[],
  ownElsewhere: ReadonlySet<string>,
): string | null {
  const [only, ...others] = there
  if (only === undefined || others.length > 0 || ownElsewhere.has(only.email)) return null
  return only.email
}

/** Who of a name an event is with; null where it is not a name alone or nobody said so yet. */
export function findByName(
  facts: EventFacts,
  guest: Pick<GuestFacts, 'name'>,
  names: NamedPeople | null,
): KnownByName | null {
  const name = normaliseName(guest.name)
  if (names === null || name === '') return null
  const entry = Object.hasOwn(names.names, name) ? names.names[name] : undefined
  const index = indexOfPerson(entry, eventKeyOf(facts))
  return index === null ? null : { place: names.place, name, index }
}

/** Facts with the addresses that were told for names; the viewer's own names are left out. */
export function withToldAddresses(facts: EventFacts, names: NamedPeople | null): EventFacts {
  if (names === null) return facts
  const guests = facts.guests.flatMap((guest): GuestFacts[] => {
    if (!isNameOnly(guest)) return [guest]
    if (names.selfNames.includes(normaliseName(guest.name))) return []
    const known = findByName(facts, guest, names)
    const email = known === null ? null : (personOf(names, known)?.email ?? null)
    return [{ ...guest, email }]
  })
  return { ...facts, guests }
}

/** The person that was meant. */
export function personOf(names: NamedPeople | null, known: KnownByName) {
  return names?.names[known.name]?.people[known.index] ?? null
}
