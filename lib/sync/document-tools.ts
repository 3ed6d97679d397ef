import type { Result } from '../base/result.ts'
import type { StateComparison } from '../document/compare-states.ts'
import type { DecodedFile, DecodeFailure } from '../document/file-format/decode-file.ts'
import type { FileSegment } from '../document/file-format/file-segment.ts'
import type { FoldedState } from '../document/fold-updates.ts'
import type { PairId } from '../model/people.ts'

/** A segment to be written: a new state, or the packed bytes the file already has. */
export type SegmentToWrite = { state: Uint8Array } | { keep: FileSegment }

/**
 * The work on document bytes that a run needs. The product binds it to `lib/document`
 * (`create-document-tools.ts`); the simulator uses the same and, to prove that its checks can fail,
 * crippled versions. States are Yjs V2.
 */
export interface DocumentTools {
  /** Size and format caps are checked first; nothing is unpacked. Never throws on bad bytes. */
  decodeFile(bytes: Uint8Array, pairId: PairId): Promise<Result<DecodedFile, DecodeFailure>>
  /** The state of a segment of a file; null when it does not unpack or is not whole. */
  openSegment(segment: FileSegment): Promise<Uint8Array | null>
  /**
   * The bytes of a new version of the file, its readable part included. `unknownWords` come from the
   * version that is replaced, so that what a newer version wrote is kept.
   */
  encodeFile(
    pairId: PairId,
    segments: ReadonlyMap<string, SegmentToWrite>,
    unknownWords: readonly string[],
  ): Promise<Result<Uint8Array, 'too-large'>>
  /** Folds stored entries into one whole state. */
  fold(entries: readonly Uint8Array[]): FoldedState
  /** True when the state holds nothing at all. */
  isEmpty(state: Uint8Array): boolean
  /** How two states of a segment stand to each other; null when they do not go together at all. */
  compare(remote: Uint8Array, local: Uint8Array): StateComparison | null
  /** The `isContained` of {@link compare} alone, at half the cost. */
  contains(remote: Uint8Array, local: Uint8Array): boolean
  /** `remote` with everything a person would miss of `local` added under a fresh client id. */
  rebase(segment: string, remote: Uint8Array, local: Uint8Array): Uint8Array
}
