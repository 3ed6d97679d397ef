import type { Sha256 } from '../base/hash.ts'
import type { EventFacts } from '../model/event-facts.ts'
import { meetingKeyOf } from '../model/meeting.ts'
import { judgeOneOnOne, type PairOverride, type Verdict } from '../model/one-on-one.ts'
import {
  type MemberId,
  memberIdOf,
  normaliseEmail,
  type PairId,
  type Person,
  pairIdOf,
} from '../model/people.ts'
import type { PairRecord } from '../storage/ports.ts'
import type { PairCache } from './pair-cache.ts'

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
  sha256: Sha256
  nowMs: () => number
  /** Addresses that are the person besides the page's own answer: connected accounts. */
  ownEmails: () => Promise<string[]>
  /** Told when a look at an event could not be kept. */
  report: (thrown: unknown) => void
}

/**
 * Judges an event by the 1-on-1 rule and keeps the pair it belongs to. `force` stores what the person just
 * decided for this partner before judging.
 */
export async function recognise(
  facts: EventFacts,
  force: { override: PairOverride | null } | null,
  dependencies: RecogniseDependencies,
): Promise<Recognition> {
  const known = await dependencies.pairs.list()
  const own = await dependencies.ownEmails()
  const self = facts.selfEmail === null ? (own[0] ?? null) : normaliseEmail(facts.selfEmail)
  const selfEmails = [...new Set([...(self === null ? [] : [self]), ...own])]
  const overrides = new Map<string, PairOverride | null>(
    known
      .filter((record) => record.self.email === self)
      .map((record) => [record.partner.email ?? '', record.override]),
  )
  const judge = (): Verdict =>
    judgeOneOnOne(facts, {
      selfEmails,
      overrideFor: (partner) => overrides.get(normaliseEmail(partner)) ?? null,
    })

  let verdict = judge()
  const partnerEmail = verdict.partner?.email ?? null
  if (self === null || partnerEmail === null) return { verdict, record: null }
  const partnerKey = normaliseEmail(partnerEmail)
  if (force !== null) {
    overrides.set(partnerKey, force.override)
    verdict = judge()
  }
  const isPair = verdict.answer === 'yes'
  if (!isPair && force === null) return { verdict, record: null }

  const ids = await idsOf(self, partnerKey, dependencies.sha256)
  const selfPerson: Person = {
    id: ids.self,
    email: self,
    name: nameOf(facts, self),
  }
  const partner: Person = {
    id: ids.partner,
    email: partnerKey,
    name: verdict.partner?.name ?? '',
  }
  const { pairId } = ids
  const { record, committed } = await dependencies.pairs.updateSoon(pairId, (old) => ({
    ...old,
    pairId,
    account: self,
    self: {
      ...selfPerson,
      name: selfPerson.name === '' ? (old?.self.name ?? '') : selfPerson.name,
    },
    partner: { ...partner, name: partner.name === '' ? (old?.partner.name ?? '') : partner.name },
    override: force === null ? (old?.override ?? null) : force.override,
    files: old?.files ?? [],
    readers: old?.readers ?? { kind: 'only-me', others: [], checkedMs: null },
    lastSyncedMs: old?.lastSyncedMs ?? null,
    problem: old?.problem ?? null,
    meetings: rememberMeeting(old?.meetings ?? [], facts, dependencies.nowMs()),
  }))
  // What a person decided is on the disk before anything is said; that an event was seen may be lost.
  if (force !== null) await committed
  else committed.catch(dependencies.report)
  return { verdict, record: isPair ? record : null }
}

/** Hashing waits for another thread; two addresses always come to the same ids. */
const knownIds = new Map<string, { self: MemberId; partner: MemberId; pairId: PairId }>()

async function idsOf(self: string, partner: string, sha256: Sha256) {
  const key = `${self}\n${partner}`
  const known = knownIds.get(key)
  if (known !== undefined) return known
  const selfId = await memberIdOf(self, sha256)
  const partnerId = await memberIdOf(partner, sha256)
  const ids = {
    self: selfId,
    partner: partnerId,
    pairId: await pairIdOf(selfId, partnerId, sha256),
  }
  knownIds.set(key, ids)
  return ids
}

function nameOf(facts: EventFacts, email: string): string {
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
  return [...others, { key, facts, seenMs: nowMs }].slice(-meetingsKept)
}
