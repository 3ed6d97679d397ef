import type { MeetingView, PairView } from './agenda.ts'
import { addDays, addMonths, type CalendarDay, dayAtUtc } from './calendar-day.ts'
import type { MeetingKey } from './meeting.ts'
import { wasHeld } from './meeting-stage.ts'
import { spanOfMeeting } from './meeting-time.ts'
import { groupByPartner, type MemberAliases } from './member-alias.ts'
import type { PairId, Person } from './people.ts'
import { type RelationKind, relationKinds, type TopicKind, topicKinds } from './topics.ts'

/** Topics of one kind on one day. */
export interface TopicCount {
  day: CalendarDay
  /** The relation the two were in on that day; null while they had chosen none. */
  relation: RelationKind | null
  kind: TopicKind
  count: number
}

/** What the map needs of one pair's document: kinds, days and numbers, never a word anybody wrote. */
export interface PairDigest {
  /** The relation they are in now. */
  relation: RelationKind | null
  /** That relation was closed. */
  isClosed: boolean
  aliases: MemberAliases
  /** Days of 1-on-1s in which something was said or written, the latest last. */
  heldDays: CalendarDay[]
  /** Everything brought to a 1-on-1 with a date, days to come included. */
  topics: TopicCount[]
}

/** One pair with what this device knows beside its document. */
export interface MappedPair {
  pairId: PairId
  partner: Person
  /** Null while nothing of the pair is stored. */
  digest: PairDigest | null
  /** Days of events with this partner that are over. */
  pastDays: readonly CalendarDay[]
  /** The next 1-on-1 in sight; null when there is none. */
  next: NextBooked | null
}

/** When the next 1-on-1 is; `startMs` is null where only the day is known. */
export interface NextBooked {
  meeting: MeetingKey
  startMs: number | null
  day: CalendarDay
}

/** A partner on the map. */
export interface MapPartner {
  /** Where their margin opens; of several documents the one used next, else last. */
  pairId: PairId
  partner: Person
  lastDay: CalendarDay | null
  next: NextBooked | null
  /** The relation was closed: nothing is expected of anybody. */
  isClosed: boolean
}

/** How warm a field of the map is: nothing, a little, sometimes, often. */
export const heatLevels = [0, 1, 2, 3] as const

/** See {@link heatLevels}. */
export type HeatLevel = (typeof heatLevels)[number]

/** A field of the map. */
export interface HeatCell {
  relation: RelationKind | null
  count: number
  level: HeatLevel
}

/** A kind of relation that might be worth a thought; never a person. */
export interface RelationSuggestion {
  relation: RelationKind
  /** `never`: nobody of this kind yet. `quiet`: none for {@link quietDays}, and none in sight. */
  reason: 'never' | 'quiet'
}

/** わたしの対話マップ: with whom, in which relations, about what. For this person alone. */
export interface DialogueMap {
  /** Relations with at least one partner, in the order of `relationKinds`; those without a relation last. */
  relations: { relation: RelationKind | null; partners: MapPartner[] }[]
  /** First day that `rows` count. */
  fromDay: CalendarDay
  /** Topics by relation, one row per kind, every row with the same relations in the same order. */
  rows: { kind: TopicKind; cells: HeatCell[] }[]
  suggestion: RelationSuggestion | null
}

/** A relation counts as quiet after so many days. */
export const quietDays = 90

/** The ones that complete the base come first: what is furthest from the daily work is missed most easily. */
const suggestedFirst = ['diagonal', 'mentor', 'lateral', 'boss'] as const

/** First day of the twelve months that end with the month of `today`. */
export function firstDayOfMap(today: CalendarDay): CalendarDay {
  return addMonths(`${today.slice(0, 7)}-01`, -11)
}

