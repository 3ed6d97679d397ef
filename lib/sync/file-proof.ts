import type { FileSegment } from '../document/file-format/file-segment.ts'
import type { SharedFile } from '../remote/shared-file.ts'
import type { ProvenFile } from '../storage/ports.ts'
import type { Absorbed } from './absorb-remote.ts'
import type { Run } from './run.ts'
import type { RunDependencies } from './sync-dependencies.ts'

/** A revision of a file that holds everything stored, segment by segment. */
export interface ProvenRevision {
  etag: string
  /** The file's segments under this revision. */
  segments: readonly FileSegment[]
  /** True when the provider's own checksum says that revision and bytes belong together. */
  isVerified: boolean
}

/** Writes a proof down: the revision holds what is stored, and the reverse. */
export async function keepProof(
  dependencies: RunDependencies,
  run: Run,
  file: SharedFile,
  revision: ProvenRevision,
  absorbed: Absorbed,
): Promise<void> {
  const found = new Map(revision.segments.map((segment) => [segment.id, segment.sha256]))
  const proof: ProvenFile = { etag: revision.etag, isConfirmed: false, segments: {} }
  for (const [name, { stored }] of absorbed.segments) {
    proof.segments[name] = {
      remoteSha256: found.get(name) ?? '',
      localSha256: stored.sha256,
    }
  }
  proof.isConfirmed = revision.isVerified || isSameContent(run.earlierProofs[file.id], proof)
  run.state = { ...run.state, files: { ...run.state.files, [file.id]: proof } }
  await dependencies.states.put(run.pairId, run.state)
}

/** True when a proof speaks of exactly what is stored now. */
export function isCurrent(proven: ProvenFile | null, hashes: ReadonlyMap<string, string>): boolean {
  if (proven === null) return false
  return [...hashes].every(([name, hash]) => proven.segments[name]?.localSha256 === hash)
}

/** Hashes of what was stored when a file was compared, by segment. */
export function hashesOf(absorbed: Absorbed): Map<string, string> {
  return new Map([...absorbed.segments].map(([name, { stored }]) => [name, stored.sha256]))
}

/** True when an earlier run read the same under the same revision. */
function isSameContent(earlier: ProvenFile | undefined, proof: ProvenFile): boolean {
  if (earlier === undefined || earlier.etag !== proof.etag) return false
  const names = new Set([...Object.keys(earlier.segments), ...Object.keys(proof.segments)])
  return [...names].every(
    (name) => earlier.segments[name]?.remoteSha256 === proof.segments[name]?.remoteSha256,
  )
}
