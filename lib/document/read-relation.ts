import type * as Y from 'yjs'
import { parseDay } from '../model/calendar-day.ts'
import type { MemberId } from '../model/people.ts'
import { axisKinds, emptyPeriod, type RelationPeriod } from '../model/relation-period.ts'
import { relationKinds } from '../model/topics.ts'
import { farewellFields, isPeriodId, periodNumber } from './period-id.ts'
import type { ResolveMember } from './read-memos.ts'
import { readChoice, readInstant, readMember, readNumber, readString } from './read-registers.ts'
import { readText } from './read-text.ts'
import { coreRegisters, pairMap, relationRegisters, rootPrefixes } from './roots.ts'
import { memberPattern } from './topic-id.ts'

/** The period the pair is in; `p1` where nothing is said. */
export function currentPeriodId(doc: Y.Doc): string {
  const id = readString(pairMap(doc), coreRegisters.period, 8)
  return id !== null && isPeriodId(id) ? id : 'p1'
}

/** The period a pair is in, and those before it, oldest first. */
export function readPeriods(
  doc: Y.Doc,
  resolve: ResolveMember,
): { period: RelationPeriod; pastPeriods: RelationPeriod[] } {
  const current = currentPeriodId(doc)
  const ids = new Set([current])
  for (const root of doc.share.keys()) {
    for (const prefix of [rootPrefixes.relation, rootPrefixes.purpose, rootPrefixes.farewell]) {
      const id = root.startsWith(prefix) ? (root.slice(prefix.length).split('/')[0] ?? '') : ''
      if (isPeriodId(id)) ids.add(id)
    }
  }
  const periods = [...ids]
    .sort((a, b) => periodNumber(a) - periodNumber(b))
    .map((id) => readPeriod(doc, id, resolve))
  const kind = readChoice(pairMap(doc), coreRegisters.relation, relationKinds)
  const period = periods.find(({ id }) => id === current) ?? emptyPeriod(current, kind)
  return {
    period: { ...period, kind },
    pastPeriods: periods.filter((one) => one.id !== current && !isEmpty(one)),
  }
}

/** True when nothing is said: a root that somebody only looked up is there on one replica and not on another. */
function isEmpty(period: RelationPeriod): boolean {
  const { id: _id, ...said } = period
  return Object.values(said).every(
    (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  )
}

function readPeriod(doc: Y.Doc, id: string, resolve: ResolveMember): RelationPeriod {
  const map: Y.Map<unknown> = doc.getMap(rootPrefixes.relation + id)
  const mentee = readMember(map, relationRegisters.mentee)
  const cadence = readNumber(map, relationRegisters.cadenceDays)
  const isCarrying = map.get(relationRegisters.carries)
  const closedMs = readInstant(map, relationRegisters.closed)
  const closedBy = readMember(map, relationRegisters.closedBy)
  const day = (register: string) => parseDay(readString(map, register, 10) ?? '')
  return {
    id,
    kind: readChoice(map, relationRegisters.kind, relationKinds),
    mentee: mentee === null ? null : resolve(mentee),
    purpose: readText(doc, rootPrefixes.purpose + id),
    startedDay: day(relationRegisters.startedDay),
    endsDay: day(relationRegisters.endsDay),
    cadenceDays: cadence !== null && isCadence(cadence) ? cadence : null,
    axis: readChoice(map, relationRegisters.axis, axisKinds),
    isCarrying: typeof isCarrying === 'boolean' ? isCarrying : null,
    reviewedMs: readInstant(map, relationRegisters.reviewed),
    askedDay: day(relationRegisters.askedDay),
    closed:
      closedMs === null
        ? null
        : { atMs: closedMs, by: closedBy === null ? null : resolve(closedBy) },
    ...readFarewells(doc, id, resolve),
  }
}

/** True for a number of days that can be a rhythm; 0 is none. */
export function isCadence(days: number): boolean {
  return Number.isInteger(days) && days >= 0 && days <= 366
}

function readFarewells(
  doc: Y.Doc,
  period: string,
  resolve: ResolveMember,
): Pick<RelationPeriod, 'farewells' | 'keepsakes'> {
  const start = `${rootPrefixes.farewell}${period}/`
  const words = new Map<MemberId, Record<(typeof farewellFields)[number], string>>()
  for (const root of [...doc.share.keys()].filter((name) => name.startsWith(start)).sort()) {
    const [member = '', name = '', ...rest] = root.slice(start.length).split('/')
    const field = farewellFields.find((known) => known === name)
    if (!memberPattern.test(member) || field === undefined || rest.length > 0) continue
    const known = words.get(resolve(member)) ?? { thanks: '', takeaway: '', keepsake: '' }
    // Two addresses of one person may both have written: both are shown.
    known[field] = [known[field], readText(doc, root)].filter((text) => text !== '').join('\n')
    words.set(resolve(member), known)
  }
  const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    farewells: sorted
      .filter(([, { thanks, takeaway }]) => thanks + takeaway !== '')
      .map(([member, { thanks, takeaway }]) => ({ member, thanks, takeaway })),
    keepsakes: sorted
      .filter(([, { keepsake }]) => keepsake !== '')
      .map(([member, { keepsake }]) => ({ member, text: keepsake })),
  }
}