/** Reads the digest of a view; topics before `fromDay` are left out. */
export function digestPair(view: PairView, fromDay: CalendarDay): PairDigest {
  const counts = new Map<string, TopicCount>()
  for (const meeting of view.meetings) {
    for (const topic of meeting.topics) {
      const day = dayOfTopic(meeting, topic.talkedMs)
      if (topic.isRemoved || day === null || day < fromDay) continue
      const relation = relationOn(view, day)
      const key = `${day} ${relation} ${topic.kind}`
      const known = counts.get(key)
      if (known === undefined) counts.set(key, { day, relation, kind: topic.kind, count: 1 })
      else known.count += 1
    }
  }
  const heldDays = view.meetings
    .filter(wasHeld)
    .flatMap((meeting) => spanOfMeeting(meeting)?.day ?? [])
  return {
    relation: view.relation,
    isClosed: view.period.closed !== null,
    aliases: view.aliases,
    heldDays: [...new Set(heldDays)].sort(),
    topics: [...counts.values()],
  }
}

/** The day a topic counts for; null for what waits, and for what was prepared for a day that fell out. */
function dayOfTopic(meeting: MeetingView, talkedMs: number | null): CalendarDay | null {
  const day = spanOfMeeting(meeting)?.day ?? null
  if (talkedMs !== null) return day ?? dayAtUtc(talkedMs)
  return meeting.isCalledOff ? null : day
}

/** The relation of the period that a day lies in. */
function relationOn(view: PairView, day: CalendarDay): RelationKind | null {
  const earlier = view.pastPeriods.find(
    ({ closed }) => closed !== null && day <= dayAtUtc(closed.atMs),
  )
  return earlier === undefined ? view.relation : earlier.kind
}

/** Draws the map as of `today`. Two addresses of one person, merged by the person, are one partner. */
export function dialogueMapOf(pairs: readonly MappedPair[], today: CalendarDay): DialogueMap {
  const groups = groupByPartner(
    pairs.map(({ pairId, partner, digest }) => ({
      pairId,
      partner: partner.id,
      aliases: digest?.aliases ?? {},
    })),
  )
  const byId = new Map(pairs.map((pair) => [pair.pairId, pair]))
  const joined = groups.map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
  const partners = joined.map((group) => describePartner(group, today))
  const fromDay = firstDayOfMap(today)
  const topics = joined.flatMap(topicsOf).filter(({ day }) => day >= fromDay && day <= today)
  const relations = [...relationKinds, null].map((relation) => ({
    relation,
    partners: partners
      .filter((one) => one.relation === relation)
      .map((one) => one.shown)
      .sort(comparePartners),
  }))
  const hasUnchosen =
    relations.at(-1)?.partners.length !== 0 || topics.some(({ relation }) => relation === null)
  const columns = hasUnchosen ? [...relationKinds, null] : [...relationKinds]
  return {
    relations: relations.filter((one) => one.partners.length > 0),
    fromDay,
    rows: topicKinds.map((kind) => ({
      kind,
      cells: columns.map((relation) => countCell(topics, kind, relation)),
    })),
    suggestion: suggestRelation(relations, today),
  }
}

function describePartner(
  pairs: readonly MappedPair[],
  today: CalendarDay,
): { relation: RelationKind | null; shown: MapPartner } {
  const lastOf = ({ digest, pastDays }: MappedPair): CalendarDay | null =>
    lastDayOf([...(digest === null ? [] : daysOf(digest)), ...pastDays], today)
  const used = [...pairs].sort((a, b) => compareDays(lastOf(b), lastOf(a)))
  const [latest] = used
  if (latest === undefined) throw new RangeError('a partner without a pair')
  const [coming] = used
    .flatMap(({ pairId, next }) => (next === null ? [] : { pairId, next }))
    .sort((a, b) => compareNext(a.next, b.next))
  return {
    relation:
      used.find(({ digest }) => (digest?.relation ?? null) !== null)?.digest?.relation ?? null,
    shown: {
      pairId: coming?.pairId ?? latest.pairId,
      partner: used.find(({ partner }) => partner.name !== '')?.partner ?? latest.partner,
      lastDay: lastOf(latest),
      next: coming?.next ?? null,
      isClosed: used.every(({ digest }) => digest?.isClosed === true),
    },
  }
}

