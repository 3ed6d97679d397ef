import type { EventFacts, GuestFacts } from './event-facts.ts'
import { mailboxInId } from './outlook-mailbox.ts'
import type { MemberId } from './people.ts'

/** One person whom a page shows by name alone. Two people may have one name. */
export interface NamedPerson {
  /** The member id until an address is known: random, for it ends up in shared data as "is the same person". */
  id: MemberId
  /** Normalised address, once it is known. */
  email: string | null
}

/** Everybody of one name, and who of them each event is with. */
export interface NameEntry {
  /** In the order in which the person told them apart; the index is how events name them. */
  people: NamedPerson[]
  /** By {@link eventKeyOf}; asked for only where several people have the name. Oldest first, capped. */
  events: { [eventKey: string]: number }
}

/** What one person knows about the names of one calendar system. */
export interface NamedPeople {
  /** Whose calendar: see {@link placeOf}. */
  place: string
  /** The person's own member id until their address is known; random. */
  selfId: MemberId
  /** The address the person said is theirs there. */
  selfEmail: string | null
  /** The person's own names there, as {@link normaliseName} makes them. */
  selfNames: string[]
  /** By normalised name. */
  names: { [name: string]: NameEntry }
}

/** How a pair was recognised, where a page told a name alone. */
export interface KnownByName {
  place: string
  /** Normalised. */
  name: string
  /** Which of the people of that name. */
  index: number
}

/** One spelling per name: full and half width, case and spaces do not tell people apart. */
export function normaliseName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')
}

/** Where the names of an event are kept: each mailbox has its own, where the event tells in which one it is. */
export function placeOf(facts: Pick<EventFacts, 'host' | 'selfEmail' | 'eventId'>): string {
  const mailbox = facts.host === 'outlook' ? mailboxInId(facts.eventId) : null
  if (mailbox !== null) return `${facts.host} ${mailbox}`
  return facts.selfEmail === null ? facts.host : `${facts.host} ${facts.selfEmail.toLowerCase()}`
}

/** The key under which it is kept with whom an event is: its series, else itself. */
export function eventKeyOf(facts: Pick<EventFacts, 'iCalUid' | 'seriesId' | 'eventId'>): string {
  return facts.iCalUid ?? facts.seriesId ?? facts.eventId
}

/** Which of the people of a name an event is with; null when nobody said so yet. */
export function indexOfPerson(entry: NameEntry | undefined, eventKey: string): number | null {
  if (entry === undefined || entry.people.length === 0) return null
  if (entry.people.length === 1) return 0
  const index = Object.hasOwn(entry.events, eventKey) ? entry.events[eventKey] : undefined
  return index !== undefined && index < entry.people.length ? index : null
}

/** The names an event may be about, of people without an address, the viewer's own left out. */
export function namesToAsk(facts: EventFacts, selfNames: readonly string[]): string[] {
  const names = new Map<string, string>()
  for (const guest of facts.guests) {
    if (!isNameOnly(guest)) continue
    const name = normaliseName(guest.name)
    if (!selfNames.includes(name) && !names.has(name)) names.set(name, guest.name)
  }
  return [...names.values()]
}

/** True for a person who is shown by name alone. */
export function isNameOnly(guest: GuestFacts): boolean {
  return guest.email === null && !guest.isResource && normaliseName(guest.name) !== ''
}
