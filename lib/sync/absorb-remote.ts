import type { ErrorCode } from '../base/app-error.ts'
import type { StateComparison } from '../document/compare-states.ts'
import type { FileSegment } from '../document/file-format/file-segment.ts'
import type { PairId } from '../model/people.ts'
import type { ProvenFile, ProvenSegment } from '../storage/ports.ts'
import { repairDivergence, repairStored, takeOverDivergent } from './repair-segment.ts'
import { loadSegment, type StoredSegment } from './stored-segment.ts'
import type { RunDependencies } from './sync-dependencies.ts'

/** A segment after the remote's part of it was merged and committed here. */
export interface AbsorbedSegment {
  stored: StoredSegment
  /** True when the file's version holds everything stored here, deletions included. */
  isContained: boolean
  /** The file's version; null when the file has none that is sound. */
  found: FileSegment | null
}

/** What merging a file came to. */
export interface Absorbed {
  segments: Map<string, AbsorbedSegment>
  /** True when something new was committed here. */
  hasNews: boolean
  /** True when a segment of the file does not unpack to a whole state, though its checksum is right. */
  isDamaged: boolean
  notices: ErrorCode[]
}

/**
 * Merges an understood file into storage and says, segment by segment, whether the file holds everything
 * stored here. After it, storage holds everything the file does. Segments whose hashes on both sides are
 * those of the last proof are not decoded. `isCanonical`: this file's lineage wins where the two diverged;
 * of a pair's several files only one may say so, or two lineages would replace each other for ever.
 */
export async function absorbRemote(
  dependencies: RunDependencies,
  pairId: PairId,
  remote: readonly FileSegment[],
  proven: ProvenFile | null,
  isCanonical: boolean,
): Promise<Absorbed> {
  const absorbed: Absorbed = { segments: new Map(), hasNews: false, isDamaged: false, notices: [] }
  const found = new Map(remote.map((segment) => [segment.id, segment]))
  const storedNames = await dependencies.document.segments(pairId)
  for (const name of new Set([...found.keys(), ...storedNames])) {
    const segment = found.get(name) ?? null
    const known = proven?.segments[name] ?? null
    const stored = await loadSegment(dependencies, pairId, name)
    if (segment !== null && isProven(known, segment, stored)) {
      absorbed.segments.set(name, { stored, isContained: true, found: segment })
      continue
    }
    const state = segment === null ? null : await dependencies.memory.open(segment)
    const comparison =
      state === null ? null : dependencies.tools.compare(state, stored.fold().state)
    if (segment !== null && state !== null && comparison !== null) {
      const remoteSide = { found: segment, state, isCanonical }
      await absorbSegment(dependencies, pairId, remoteSide, stored, comparison, absorbed)
      continue
    }
    absorbed.isDamaged ||= segment !== null
    const isContained = dependencies.tools.isEmpty(stored.fold().state)
    absorbed.segments.set(name, { stored, isContained, found: null })
  }
  return absorbed
}

function isProven(known: ProvenSegment | null, found: FileSegment, stored: StoredSegment): boolean {
  return (
    known !== null && known.remoteSha256 === found.sha256 && known.localSha256 === stored.sha256
  )
}

async function absorbSegment(
  dependencies: RunDependencies,
  pairId: PairId,
  { found, state, isCanonical }: { found: FileSegment; state: Uint8Array; isCanonical: boolean },
  before: StoredSegment,
  comparison: StateComparison,
  absorbed: Absorbed,
): Promise<void> {
  const { tools, document } = dependencies
  let stored = before
  let isContained = comparison.isContained
  let { isDiverged } = comparison
  const rewound = await findRewoundIds(dependencies, comparison.aheadClientIds)
  if (!isDiverged && rewound.length > 0) {
    isDiverged = !(await mergeRewound(dependencies, pairId, found.id, state))
  }
  if (rewound.length > 0) await dependencies.identity.renew(rewound)
  if (isDiverged) {
    absorbed.notices.push('file/diverged')
    absorbed.hasNews = true
    stored = isCanonical
      ? await repairDivergence(dependencies, pairId, found.id, state)
      : await takeOverDivergent(dependencies, pairId, found.id, state)
  } else if (comparison.news !== null) {
    if (rewound.length === 0) await document.merge(pairId, found.id, comparison.news)
    absorbed.hasNews = true
    stored = await loadSegment(dependencies, pairId, found.id)
  }
  if (stored.fold().badEntries.length > 0) {
    absorbed.notices.push('storage/corrupt')
    stored = await repairStored(dependencies, pairId, found.id, stored)
  }
  // An edit may have been committed since the comparison, and a repair adds words: ask again about what is
  // stored now. What was lacking before news came is lacking still.
  const mayBeContained = comparison.isContained || isDiverged
  if (stored !== before && mayBeContained) {
    isContained = tools.contains(state, stored.fold().state)
  }
  absorbed.segments.set(found.id, { stored, isContained, found })
}

/**
 * The file may hold at most what this device committed under its own ids (nothing is uploaded before it
 * is committed). If it holds more, storage went back in time, and the next edit would give a second
 * meaning to operations that exist already.
 */
async function findRewoundIds(
  dependencies: RunDependencies,
  aheadClientIds: readonly number[],
): Promise<number[]> {
  if (aheadClientIds.length === 0) return []
  const own = await dependencies.identity.clientIds()
  return own.filter((id) => aheadClientIds.includes(id))
}

/**
 * Merges what this device once wrote and does not remember. A panel may have given the same names to other
 * words that are not stored yet, so that its copy must not be merged any more: a lineage begins with the news.
 * False, and nothing is changed, when such words have been stored meanwhile: then the two have diverged.
 */
async function mergeRewound(
  dependencies: RunDependencies,
  pairId: PairId,
  segment: string,
  remote: Uint8Array,
): Promise<boolean> {
  const { document, tools } = dependencies
  for (;;) {
    const stored = await loadSegment(dependencies, pairId, segment)
    const comparison = tools.compare(remote, stored.fold().state)
    if (comparison?.isDiverged !== false) return false
    const { state, badEntries, isPending } = tools.fold([...stored.entries, remote])
    if (badEntries.length > 0 || isPending) {
      // What does not decode, or waits, is in no state: it has to stay beside it.
      await document.merge(pairId, segment, remote)
      return true
    }
    if (await document.replace(pairId, segment, state, stored.entries.length, true)) return true
  }
}
