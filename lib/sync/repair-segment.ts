import type { PairId } from '../model/people.ts'
import { loadSegment, type StoredSegment } from './stored-segment.ts'
import type { RunDependencies } from './sync-dependencies.ts'

/**
 * Ends a silent divergence: the remote's version becomes ours, and what only ours shows is typed into it
 * again under a fresh id. The old bytes are put aside first. An edit committed while this runs belongs to
 * the old version, so the stored entries are looked at again until nothing came in between.
 */
export async function repairDivergence(
  dependencies: RunDependencies,
  pairId: PairId,
  segment: string,
  remote: Uint8Array,
): Promise<StoredSegment> {
  const { document, identity, tools, clock } = dependencies
  await identity.renew(await identity.clientIds())
  const old = await loadSegment(dependencies, pairId, segment)
  const oldState = old.fold().state
  await document.quarantine(pairId, 'file/diverged', oldState, clock.nowMs())
  const state = tools.rebase(segment, remote, oldState)
  await document.replace(pairId, segment, state, old.entries.length, true)
  let stored = await loadSegment(dependencies, pairId, segment)
  while (stored.entries.length > 1) {
    // A late entry may belong to either version: where it does not, it is left out by `fold`.
    const lateState = tools.fold([oldState, ...stored.entries.slice(1)]).state
    const next = tools.rebase(segment, stored.fold().state, lateState)
    await document.replace(pairId, segment, next, stored.entries.length, true)
    stored = await loadSegment(dependencies, pairId, segment)
  }
  return stored
}

/**
 * Ends a divergence with a file whose lineage does not count: ours stays, and what only the file shows is
 * typed into it again under a fresh id. The file's version is put aside and will be written over.
 */
export async function takeOverDivergent(
  dependencies: RunDependencies,
  pairId: PairId,
  segment: string,
  remote: Uint8Array,
): Promise<StoredSegment> {
  const { document, tools, clock } = dependencies
  await document.quarantine(pairId, 'file/diverged', remote, clock.nowMs())
  const stored = await loadSegment(dependencies, pairId, segment)
  const state = tools.rebase(segment, stored.fold().state, remote)
  await document.merge(pairId, segment, state)
  return loadSegment(dependencies, pairId, segment)
}

/**
 * Takes entries out of storage that do not decode, once the good ones hold what the file holds. They are
 * put aside, never sent.
 */
export async function repairStored(
  dependencies: RunDependencies,
  pairId: PairId,
  segment: string,
  stored: StoredSegment,
): Promise<StoredSegment> {
  const { document, clock } = dependencies
  const { badEntries, state, isPending } = stored.fold()
  for (const index of badEntries) {
    const bytes = stored.entries[index]
    if (bytes === undefined) continue
    await document.quarantine(pairId, 'storage/corrupt', bytes, clock.nowMs())
  }
  // A part that waits for an update is in none of the bad entries: folding now would throw it away.
  if (isPending) return stored
  await document.replace(pairId, segment, state, stored.entries.length, false)
  return loadSegment(dependencies, pairId, segment)
}
