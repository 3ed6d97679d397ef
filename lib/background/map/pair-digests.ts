import type { KeyValueArea } from '../../auth/key-value-area.ts'
import type { Sha256 } from '../../base/hash.ts'
import { z } from '../../base/zod.ts'
import { coreSegment, yearOfSegment, yearSegment } from '../../document/segments.ts'
import { type CalendarDay, dayInZone } from '../../model/calendar-day.ts'
import { digestPair, firstDayOfMap, lastDayIn, type PairDigest } from '../../model/dialogue-map.ts'
import type { PairId } from '../../model/people.ts'
import { relationKinds, topicKinds } from '../../model/topics.ts'
import type { DocumentStore } from '../../storage/ports.ts'
import { hashEntries } from '../../sync/stored-segment.ts'
import type { DocumentHost } from '../document-host.ts'

/**
 * Digests of pair documents for the map: kinds, days and numbers. A document that is as it was at the last
 * reading is not opened again, in this life of the worker or a later one of the same browser session.
 */
export interface PairDigests {
  /**
   * The digests of `pairIds`, in that order; null where nothing of the pair is stored. Reads the years that the
   * map of today counts, and older ones only to find when the two last talked.
   */
  read(pairIds: readonly PairId[]): Promise<(PairDigest | null)[]>
}

/** What reading digests needs. */
export interface PairDigestDependencies {
  host: Pick<DocumentHost, 'open'>
  documents: Pick<DocumentStore, 'segments' | 'load'>
  /** `browser.storage.session`: in memory, and gone with the browser. */
  session: KeyValueArea
  sha256: Sha256
  nowMs: () => number
  /** Told when session memory refused to keep what was read; nothing is lost but time. */
  report: (thrown: unknown) => void
}

const keptKey = 'map:digests'

const relation = z.nullable(z.enum(relationKinds))

const keptSchema = z.record(
  z.string(),
  z.object({
    /** Segments that were read; with their bytes and the names of all others the fingerprint. */
    segments: z.array(z.string()),
    fingerprint: z.string(),
    digest: z.object({
      relation,
      isClosed: z.boolean(),
      aliases: z.record(z.string(), z.string()),
      heldDays: z.array(z.string()),
      topics: z.array(
        z.object({ day: z.string(), relation, kind: z.enum(topicKinds), count: z.number() }),
      ),
    }),
  }),
)

type Kept = z.infer<typeof keptSchema>

/** Builds the reader. */
export function createPairDigests(dependencies: PairDigestDependencies): PairDigests {
  const { host, documents, session, sha256, nowMs, report } = dependencies

  const hashOf = async (pairId: PairId, segment: string): Promise<string> =>
    `${segment}=${await hashEntries(sha256, await documents.load(pairId, segment))}`

  const hashAll = async (pairId: PairId, segments: readonly string[]): Promise<string[]> => {
    const hashes: string[] = []
    for (const segment of segments) hashes.push(await hashOf(pairId, segment))
    return hashes
  }

  const fingerprintOf = (
    fromDay: CalendarDay,
    present: readonly string[],
    hashes: readonly string[],
  ): string => [fromDay, ...[...present].sort(), ...hashes].join(' ')

  const readAnew = async (
    pairId: PairId,
    present: readonly string[],
    today: CalendarDay,
  ): Promise<Kept[string]> => {
    const fromDay = firstDayOfMap(today)
    const { needed, older } = segmentsToRead(present, fromDay)
    // Hashed before it is read: what is written meanwhile makes the fingerprint old, never the digest.
    const hashes = await hashAll(pairId, needed)
    const segments = [...needed]
    const document = await host.open(pairId, needed)
    try {
      let digest = digestPair(document.replica.read(), fromDay)
      for (const segment of older) {
        if (lastDayIn(digest, today) !== null) break
        hashes.push(await hashOf(pairId, segment))
        segments.push(segment)
        await document.ensureSegment(segment)
        digest = digestPair(document.replica.read(), fromDay)
      }
      return { segments, fingerprint: fingerprintOf(fromDay, present, hashes), digest }
    } finally {
      document.release()
    }
  }

  const readOne = async (
    pairId: PairId,
    known: Kept[string] | undefined,
    today: CalendarDay,
  ): Promise<Kept[string] | null> => {
    const present = await documents.segments(pairId)
    if (present.length === 0) return null
    if (known !== undefined) {
      const hashes = await hashAll(pairId, known.segments)
      if (known.fingerprint === fingerprintOf(firstDayOfMap(today), present, hashes)) return known
    }
    return readAnew(pairId, present, today)
  }

  return {
    async read(pairIds) {
      const parsed = keptSchema.safeParse((await session.get([keptKey]))[keptKey])
      const before = parsed.success ? parsed.data : {}
      const today = dayInZone(nowMs())
      const kept: Kept = {}
      let hasNews = false
      for (const pairId of pairIds) {
        const known = before[pairId]
        const one = await readOne(pairId, known, today)
        if (one !== null) kept[pairId] = one
        hasNews ||= one !== (known ?? null)
      }
      if (hasNews) session.set({ [keptKey]: kept }).catch(report)
      return pairIds.map((pairId) => kept[pairId]?.digest ?? null)
    },
  }
}

/** The segments the map counts, and the older years behind them, the latest first. */
function segmentsToRead(
  present: readonly string[],
  fromDay: CalendarDay,
): { needed: string[]; older: string[] } {
  const firstYear = Number(fromDay.slice(0, 4))
  const years = present.flatMap((segment) => yearOfSegment(segment) ?? []).sort((a, b) => b - a)
  const needed = years.filter((year) => year >= firstYear).map(yearSegment)
  return {
    needed: [...(present.includes(coreSegment) ? [coreSegment] : []), ...needed],
    older: years.filter((year) => year < firstYear).map(yearSegment),
  }
}
