import { toHex } from '../base/bytes.ts'
import type { Sha256 } from '../base/hash.ts'
import type { FoldedState } from '../document/fold-updates.ts'
import type { PairId } from '../model/people.ts'
import type { RunDependencies, SyncDependencies } from './sync-dependencies.ts'

/** A segment as storage holds it at one moment. Folding costs a decode and is done only when asked for. */
export interface StoredSegment {
  entries: readonly Uint8Array[]
  /** Hex SHA-256 over the entries; another after every append and every fold in storage. */
  sha256: string
  fold(): FoldedState
}

/** Reads one segment; a segment never written has no entries. */
export async function loadSegment(
  dependencies: Pick<RunDependencies, 'document' | 'memory' | 'sha256'>,
  pairId: PairId,
  segment: string,
): Promise<StoredSegment> {
  const entries = await dependencies.document.load(pairId, segment)
  const sha256 = await hashEntries(dependencies.sha256, entries)
  let folded: FoldedState | null = null
  return {
    entries,
    sha256,
    fold() {
      folded ??= dependencies.memory.fold(sha256, entries)
      return folded
    },
  }
}

/** Hashes of everything stored for a pair, by segment. */
export async function hashStored(
  dependencies: Pick<SyncDependencies, 'document' | 'sha256'>,
  pairId: PairId,
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  for (const segment of await dependencies.document.segments(pairId)) {
    const entries = await dependencies.document.load(pairId, segment)
    hashes.set(segment, await hashEntries(dependencies.sha256, entries))
  }
  return hashes
}

/**
 * Hex SHA-256 over the stored entries of a segment. Lengths are hashed too, or two different lists of entries
 * could run together into the same bytes.
 */
export async function hashEntries(sha256: Sha256, entries: readonly Uint8Array[]): Promise<string> {
  const size = entries.reduce((sum, entry) => sum + entry.length + 4, 0)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const entry of entries) {
    view.setUint32(at, entry.length)
    bytes.set(entry, at + 4)
    at += entry.length + 4
  }
  return toHex(await sha256(bytes))
}
