import type { Sha256 } from '../../base/hash.ts'
import type { EventFacts } from '../../model/event-facts.ts'
import { type MeetingKey, meetingKeyOf } from '../../model/meeting.ts'
import { judgeOneOnOne, type PairOverride } from '../../model/one-on-one.ts'
import {
  memberIdOf,
  normaliseEmail,
  type PairId,
  type Person,
  pairIdOf,
} from '../../model/people.ts'
import type { PairRecord, UpcomingCache } from '../../storage/ports.ts'

/** A 1-on-1 that is coming or going on, as this device knows it. */
export interface UpcomingMeeting {
  pairId: PairId
  self: Person
  partner: Person
  key: MeetingKey
  facts: EventFacts
  startMs: number
  /** The end, or an hour after the start where no end is known. */
  endMs: number
  isPartnerDeclined: boolean
  /** A record of the pair is on this device: the two have met Yohaku before. */
  isKnownPair: boolean
}

/** What {@link listUpcoming} reads. */
export interface UpcomingSources {
  records: readonly PairRecord[]
  /** What the calendars of connected accounts showed. */
  caches: readonly UpcomingCache[]
  /** Addresses that are the person. */
  ownEmails: readonly string[]
  sha256: Sha256
  nowMs: number
}

/** An event without an end counts as going on for this long. */
const assumedLengthMs = 3_600_000

/**
 * The 1-on-1s that are not over, soonest first: those a connected calendar shows, and those that were opened
 * in a calendar. Where a calendar was asked later than an event was opened, the calendar is right about it:
 * an event it no longer shows is gone. Events the person declined are left out.
 */
export async function listUpcoming(sources: UpcomingSources): Promise<UpcomingMeeting[]> {
  const found = new Map<string, UpcomingMeeting>()
  const add = (meeting: UpcomingMeeting | null): void => {
    if (meeting === null || meeting.endMs <= sources.nowMs) return
    found.set(`${meeting.pairId} ${meeting.key}`, meeting)
  }
  for (const cache of sources.caches) {
    for (const facts of cache.events) add(await fromCalendar(facts, cache.account, sources))
  }
  for (const record of sources.records) {
    for (const { key, facts, seenMs } of record.meetings) {
      const cache = sources.caches.find((one) => one.account === record.account)
      if (cache !== undefined && isCovered(facts, seenMs, cache)) continue
      add(fromRecord(record, key, facts, sources))
    }
  }
  return [...found.values()].sort((a, b) => a.startMs - b.startMs || (a.key < b.key ? -1 : 1))
}

/** Whether the calendar was asked about this event after it was opened. */
function isCovered(facts: EventFacts, seenMs: number, cache: UpcomingCache): boolean {
  if (facts.host !== 'google' || seenMs > cache.fetchedMs || facts.startMs === null) return false
  const isPrimary =
    facts.calendarId === null || normaliseEmail(facts.calendarId) === normaliseEmail(cache.account)
  return isPrimary && facts.startMs >= cache.fromMs && facts.startMs < cache.toMs
}

async function fromCalendar(
  facts: EventFacts,
  account: string,
  sources: UpcomingSources,
): Promise<UpcomingMeeting | null> {
  const self = normaliseEmail(account)
  const verdict = judge(facts, self, sources)
  const partnerEmail = verdict?.partner?.email ?? null
  if (verdict === null || partnerEmail === null || facts.startMs === null) return null
  const partner = normaliseEmail(partnerEmail)
  const [selfId, partnerId] = await Promise.all([
    memberIdOf(self, sources.sha256),
    memberIdOf(partner, sources.sha256),
  ])
  const pairId = await pairIdOf(selfId, partnerId, sources.sha256)
  const record = sources.records.find((one) => one.pairId === pairId)
  // Read from the page alone, an imported event has another key; what was prepared is under that one.
  const known = record?.meetings.find((one) => one.facts.eventId === facts.eventId)
  const name = verdict.partner?.name ?? ''
  return {
    pairId,
    self: record?.self ?? { id: selfId, email: self, name: '' },
    partner: {
      id: partnerId,
      email: partner,
      name: name === '' ? (record?.partner.name ?? '') : name,
    },
    key: known?.key ?? meetingKeyOf(facts),
    facts,
    startMs: facts.startMs,
    endMs: facts.endMs ?? facts.startMs + assumedLengthMs,
    isPartnerDeclined: verdict.isPartnerDeclined,
    isKnownPair: record !== undefined,
  }
}

function fromRecord(
  record: PairRecord,
  key: MeetingKey,
  facts: EventFacts,
  sources: UpcomingSources,
): UpcomingMeeting | null {
  const verdict = judge(facts, record.self.email ?? record.account, sources)
  if (verdict === null || facts.startMs === null) return null
  return {
    pairId: record.pairId,
    self: record.self,
    partner: record.partner,
    key,
    facts,
    startMs: facts.startMs,
    endMs: facts.endMs ?? facts.startMs + assumedLengthMs,
    isPartnerDeclined: verdict.isPartnerDeclined,
    isKnownPair: true,
  }
}

/** The rule's verdict where it is a 1-on-1 that the person has not declined; else null. */
function judge(facts: EventFacts, self: string, { records, ownEmails }: UpcomingSources) {
  const overrideFor = (partner: string): PairOverride | null =>
    records.find((one) => one.self.email === self && one.partner.email === normaliseEmail(partner))
      ?.override ?? null
  const verdict = judgeOneOnOne(facts, {
    selfEmails: [...new Set([self, ...ownEmails])],
    overrideFor,
  })
  return verdict.answer === 'yes' && verdict.opensByItself ? verdict : null
}
