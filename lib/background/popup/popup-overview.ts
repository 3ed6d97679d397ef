import { eventLink } from '../../calendar/event-link.ts'
import type { DraftTopic, PairView } from '../../model/agenda.ts'
import { dayInZone } from '../../model/calendar-day.ts'
import { keepInMind } from '../../model/carry-over.ts'
import { type MeetingKey, undatedMeeting } from '../../model/meeting.ts'
import { wasHeld } from '../../model/meeting-stage.ts'
import { spanOfMeeting } from '../../model/meeting-time.ts'
import { groupByPartner, resolveMember } from '../../model/member-alias.ts'
import type { MemberId, PairId } from '../../model/people.ts'
import type {
  PopupKeep,
  PopupMeeting,
  PopupPerson,
  PopupPromise,
  PopupView,
} from '../../model/popup-view.ts'
import { openPromises } from '../../model/promise.ts'
import { carriesOver } from '../../model/relation-period.ts'
import { renameMembers } from '../../model/rename-members.ts'
import { withTakenPeriod } from '../../model/taken-period.ts'
import type { MeetingMarkStore, PairRecord, PairStore } from '../../storage/ports.ts'
import type { PrivateStore } from '../../storage/private-port.ts'
import type { PairViews } from '../pair-views.ts'
import type { SeenKeeper } from '../seen-keeper.ts'
import type { UpcomingMeeting } from '../upcoming/list-upcoming.ts'
import { draftsForMeeting, findCalledOff } from '../waiting-drafts.ts'
import { readGlance } from './glance.ts'

/** What the popup shows at most; a popup is for a look, the panel and its timeline for the rest. */
const shown = { meetings: 10, topics: 3, promises: 8, keeps: 6, people: 6 } as const

/** What putting the popup together needs. */
export interface OverviewDependencies {
  pairs: PairStore
  privates: Pick<PrivateStore, 'allDrafts'>
  views: PairViews
  marks: Pick<MeetingMarkStore, 'get'>
  seen: SeenKeeper
  upcoming: () => Promise<UpcomingMeeting[]>
  calendarReadMs: () => Promise<number | null>
  nowMs: () => number
}

/** One pair, read once for everything the popup says about it. */
interface PairReading {
  record: PairRecord
  /** With the time the two are in, which may have been agreed on under another address. */
  view: PairView | null
  /** Those begun under the partner's other addresses too. */
  drafts: DraftTopic[]
  meetings: UpcomingMeeting[]
  /** Meetings of drafts that do not take place. */
  calledOff: ReadonlySet<MeetingKey>
  /** Names the partner this pair is with, whatever the address. */
  group: PairId
  /** The other pairs of that partner. */
  others: PairReading[]
}

/** What was read of a partner's other addresses, with the ids of this pair. */
function elsewhereOf({ record, view, others }: PairReading): PairView[] {
  const resolve = (id: MemberId): MemberId => (view === null ? id : resolveMember(view.aliases, id))
  const here = { self: resolve(record.self.id), partner: resolve(record.partner.id) }
  return others.flatMap((other) => {
    const there = { self: other.record.self.id, partner: other.record.partner.id }
    return other.view === null ? [] : [renameMembers(other.view, there, here)]
  })
}

/**
 * Reads what the popup draws, from this device alone. `near` reads the documents of today's partners only (else
 * the next one's): each document costs time.
 */
export type ReadOverview = (extent: 'near' | 'whole') => Promise<PopupView>

