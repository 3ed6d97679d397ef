import type { Sha256 } from '../base/hash.ts'
import { type AccountRef, providerOfHost } from '../model/account.ts'
import type { EventFacts, GuestFacts } from '../model/event-facts.ts'
import { isFamiliarTitle } from '../model/familiar-title.ts'
import { dayOfKey, meetingKeyOf } from '../model/meeting.ts'
import { isNameOnly, type KnownByName, type NamedPeople, placeOf } from '../model/named-people.ts'
import { judgeOneOnOne, type PairOverride, type Verdict } from '../model/one-on-one.ts'
import {
  type MemberId,
  memberIdOf,
  normaliseEmail,
  type PairId,
  pairIdOf,
} from '../model/people.ts'
import type { KnownMeeting, PairRecord } from '../storage/ports.ts'
import type { NameBook } from './name-book.ts'
import type { PairCache } from './pair-cache.ts'
import {
  findByName,
  personOf,
  type ResolvedPerson,
  resolveViewer,
  withToldAddresses,
} from './resolve-people.ts'

/** Meetings remembered per pair: a year of weekly ones with room for moves. */
const meetingsKept = 80

/** How long a meeting counts as just seen. */
const freshMs = 60 * 60_000

/** What an event turned out to be. `record` is set when it is a 1-on-1 with a known partner. */
export interface Recognition {
  verdict: Verdict
  record: PairRecord | null
}

/** What recognising needs. */
export interface RecogniseDependencies {
  pairs: Pick<PairCache, 'list' | 'updateSoon'>
  /** Null where no calendar is read that shows names alone. */
  names: Pick<NameBook, 'at' | 'ensurePerson' | 'ownElsewhere'> | null
  sha256: Sha256
  nowMs: () => number
  /** Connected accounts; their addresses are the person's, besides the page's own answer. */
  ownAccounts: () => Promise<readonly AccountRef[]>
  /** Told when a look at an event could not be kept. */
  report: (thrown: unknown) => void
}

/**
 * Judges an event by the 1-on-1 rule and keeps the pair it belongs to. `force` stores what the person just
 * decided for this partner before judging. Where the page shows a name alone, a pair is kept only once the
 * person said who that is.
 */
export async function recognise(
  facts: EventFacts,
  force: { override: PairOverride | null } | null,
  dependencies: RecogniseDependencies,
): Promise<Recognition> {
  const known = await dependencies.pairs.list()
  const accounts = await dependencies.ownAccounts()
  let names = (await dependencies.names?.at(facts)) ?? null
  const ownElsewhere = (await dependencies.names?.ownElsewhere(placeOf(facts))) ?? new Set<string>()
  let read = readPeople(facts, names, accounts, ownElsewhere, known)
  let verdict = read.judge(null)
  if (force !== null && verdict.partner !== null && dependencies.names !== null) {
    if (facts.host === 'outlook' && (read.viewer === null || isNameOnly(verdict.partner))) {
      names = await dependencies.names.ensurePerson(facts, verdict.partner.name)
      read = readPeople(facts, names, accounts, ownElsewhere, known)
    }
  }
  const guest = verdict.partner
  const { viewer, byName, told } = read
  const isHiddenElse = force?.override === 'never' && verdict.reason === 'list-hidden'
  if (isHiddenElse && guest !== null && read.pairWith(guest) !== null) {
    // "Not a 1-on-1" is said of this event; about the partner, with whom there are others, it says nothing.
    return { verdict: { ...verdict, answer: 'no', isOffered: false }, record: null }
  }
  const partner = guest === null ? null : partnerOf(guest, names, byName(guest))
  if (viewer === null || guest === null || partner === null) return { verdict, record: null }
  if (force !== null) verdict = read.judge({ partner, override: force.override })
  const isPair = verdict.answer === 'yes'
  if (!isPair && force === null) return { verdict, record: null }

  const ids = await idsOf(viewer, partner, dependencies.sha256)
  const { pairId } = ids
  const name = guest.name
  const selfName = nameOf(facts, viewer.email)
  const { record, committed } = await dependencies.pairs.updateSoon(pairId, (old) => ({
    ...old,
    // What was written while only the page told of it goes on when the calendar tells more.
    hasDayKeys:
      old?.hasDayKeys === true || old?.meetings.some((one) => dayOfKey(one.key) !== null)
        ? true
        : undefined,
    pairId,
    account: viewer.email ?? '',
    provider: old === null ? providerOfHost(facts.host) : old.provider,
    self: {
      id: ids.self,
      email: viewer.email,
      name: selfName === '' ? (old?.self.name ?? '') : selfName,
    },
    partner: {
      id: ids.partner,
      email: partner.email,
      name: name === '' ? (old?.partner.name ?? '') : name,
    },
    override: force === null ? (old?.override ?? null) : force.override,
    files: old?.files ?? [],
    readers: old?.readers ?? { kind: 'only-me', others: [], checkedMs: null },
    lastSyncedMs: old?.lastSyncedMs ?? null,
    problem: old?.problem ?? null,
    meetings: rememberMeeting(old?.meetings ?? [], told, dependencies.nowMs()),
    byName: byName(guest) ?? old?.byName,
  }))
  // What a person decided is on the disk before anything is said; that an event was seen may be lost.
  if (force !== null) await committed
  else committed.catch(dependencies.report)
  return { verdict, record: isPair ? record : null }
}

