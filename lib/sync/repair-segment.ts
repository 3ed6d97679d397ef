import type { PairId } from '../model/people.ts'
import { loadSegment, type StoredSegment } from './stored-segment.ts'
import type { RunDependencies } from './sync-dependencies.ts'

/**
 * Ends a silent divergence: the remote's version becomes ours, and what only ours shows is typed into it
 * again under a fresh id. The old bytes are put aside first. An edit committed while this runs belongs to
 * the old version: it is taken along by beginning again.
 */
export async function repairDivergence(
  dependencies: RunDependencies,
  pairId: PairId,
  segment: string,
  remote: Uint8Array,
): Promise<StoredSegment> {
  const { document, identity, tools, clock } = dependencies
  await identity.renew(await identity.clientIds())
  let old = await loadSegment(dependencies, pairId, segment)
  await document.quarantine(pairId, 'file/diverged', old.fold().state, clock.nowMs())
  for (;;) {
    const state = tools.rebase(segment, remote, old.fold().state)
    const isReplaced = await document.replace(pairId, segment, state, old.entries.length, true)
    old = await loadSegment(dependencies, pairId, segment)
    if (isReplaced) return old
  }
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
