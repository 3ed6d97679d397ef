import type { ErrorCode } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { ProvenFile, ProvenSegment } from '../storage/ports.ts'
import type { FileSegment } from './document-tools.ts'
import { repairDivergence, repairStored } from './repair-segment.ts'
import { loadSegment, type StoredSegment } from './stored-segment.ts'
import type { SyncDependencies } from './sync-dependencies.ts'

/** A segment after the remote's part of it was merged and committed here. */
export interface AbsorbedSegment {
  stored: StoredSegment
  /** True when the file's version holds everything stored here, deletions included. */
  isContained: boolean
  /** The file's hash of its version; null when the file has no such segment. */
  remoteSha256: string | null
}

/** What merging a file came to. */
export interface Absorbed {
  segments: Map<string, AbsorbedSegment>
  /** True when something new was committed here. */
  hasNews: boolean
  notices: ErrorCode[]
}

/**
 * Merges an understood file into storage and says, segment by segment, whether the file holds everything
 * stored here. After it, storage holds everything the file does. Segments whose hashes on both sides are
 * those of the last proof are not decoded.
 */
export async function absorbRemote(
  dependencies: SyncDependencies,
  pairId: PairId,
  remote: ReadonlyMap<string, FileSegment>,
  proven: ProvenFile | null,
): Promise<Absorbed> {
  const absorbed: Absorbed = { segments: new Map(), hasNews: false, notices: [] }
  const storedNames = await dependencies.document.segments(pairId)
  for (const segment of new Set([...remote.keys(), ...storedNames])) {
    const found = remote.get(segment) ?? null
    const known = proven?.segments[segment] ?? null
    const stored = await loadSegment(dependencies, pairId, segment)
    if (found === null) {
      const isContained = dependencies.tools.isEmpty(stored.fold().state)
      absorbed.segments.set(segment, { stored, isContained, remoteSha256: null })
    } else if (isProven(known, found, stored)) {
      const remoteSha256 = found.sha256
      absorbed.segments.set(segment, { stored, isContained: true, remoteSha256 })
    } else {
      await absorbSegment(dependencies, pairId, segment, found, stored, absorbed)
    }
  }
  return absorbed
}

function isProven(known: ProvenSegment | null, found: FileSegment, stored: StoredSegment): boolean {
  return (
    known !== null && known.remoteSha256 === found.sha256 && known.localSha256 === stored.sha256
  )
}

async function absorbSegment(
  dependencies: SyncDependencies,
  pairId: PairId,
  segment: string,
  found: FileSegment,
  before: StoredSegment,
  absorbed: Absorbed,
): Promise<void> {
  const { tools, document } = dependencies
  let stored = before
  const comparison = tools.compare(stored.fold().state, found.state)
  let isContained = comparison.isContained
  await renewRewoundIds(dependencies, comparison.aheadClientIds)
  if (comparison.isDivergent) {
    absorbed.notices.push('file/diverged')
    absorbed.hasNews = true
    stored = await repairDivergence(dependencies, pairId, segment, found.state)
  } else if (comparison.news !== null) {
    await document.merge(pairId, segment, comparison.news)
    absorbed.hasNews = true
    stored = await loadSegment(dependencies, pairId, segment)
  }
  if (stored.fold().badEntries.length > 0) {
    absorbed.notices.push('storage/corrupt')
    stored = await repairStored(dependencies, pairId, segment, stored)
  }
  // An edit may have been committed since the comparison: ask again about what is stored now.
  if (stored !== before) isContained = tools.contains(found.state, stored.fold().state)
  absorbed.segments.set(segment, { stored, isContained, remoteSha256: found.sha256 })
}

/**
 * The file may hold at most what this device committed under its own ids (nothing is uploaded before it
 * is committed). If it holds more, storage went back in time, and the next edit would give a second
 * meaning to operations that exist already.
 */
async function renewRewoundIds(
  dependencies: SyncDependencies,
  aheadClientIds: readonly number[],
): Promise<void> {
  if (aheadClientIds.length === 0) return
  const own = await dependencies.identity.clientIds()
  const rewound = own.filter((id) => aheadClientIds.includes(id))
  if (rewound.length > 0) await dependencies.identity.renew(rewound)
}
