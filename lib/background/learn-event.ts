import { isSameAccount, providerOfHost } from '../model/account.ts'
import type { EventFacts } from '../model/event-facts.ts'
import { placeOf } from '../model/named-people.ts'
import { mailboxInId } from '../model/outlook-mailbox.ts'
import type { NameBook } from './name-book.ts'
import type { Providers } from './providers.ts'
import { findByName, personOf } from './resolve-people.ts'

/** What a calendar's API tells of events that a page shows by names alone. */
export interface EventLearner {
  /** What was told of this event a short while ago; else the facts as they are. */
  known(facts: EventFacts): EventFacts
  /**
   * Asks the calendars of the provider's accounts; who is in whose mailbox, that is the viewer. Null where
   * nobody tells more. Names that were known get their addresses, and their pairs their true key.
   */
  learn(facts: EventFacts, signal: AbortSignal): Promise<EventFacts | null>
  /** Forgets what was told: it came from an account that may be gone. */
  forget(): void
}

/** What learning needs. */
export interface LearnDependencies {
  providers: Pick<Providers, 'accounts' | 'calendarOf'>
  names: Pick<NameBook, 'at' | 'ownElsewhere' | 'tell'>
  /** Moves pairs of which more is known now. */
  settle: () => Promise<void>
  nowMs: () => number
}

/** So long a calendar's word stands without being asked again. */
const freshMs = 5 * 60_000
const eventsKept = 100

/** Builds it. Remembers for the worker's life, or until told to forget. */
export function createEventLearner(dependencies: LearnDependencies): EventLearner {
  const { providers, names } = dependencies
  const told = new Map<string, { facts: EventFacts; atMs: number }>()
  const underway = new Map<string, Promise<EventFacts | null>>()

  const freshOf = ({ eventId }: EventFacts): EventFacts | null => {
    const entry = told.get(eventId)
    const ageMs = entry === undefined ? -1 : dependencies.nowMs() - entry.atMs
    return entry !== undefined && ageMs >= 0 && ageMs < freshMs ? entry.facts : null
  }

  const keep = (eventId: string, facts: EventFacts): void => {
    told.delete(eventId)
    told.set(eventId, { facts, atMs: dependencies.nowMs() })
    const [oldest] = told.keys()
    if (told.size > eventsKept && oldest !== undefined) told.delete(oldest)
  }

  /** The account whose mailbox it is, else those of which it is not known that theirs is another. */
  const accountsToAsk = async (facts: EventFacts) => {
    const provider = providerOfHost(facts.host)
    const all = (await providers.accounts()).filter((one) => one.provider === provider)
    const owner = (await names.at(facts))?.selfEmail ?? null
    const own = all.filter((one) => one.email === owner)
    if (own.length > 0) return { accounts: own, isCertain: true }
    const elsewhere = await names.ownElsewhere(placeOf(facts))
    const accounts = all.filter((one) => !elsewhere.has(one.email))
    return { accounts, isCertain: all.length === 1 }
  }

  const ask = async (facts: EventFacts, signal: AbortSignal): Promise<EventFacts | null> => {
    const { accounts, isCertain } = await accountsToAsk(facts)
    for (const account of accounts) {
      const calendar = providers.calendarOf(account)
      // By day and title the event of another mailbox could be taken for this one.
      const read = await calendar?.get(null, facts.eventId, signal, isCertain ? facts : undefined)
      if (read?.kind !== 'found') continue
      // Signed out while the calendar was answering.
      const isConnected = (await providers.accounts()).some((one) => isSameAccount(one, account))
      if (!isConnected) continue
      // The page goes on naming it so.
      const answer = { ...read.event.facts, eventId: facts.eventId }
      // Only an id says in whose mailbox it is; where ids do not, the next event may be another account's.
      const isById = read.event.facts.eventId === facts.eventId
      const isOwner = mailboxInId(facts.eventId) === null ? isCertain : isById
      await tellNames(facts, answer, isOwner ? answer.selfEmail : null)
      keep(facts.eventId, answer)
      return answer
    }
    return null
  }

  const tellNames = async (
    facts: EventFacts,
    answer: EventFacts,
    self: string | null,
  ): Promise<void> => {
    const place = placeOf(facts)
    const people = await names.at(facts)
    let isNews = false
    // Events that are opened later are known to be in this mailbox before their calendar says so.
    if (self !== null && mailboxInId(facts.eventId) !== null && people?.selfEmail !== self) {
      await names.tell(null, place, { partner: null, self })
      isNews = true
    }
    for (const guest of people === null ? [] : answer.guests) {
      const known = guest.email === answer.selfEmail ? null : findByName(facts, guest, people)
      if (known === null || personOf(people, known)?.email !== null) continue
      await names.tell(known, place, { partner: guest.email, self })
      isNews = true
    }
    if (isNews) await dependencies.settle()
  }

  return {
    known: (facts) => (facts.source === 'dom' ? (freshOf(facts) ?? facts) : facts),
    async learn(facts, signal) {
      if (facts.source !== 'dom' || facts.host !== 'outlook' || facts.kind !== 'event') return null
      if (freshOf(facts) !== null) return null
      const standing = underway.get(facts.eventId)
      if (standing !== undefined) return standing
      const asked = ask(facts, signal).finally(() => {
        if (underway.get(facts.eventId) === asked) underway.delete(facts.eventId)
      })
      underway.set(facts.eventId, asked)
      return asked
    },
    forget() {
      told.clear()
      underway.clear()
    },
  }
}