/** The people of an event, and the rule with what the person decided about them. */
function readPeople(
  facts: EventFacts,
  names: NamedPeople | null,
  accounts: readonly AccountRef[],
  ownElsewhere: ReadonlySet<string>,
  known: readonly PairRecord[],
) {
  const viewer = resolveViewer(facts, names, accounts, ownElsewhere)
  const told = withToldAddresses(facts, names)
  const mine = known.filter((record) =>
    viewer?.email == null
      ? record.self.id === viewer?.provisionalId
      : record.self.email === viewer.email,
  )
  const own = accounts.map((one) => one.email)
  const selfEmails = [...new Set([...(viewer?.email == null ? [] : [viewer.email]), ...own])]
  const byName = (guest: GuestFacts) => findByName(facts, guest, names)
  const pairWith = (guest: GuestFacts): PairRecord | null => {
    const named = byName(guest)
    const id = named === null ? null : (personOf(names, named)?.id ?? null)
    const email = guest.email === null ? null : normaliseEmail(guest.email)
    return (
      mine.find(({ partner }) =>
        email === null ? id !== null && partner.id === id : partner.email === email,
      ) ?? null
    )
  }
  return {
    viewer,
    told,
    byName,
    pairWith,
    judge(force: { partner: ResolvedPerson; override: PairOverride | null } | null): Verdict {
      return judgeOneOnOne(told, {
        selfEmails,
        selfNames: names?.selfNames ?? [],
        overrideFor(email) {
          const partner = normaliseEmail(email)
          if (force !== null && force.partner.email === partner) return force.override
          return mine.find((record) => record.partner.email === partner)?.override ?? null
        },
        overrideForName(name) {
          const person = findByName(facts, { name }, names)
          const id = person === null ? null : (personOf(names, person)?.id ?? null)
          if (id === null) return null
          if (force !== null && force.partner.provisionalId === id) return force.override
          return mine.find((record) => record.partner.id === id)?.override ?? null
        },
        isFamiliar(partner) {
          const pair = pairWith(partner)
          // What the person just said of this event counts for it.
          if (force !== null || pair === null) return true
          const earlier = pair.meetings.map((one) => one.facts.title)
          return isFamiliarTitle(told.title, partner.name || pair.partner.name, earlier)
        },
      })
    },
  }
}

/** The partner of a verdict; null for a name about which nobody said who that is. */
function partnerOf(
  guest: GuestFacts,
  names: NamedPeople | null,
  known: KnownByName | null,
): ResolvedPerson | null {
  const person = known === null ? null : personOf(names, known)
  const email = guest.email === null ? (person?.email ?? null) : normaliseEmail(guest.email)
  if (email !== null) return { email, provisionalId: null }
  return person === null ? null : { email: null, provisionalId: person.id }
}

/** Hashing waits for another thread; two addresses always come to the same ids. */
const knownIds = new Map<string, { self: MemberId; partner: MemberId; pairId: PairId }>()

async function idsOf(self: ResolvedPerson, partner: ResolvedPerson, sha256: Sha256) {
  const key = `${self.email ?? self.provisionalId}\n${partner.email ?? partner.provisionalId}`
  const known = knownIds.get(key)
  if (known !== undefined) return known
  const selfId = await idOf(self, sha256)
  const partnerId = await idOf(partner, sha256)
  const ids = {
    self: selfId,
    partner: partnerId,
    pairId: await pairIdOf(selfId, partnerId, sha256),
  }
  knownIds.set(key, ids)
  return ids
}

/** The member id of a person. */
async function idOf(person: ResolvedPerson, sha256: Sha256): Promise<MemberId> {
  return person.email === null
    ? (person.provisionalId ?? '')
    : await memberIdOf(person.email, sha256)
}

function nameOf(facts: EventFacts, email: string | null): string {
  if (email === null) return ''
  return (
    facts.guests.find((one) => one.email !== null && normaliseEmail(one.email) === email)?.name ??
    ''
  )
}

function rememberMeeting(
  meetings: PairRecord['meetings'],
  facts: EventFacts,
  nowMs: number,
): PairRecord['meetings'] {
  const key = meetingKeyOf(facts)
  const known = meetings.find((one) => one.key === key)
  // Looking at the same event again is no news worth a write.
  const isFresh = known !== undefined && nowMs - known.seenMs < freshMs
  if (isFresh && JSON.stringify(known.facts) === JSON.stringify(facts)) return meetings
  const others = meetings.filter((one) => one.key !== key)
  const alsoEvents = dayOfKey(key) === null ? [] : otherEventsOf(known, facts, others)
  const seen = { key, facts, seenMs: nowMs, ...(alsoEvents.length > 0 && { alsoEvents }) }
  return [...others, seen].slice(-meetingsKept)
}

/** Of more events on one day nothing would be told otherwise than of a few. */
const otherEventsKept = 4

/** Events that a day's key stood for before; not one that was moved to another day, or is known better since. */
function otherEventsOf(
  known: KnownMeeting | undefined,
  { eventId }: EventFacts,
  others: readonly KnownMeeting[],
): string[] {
  const before = known === undefined ? [] : [...(known.alsoEvents ?? []), known.facts.eventId]
  const elsewhere = others.map(({ facts }) => facts.eventId)
  return [...new Set(before)]
    .filter((id) => id !== eventId && !elsewhere.includes(id))
    .slice(-otherEventsKept)
}
