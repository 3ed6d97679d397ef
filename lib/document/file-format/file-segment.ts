import { toHex } from '../../base/bytes.ts'
import type { Sha256 } from '../../base/hash.ts'
import { limits } from '../../base/limits.ts'
import { fail, type Result } from '../../base/result.ts'
import { isWholeState } from '../fold-updates.ts'
import type { SegmentId } from '../types.ts'
import type { Gzip, GzipFailure } from './gzip.ts'

/**
 * A segment as it stands in a file: packed, and so carried from version to version byte for byte while
 * nobody changes it.
 */
export interface FileSegment {
  id: SegmentId
  /** The gzipped V2 state. */
  packed: Uint8Array
  /** Hex SHA-256 of `packed`: equal hash, equal state, nothing to decode. */
  sha256: string
  /** Hex hash of the segment's content as its writer read it (`viewHash`); null when not given. */
  view: string | null
  /** Words of the segment's line that this version does not know, kept in order. */
  unknownWords: readonly string[]
}

/** Packs a state for the file. */
export async function packSegment(
  segment: { id: SegmentId; state: Uint8Array; view: string | null },
  tools: { gzip: Gzip; sha256: Sha256 },
): Promise<FileSegment> {
  const packed = await tools.gzip.compress(segment.state)
  const sha256 = toHex(await tools.sha256(packed))
  return { id: segment.id, packed, sha256, view: segment.view, unknownWords: [] }
}

/**
 * Unpacks a segment to its V2 state, checked to decode and to be whole: nothing in it waits for updates it
 * does not hold.
 */
export async function openSegment(
  segment: FileSegment,
  tools: { gzip: Gzip },
): Promise<Result<Uint8Array, GzipFailure>> {
  const unpacked = await tools.gzip.decompress(segment.packed, limits.segmentSizeBytes)
  if (unpacked.ok && !isWholeState(unpacked.value)) return fail('corrupt')
  return unpacked
}