/** The topics of one partner; where an address has no relation of its own, that of the other one goes on. */
function topicsOf(pairs: readonly MappedPair[]): TopicCount[] {
  const digests = pairs.flatMap(({ digest }) => digest ?? [])
  const taken = digests.find((one) => one.relation !== null && !one.isClosed)?.relation ?? null
  return digests.flatMap((digest) =>
    digest.relation !== null || taken === null
      ? digest.topics
      : digest.topics.map((one) => ({ ...one, relation: one.relation ?? taken })),
  )
}

/** The last day on which the two talked, as far as the digest tells; null when it tells of none. */
export function lastDayIn(digest: PairDigest, today: CalendarDay): CalendarDay | null {
  return lastDayOf(daysOf(digest), today)
}

/** What was brought to a 1-on-1 counts as talked about: most people tick nothing off. */
function daysOf({ heldDays, topics }: PairDigest): CalendarDay[] {
  return [...heldDays, ...topics.map(({ day }) => day)]
}

function lastDayOf(days: readonly CalendarDay[], today: CalendarDay): CalendarDay | null {
  let last: CalendarDay | null = null
  for (const day of days) if (day <= today && (last === null || day > last)) last = day
  return last
}

function compareDays(a: CalendarDay | null, b: CalendarDay | null): number {
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1
}

function compareNext(a: NextBooked, b: NextBooked): number {
  return compareDays(a.day, b.day) || (a.startMs ?? Infinity) - (b.startMs ?? Infinity)
}

/** Who is met soonest first, then who was met last; closed relations at the end. */
function comparePartners(a: MapPartner, b: MapPartner): number {
  if (a.isClosed !== b.isClosed) return a.isClosed ? 1 : -1
  if (a.next !== null && b.next !== null) return compareNext(a.next, b.next)
  if (a.next !== null || b.next !== null) return a.next === null ? 1 : -1
  return compareDays(b.lastDay, a.lastDay) || (a.pairId < b.pairId ? -1 : 1)
}

function countCell(
  topics: readonly TopicCount[],
  kind: TopicKind,
  relation: RelationKind | null,
): HeatCell {
  const count = topics
    .filter((one) => one.kind === kind && one.relation === relation)
    .reduce((sum, one) => sum + one.count, 0)
  return { relation, count, level: levelOf(count) }
}

/** In words a year makes sense of: once or twice is a little, every other month and more is often. */
function levelOf(count: number): HeatLevel {
  if (count === 0) return 0
  return count < 3 ? 1 : count < 6 ? 2 : 3
}

/**
 * At most one, and only where it can be true: while somebody one talked with has no relation, that may be the
 * very one.
 */
function suggestRelation(
  relations: readonly { relation: RelationKind | null; partners: readonly MapPartner[] }[],
  today: CalendarDay,
): RelationSuggestion | null {
  const talked = relations.map(({ relation, partners }) => ({
    relation,
    isBooked: partners.some(({ next }) => next !== null),
    lastDay:
      partners
        .flatMap(({ lastDay }) => lastDay ?? [])
        .sort()
        .at(-1) ?? null,
  }))
  const isUnclear = talked.some(({ relation, lastDay }) => relation === null && lastDay !== null)
  if (isUnclear || talked.every(({ lastDay }) => lastDay === null)) return null
  const quietSince = addDays(today, -quietDays)
  const inOrder = suggestedFirst.flatMap((kind) => talked.filter((one) => one.relation === kind))
  const free = inOrder.filter(({ isBooked }) => !isBooked)
  const never = free.find(({ lastDay }) => lastDay === null)?.relation ?? null
  if (never !== null) return { relation: never, reason: 'never' }
  const quiet =
    free.find(({ lastDay }) => lastDay !== null && lastDay < quietSince)?.relation ?? null
  return quiet === null ? null : { relation: quiet, reason: 'quiet' }
}
