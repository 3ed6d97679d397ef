import type { Sha256 } from '../../base/hash.ts'
import { isSameAccount, providerOfHost } from '../../model/account.ts'
import { type CalendarDay, dayInZone, parseDay } from '../../model/calendar-day.ts'
import type { EventFacts } from '../../model/event-facts.ts'
import { dayOfKey, type MeetingKey, meetingKeyOf } from '../../model/meeting.ts'
import { startInKey } from '../../model/meeting-time.ts'
import { judgeOneOnOne, type PairOverride } from '../../model/one-on-one.ts'
import {
  memberIdOf,
  normaliseEmail,
  type PairId,
  type Person,
  pairIdOf,
} from '../../model/people.ts'
import type { PairRecord, UpcomingCache } from '../../storage/ports.ts'
import { accountOfPair } from '../choose-account.ts'
import { accountOfCache } from './refresh-upcoming.ts'

/** A 1-on-1 that is coming or going on, as this device knows it. */
export interface UpcomingMeeting {
  pairId: PairId
  self: Person
  partner: Person
  key: MeetingKey
  facts: EventFacts
  /** Null where only the day is known: a page shows times in its own words alone. */
  startMs: number | null
  /** When it is over: its end, else an hour after its start, else the end of its day. */
  endMs: number
  /** The day, where the person is. */
  day: CalendarDay
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
      if (isToldBetter(key, facts, record.meetings)) continue
      const cache = sources.caches.find((one) =>
        isSameAccount(accountOfCache(one), accountOfPair(record)),
      )
      if (cache !== undefined && isCovered(key, facts, seenMs, cache)) continue
      add(fromRecord(record, key, facts, sources))
    }
  }
  return [...found.values()].sort(
    (a, b) => sortKey(a) - sortKey(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  )
}

/** What has no time stands behind the rest of its day. */
function sortKey({ startMs, endMs }: UpcomingMeeting): number {
  return startMs ?? endMs - 1
}

/**
 * When an event is. From a page alone a recurring one has its original start in its key, which holds as long as
 * the day is the same; any other has its day. Null when nothing tells.
 */
function whenOf(
  key: MeetingKey,
  facts: EventFacts,
): Pick<UpcomingMeeting, 'startMs' | 'endMs' | 'day'> | null {
  const inKey = startInKey(key)
  const isMoved = inKey !== null && facts.day !== null && dayInZone(inKey) !== facts.day
  const startMs = facts.startMs ?? (isMoved ? null : inKey)
  if (startMs !== null) {
    return { startMs, endMs: facts.endMs ?? startMs + assumedLengthMs, day: dayInZone(startMs) }
  }
  const day = parseDay(facts.day ?? '')
  return day === null ? null : { startMs: null, endMs: endOfDayMs(day), day }
}

/** The midnight at the end of a day, where the person is. */
function endOfDayMs(day: CalendarDay): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + 1).getTime()
}

/** Known by its day alone, and by its calendar's own key as well. */
function isToldBetter(
  key: MeetingKey,
  { eventId }: EventFacts,
  meetings: PairRecord['meetings'],
): boolean {
  if (dayOfKey(key) === null) return false
  return meetings.some((one) => one.facts.eventId === eventId && dayOfKey(one.key) === null)
}

/** Whether the calendar was asked about this event after it was opened. */
function isCovered(
  key: MeetingKey,
  facts: EventFacts,
  seenMs: number,
  cache: UpcomingCache,
): boolean {
  const when = whenOf(key, facts)
  if (providerOfHost(facts.host) !== accountOfCache(cache).provider) return false
  if (seenMs > cache.fetchedMs || when === null) return false
  // The calendar told the time: an event of the page with the same id is that one.
  if (cache.events.some((one) => one.eventId === facts.eventId)) return true
  const isPrimary =
    facts.calendarId === null || normaliseEmail(facts.calendarId) === normaliseEmail(cache.account)
  const atMs = when.startMs ?? when.endMs
  return isPrimary && atMs >= cache.fromMs && atMs < cache.toMs
}

async function fromCalendar(
  facts: EventFacts,
  account: string,
  sources: UpcomingSources,
): Promise<UpcomingMeeting | null> {
  const self = normaliseEmail(account)
  const verdict = judge(facts, self, sources)
  const partnerEmail = verdict?.partner?.email ?? null
  if (verdict === null || partnerEmail === null) return null
  const partner = normaliseEmail(partnerEmail)
  const [selfId, partnerId] = await Promise.all([
    memberIdOf(self, sources.sha256),
    memberIdOf(partner, sources.sha256),
  ])
  const pairId = await pairIdOf(selfId, partnerId, sources.sha256)
  const record = sources.records.find((one) => one.pairId === pairId)
  // Read from the page alone, an imported event has another key; what was prepared is under that one.
  const known = record?.meetings.find((one) => one.facts.eventId === facts.eventId)
  const key = known?.key ?? meetingKeyOf(facts)
  const when = whenOf(key, facts)
  if (when === null) return null
  const name = verdict.partner?.name ?? ''
  return {
    pairId,
    self: record?.self ?? { id: selfId, email: self, name: '' },
    partner: {
      id: partnerId,
      email: partner,
      name: name === '' ? (record?.partner.name ?? '') : name,
    },
    key,
    facts,
    ...when,
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
  const verdict = judge(facts, record.self.email ?? record.account, sources, record)
  const when = whenOf(key, facts)
  if (verdict === null || when === null) return null
  return {
    pairId: record.pairId,
    self: record.self,
    partner: record.partner,
    key,
    facts,
    ...when,
    isPartnerDeclined: verdict.isPartnerDeclined,
    isKnownPair: true,
  }
}

/** The rule's verdict where it is a 1-on-1 that the person has not declined; else null. */
function judge(
  facts: EventFacts,
  self: string,
  { records, ownEmails }: UpcomingSources,
  kept: PairRecord | null = null,
) {
  const overrideFor = (partner: string): PairOverride | null =>
    records.find((one) => one.self.email === self && one.partner.email === normaliseEmail(partner))
      ?.override ?? null
  const verdict = judgeOneOnOne(facts, {
    selfEmails: [...new Set([self, ...ownEmails])],
    overrideFor,
    // Kept with this pair because the person said who the name is.
    overrideForName: () => (kept?.byName === undefined ? null : kept.override),
  })
  return verdict.answer === 'yes' && verdict.opensByItself ? verdict : null
}