/** Builds it. */
export function createOverview(dependencies: OverviewDependencies): ReadOverview {
  const { views, seen, nowMs } = dependencies

  const readPair = async (
    record: PairRecord,
    upcoming: readonly UpcomingMeeting[],
    drafts: readonly DraftTopic[],
  ): Promise<PairReading> => {
    const meetings = upcoming.filter((one) => one.pairId === record.pairId)
    const own = drafts.filter((draft) => draft.pairId === record.pairId)
    return {
      record,
      view: await views.read(
        record.pairId,
        meetings.map(({ key, startMs, day }) => ({ key, startMs, day })),
      ),
      drafts: own,
      calledOff: await findCalledOff(own, dependencies.marks),
      meetings,
      group: record.pairId,
      others: [],
    }
  }

  const describeMeeting = async (
    meeting: UpcomingMeeting,
    pair: PairReading | null,
  ): Promise<PopupMeeting> => {
    const { pairId, partner, key, startMs, endMs, day, facts } = meeting
    const times = { key, startMs, day }
    const drafts = pair === null ? [] : draftsFor(pair, times, nowMs())
    const view = pair?.view ?? null
    const { theirs, mine } = readGlance(
      view,
      drafts,
      times,
      meeting.self.id,
      nowMs(),
      pair === null ? [] : elsewhereOf(pair),
    )
    const state = pair === null ? 'untouched' : await seen.stateIn(view, pair.record, key)
    return {
      pairId,
      partner,
      relation: view?.relation ?? null,
      meeting: key,
      startMs,
      endMs: facts.endMs === null ? null : endMs,
      day,
      isPartnerDeclined: meeting.isPartnerDeclined,
      eventUrl: eventLink(facts, meeting.self.email ?? ''),
      theirs: theirs.slice(0, shown.topics),
      mine: mine.slice(0, shown.topics),
      hiddenCount:
        Math.max(0, theirs.length - shown.topics) + Math.max(0, mine.length - shown.topics),
      isUnseen: state === 'news',
    }
  }

  return async (extent) => {
    const all = await dependencies.upcoming()
    const upcoming = extent === 'whole' ? all : nearest(all, nowMs())
    const used = (await dependencies.pairs.list()).filter((one) => one.override !== 'never')
    const groupOf = groupPairs(used)
    const wanted = new Set(upcoming.map(({ pairId }) => groupOf.get(pairId)))
    const records = used.filter((one) => extent === 'whole' || wanted.has(groupOf.get(one.pairId)))
    const drafts = await dependencies.privates.allDrafts()
    const readings: PairReading[] = []
    for (const record of records) readings.push(await readPair(record, upcoming, drafts))
    joinReadings(readings, groupOf)
    const meetings: PopupMeeting[] = []
    for (const meeting of upcoming.slice(0, shown.meetings)) {
      const pair = readings.find((one) => one.record.pairId === meeting.pairId) ?? null
      meetings.push(await describeMeeting(meeting, pair))
    }
    return {
      meetings,
      promises: readings.flatMap(listPromises).sort(comparePromises).slice(0, shown.promises),
      keeps: perPartner(readings)
        .flatMap((one) => listKeeps(one, nowMs()))
        .slice(0, shown.keeps),
      people: perPartner(readings)
        .flatMap((one) => describePerson(one, nowMs()))
        .sort(comparePeople)
        .slice(0, shown.people),
      calendarReadMs: await dependencies.calendarReadMs(),
    }
  }
}

/** The first pair of each partner stands for all of them. */
function groupPairs(records: readonly PairRecord[]): Map<PairId, PairId> {
  const groups = groupByPartner(
    records.map(({ pairId, partner, aliases = {} }) => ({ pairId, partner: partner.id, aliases })),
  )
  return new Map(groups.flatMap((group) => group.map((one) => [one, group[0] ?? one] as const)))
}

function joinReadings(readings: readonly PairReading[], groupOf: Map<PairId, PairId>): void {
  const own = new Map(readings.map((one) => [one, one.drafts]))
  for (const one of readings) one.group = groupOf.get(one.record.pairId) ?? one.group
  for (const one of readings) {
    one.others = readings.filter((other) => other !== one && other.group === one.group)
    one.drafts = [one, ...one.others].flatMap((each) => own.get(each) ?? [])
    for (const other of one.others) {
      one.calledOff = new Set([...one.calledOff, ...other.calledOff])
    }
    if (one.view !== null) one.view = withTakenPeriod(one.view, elsewhereOf(one))
  }
}

/** One reading for each partner: that of the address with a date, else of the one met last. */
function perPartner(readings: readonly PairReading[]): PairReading[] {
  const metMs = ({ record, meetings }: PairReading): number =>
    meetings.length > 0 ? Infinity : (record.meetings.at(-1)?.seenMs ?? 0)
  return [...Map.groupBy(readings, ({ group }) => group).values()].map((group) =>
    group.reduce((best, one) => (metMs(one) > metMs(best) ? one : best)),
  )
}

