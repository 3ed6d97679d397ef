import type { PairId } from '../model/people.ts'

/** A segment as it was found in a file: its state, and the hash under which the file names it. */
export interface FileSegment {
  /** A whole state (Yjs V2). */
  state: Uint8Array
  /** Hex SHA-256 that changes whenever the segment's bytes in the file change. */
  sha256: string
}

/** What the bytes of a shared file were understood to be. */
export type DecodedFile =
  | {
      kind: 'document'
      segments: Map<string, FileSegment>
      /** True when a person changed the readable part by hand. */
      isTopEdited: boolean
      /** True when a part of the file was damaged and left out; the rest is good. */
      isDamaged: boolean
      /** What must be handed back to {@link DocumentTools.encodeFile} so that nothing unknown is dropped. */
      carry: unknown
    }
  /** Nothing at all, or white space. */
  | { kind: 'empty' }
  | { kind: 'corrupt' }
  /** A good file of two other people. */
  | { kind: 'foreign' }
  /** Written by a newer major version: may be neither merged nor written. */
  | { kind: 'newer' }
  | { kind: 'too-large' }

/** A segment to be written: a new state, or `keep` for the very bytes the file already has. */
export type SegmentToWrite = { state: Uint8Array } | 'keep'

/** What {@link DocumentTools.compare} found. */
export interface Comparison {
  /** True when the remote holds everything of the local version, deletions included. */
  isContained: boolean
  /** An update with everything the local version lacks; null when it lacks nothing. */
  news: Uint8Array | null
  /**
   * True when merging shows other text in one order than in the other: both hold different operations
   * under the same client id and clock. Neither snapshots nor state vectors see that.
   */
  isDivergent: boolean
  /** Client ids of which the remote holds more operations than the local version. */
  aheadClientIds: number[]
}

/**
 * The work on document bytes that a run needs. The product binds it to `lib/document`; the simulator binds
 * it to the same and, to prove that its checks can fail, to crippled versions.
 */
export interface DocumentTools {
  /** Size and format caps are checked before anything is unpacked. Never throws on bad bytes. */
  decodeFile(bytes: Uint8Array, pairId: PairId): Promise<DecodedFile>
  /** The bytes of a new version of the file; `carry` from the version that is replaced, null when none. */
  encodeFile(
    pairId: PairId,
    segments: Map<string, SegmentToWrite>,
    carry: unknown,
  ): Promise<Uint8Array>
  /**
   * Folds stored entries into one state. Entries that do not decode are left out and named by index. Parts
   * that wait for updates never seen are left out of `state`: a reader must refuse them.
   */
  fold(entries: readonly Uint8Array[]): {
    state: Uint8Array
    badEntries: number[]
    isPending: boolean
  }
  /** True when the state holds nothing at all. */
  isEmpty(state: Uint8Array): boolean
  /** How two versions of a segment stand to each other. */
  compare(local: Uint8Array, remote: Uint8Array): Comparison
  /** The `isContained` of {@link compare} alone, at half the cost. */
  contains(remote: Uint8Array, local: Uint8Array): boolean
  /** `remote` with everything a person would miss of `local` added under a fresh client id. */
  rebase(pairId: PairId, segment: string, remote: Uint8Array, local: Uint8Array): Uint8Array
}
