import { createMapHandlers } from '../../../lib/background/map/map-handlers.ts'
import { createPairDigests } from '../../../lib/background/map/pair-digests.ts'
import { createPairViews } from '../../../lib/background/pair-views.ts'
import { createOverview, type ReadOverview } from '../../../lib/background/popup/popup-overview.ts'
import { createSettingsStore } from '../../../lib/background/settings.ts'
import type { UpcomingMeeting } from '../../../lib/background/upcoming/list-upcoming.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import type { DocumentStore, PairRecord, PairStore } from '../../../lib/storage/ports.ts'
import { factsOf } from '../../support/event-facts.ts'
import { createMemoryArea } from '../../support/memory-area.ts'
import { mulberry32 } from '../../support/replica-world.ts'
import { pairRecordOf } from '../../support/stored-records.ts'
import { alternate } from '../alternate.ts'
import { type BenchContext, type BenchPart, roundsOf } from '../bench-part.ts'
import { makeHost, memoryStore } from '../documents/hold-pair.ts'
import { makePair, members, weeklySize } from '../documents/make-pair.ts'
import { type Figure, makeFigure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'

/**
 * What the popup and the map cost somebody with twenty partners: five years of weekly 1-on-1s with each beside
 * one year. The worker has just begun to live: no document is in memory. Storage answers from memory; what is
 * measured is our own work.
 */
export const partners: BenchPart = { name: 'partners', run }

const partnerCount = 20

/** The last days of the last year: the current year is full in both. */
const nowMs = Date.UTC(2026, 11, 28)

const alone = { kind: 'page', path: '/map.html', tabId: null, isFramed: false } as const

interface Subject {
  store: DocumentStore
  records: PairRecord[]
  /** What session memory holds after the map was drawn once. */
  session: ReturnType<typeof createMemoryArea>
}

async function run(context: BenchContext): Promise<Figure[]> {
  const old = await makeSubject(5)
  const young = await makeSubject(1)
  const compare = async (
    name: string,
    wantedRounds: number,
    measure: (subject: Subject) => Promise<number>,
  ) => {
    const rounds = roundsOf(context, wantedRounds)
    const samples = await alternate(
      rounds,
      1,
      () => measure(old),
      () => measure(young),
    )
    const figure = (suffix: string, part: (values: number[]) => number) => ({
      name: `partners/${name}-5-years-${suffix}`,
      value: part(samples.a),
      unit: 'ms' as const,
      baseline: { name: 'after 1 year', value: part(samples.b) },
      note: `${partnerCount} partners, ${rounds} rounds`,
    })
    return [
      makeFigure({ ...figure('p50', median), budget: { of: 'ratio', atMost: 1.5 } }),
      makeFigure(figure('p95', (values) => percentile(values, 0.95))),
    ]
  }
  return [
    ...(await compare('popup-near', 40, (subject) => timeOverview(subject, 'near'))),
    ...(await compare('popup-whole', 8, (subject) => timeOverview(subject, 'whole'))),
    ...(await compare('map-first', 8, (subject) => timeMap(subject, createMemoryArea()))),
    ...(await compare('map-again', 40, (subject) => timeMap(subject, subject.session))),
  ]
}

async function makeSubject(years: number): Promise<Subject> {
  const pair = makePair({ ...weeklySize, years, lastYear: 2026 }, mulberry32)
  const records = Array.from({ length: partnerCount }, (_, at): PairRecord => {
    const digits = at.toString(16).padStart(2, '0')
    return {
      ...pairRecordOf(digits.repeat(16)),
      // The one whose promises are open.
      self: members[1],
      partner: { id: digits.repeat(8), email: `partner-${at}@example.com`, name: `Partner ${at}` },
      meetings: [],
    }
  })
  const subject = { store: memoryStore(pair), records, session: createMemoryArea() }
  await timeMap(subject, subject.session)
  return subject
}

/** A 1-on-1 with each of them: one today, the others on the days after. */
function upcomingOf({ records }: Subject): UpcomingMeeting[] {
  return records.map(({ pairId, self, partner }, at) => {
    const startMs = nowMs + at * 86_400_000 + 3_600_000
    return {
      pairId,
      self,
      partner,
      key: `coming-${at}@google.com|`,
      facts: factsOf(`coming-${at}`, startMs),
      startMs,
      endMs: startMs + 1_800_000,
      day: new Date(startMs).toISOString().slice(0, 10),
      isPartnerDeclined: false,
      isKnownPair: true,
    }
  })
}

const never = () => Promise.reject(new Error('Not part of a measurement'))

function pairsOf({ records }: Subject): PairStore {
  return { get: never, update: never, list: async () => records, remove: never }
}

function overviewOf(subject: Subject): ReadOverview {
  const { store } = subject
  return createOverview({
    pairs: pairsOf(subject),
    privates: { allDrafts: async () => [] },
    marks: { get: async () => null },
    views: createPairViews({
      host: makeHost(store, nowMs),
      documents: store,
      nowMs: () => nowMs,
    }),
    seen: { noteShown: never, stateOf: never, stateIn: async () => 'seen' },
    upcoming: async () => upcomingOf(subject),
    calendarReadMs: async () => null,
    nowMs: () => nowMs,
  })
}

async function timeOverview(subject: Subject, extent: 'near' | 'whole'): Promise<number> {
  const read = overviewOf(subject)
  const startedMs = performance.now()
  const { meetings, promises } = await read(extent)
  const elapsedMs = performance.now() - startedMs
  if (meetings.length === 0 || promises.length === 0) throw new Error('The popup is empty')
  return elapsedMs
}

async function timeMap(
  subject: Subject,
  session: ReturnType<typeof createMemoryArea>,
): Promise<number> {
  const { store } = subject
  const settings = createSettingsStore(createMemoryArea(), createMemoryArea(), '')
  await settings.write({ hasConsented: true })
  const answer = createMapHandlers({
    pairs: pairsOf(subject),
    digests: createPairDigests({
      host: makeHost(store, nowMs),
      documents: store,
      session,
      sha256: platformSha256,
      nowMs: () => nowMs,
      report: (thrown) => {
        throw thrown
      },
    }),
    settings,
    upcoming: async () => upcomingOf(subject),
    nowMs: () => nowMs,
  })
  const startedMs = performance.now()
  const { map } = await answer['page/map']({}, alone)
  const elapsedMs = performance.now() - startedMs
  const counted = map.rows.flatMap(({ cells }) => cells).reduce((sum, { count }) => sum + count, 0)
  if (counted === 0) throw new Error('The map is empty')
  return elapsedMs
}