/** Today's, and what goes on since yesterday; else the next one. */
function nearest(upcoming: readonly UpcomingMeeting[], nowMs: number): UpcomingMeeting[] {
  const today = dayInZone(nowMs)
  const near = upcoming.filter((one) => one.day <= today)
  return near.length > 0 ? near : upcoming.slice(0, 1)
}

function draftsFor(
  { record, view, drafts, others, calledOff }: PairReading,
  meeting: { key: string; startMs: number | null; day: string | null },
  nowMs: number,
): DraftTopic[] {
  const isCarrying = view === null || carriesOver(view.period)
  return draftsForMeeting({
    drafts,
    calledOff,
    meeting,
    remembered: [record, ...others.map((one) => one.record)].flatMap((one) => one.meetings),
    isCarrying,
    nowMs,
  }).filter((draft) => draft.meeting === meeting.key)
}

function listPromises({ record, view }: PairReading): PopupPromise[] {
  if (view === null) return []
  const me = resolveMember(view.aliases, record.self.id)
  return openPromises(view.promises, me).map(({ id, text, dueDay, whenWhere }) => ({
    id,
    pairId: record.pairId,
    partner: record.partner,
    text,
    dueDay,
    whenWhere,
  }))
}

/** As `sortPromises` of the model: by day, those without one last. */
function comparePromises(a: PopupPromise, b: PopupPromise): number {
  if (a.dueDay !== b.dueDay) return (a.dueDay ?? '9999') < (b.dueDay ?? '9999') ? -1 : 1
  return a.id < b.id ? -1 : 1
}

function listKeeps(pair: PairReading, nowMs: number): PopupKeep[] {
  const { record, view } = pair
  const views = [...(view === null ? [] : [view]), ...elsewhereOf(pair)]
  if (views.length === 0 || view?.period.closed != null) return []
  return keepInMind(views, nowMs).map(({ text }) => ({
    pairId: record.pairId,
    partner: record.partner,
    text,
  }))
}

/** A partner without a date; nobody for one with a date, and for a relation that was closed. */
function describePerson(pair: PairReading, nowMs: number): PopupPerson[] {
  const { record, view, meetings } = pair
  if (meetings.length > 0 || (view !== null && view.period.closed !== null)) return []
  const undated = { key: undatedMeeting, startMs: null, day: null }
  const waiting = readGlance(
    view,
    draftsFor(pair, undated, nowMs),
    undated,
    record.self.id,
    nowMs,
    elsewhereOf(pair),
  )
  return [
    {
      pairId: record.pairId,
      partner: record.partner,
      relation: view?.relation ?? null,
      waitingCount: waiting.mine.length + waiting.theirs.length,
      lastDay: lastDayOf(pair, nowMs),
    },
  ]
}

function lastDayOf(pair: PairReading, nowMs: number): string | null {
  const readings = [pair, ...pair.others]
  const seen = readings.flatMap(({ record }) => record.meetings)
  const remembered = seen.flatMap(({ facts }) => {
    if (facts.startMs === null) return facts.day === null ? [] : [facts.day]
    return facts.startMs > nowMs ? [] : [facts.day ?? dayInZone(facts.startMs)]
  })
  const held = readings
    .flatMap(({ view }) => view?.meetings ?? [])
    .filter(wasHeld)
    .flatMap((meeting) => spanOfMeeting(meeting)?.day ?? [])
  const today = dayInZone(nowMs)
  return (
    [...remembered, ...held]
      .filter((day) => day <= today)
      .sort()
      .at(-1) ?? null
  )
}

/** Those for whom something waits first, then those met last. */
function comparePeople(a: PopupPerson, b: PopupPerson): number {
  const waiting = Number(b.waitingCount > 0) - Number(a.waitingCount > 0)
  if (waiting !== 0) return waiting
  const [first, second] = [a.lastDay ?? '', b.lastDay ?? '']
  return first === second ? (a.pairId < b.pairId ? -1 : 1) : first > second ? -1 : 1
}
