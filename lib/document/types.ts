import type { Result } from '../base/result.ts'
import type { PairView } from '../model/agenda.ts'
import type { PairId } from '../model/people.ts'

/** A segment of the pair document: `core`, or one per year (`y2026`). Unknown names round-trip. */
export type SegmentId = string

/**
 * A live copy of a pair document: some segments loaded, each an independent CRDT. Bytes in and out are Yjs
 * **V2** unless a name says otherwise. No Yjs type leaves this layer.
 */
export interface Replica {
  readonly pairId: PairId
  /** Names of the loaded segments. */
  segments(): SegmentId[]
  /**
   * Merges a V2 update or state into a segment, creating it when absent. Never throws: bytes that do not
   * decode are refused and change nothing. `isChanged` tells whether anything was new. `isPending` tells
   * that parts wait for updates not yet seen.
   */
  apply(
    segment: SegmentId,
    update: Uint8Array,
    origin: string,
  ): Result<{ isChanged: boolean; isPending: boolean }, 'corrupt'>
  /** The whole state of a segment. */
  encode(segment: SegmentId): Uint8Array
  /** A y-protocols sync message (V1, ports only) that asks the other side for what this one lacks. */
  askMessage(segment: SegmentId): Uint8Array
  /**
   * Takes a y-protocols message from the other side of a port; returns the answer to send back, or null.
   * Malformed messages are refused.
   */
  receiveMessage(
    segment: SegmentId,
    message: Uint8Array,
    origin: string,
  ): Result<Uint8Array | null, 'corrupt'>
  /** A y-protocols message that carries one V2 update from {@link onUpdate}. */
  updateMessage(update: Uint8Array): Uint8Array
  /** Called after each transaction that changed something. Returns the function that stops it. */
  onUpdate(listener: (segment: SegmentId, update: Uint8Array, origin: string) => void): () => void
  /** Runs edits as one transaction per touched segment. */
  transact(origin: string, run: () => void): void
  /** Reads everything loaded into plain values. Cached until the next change. */
  read(): PairView
  /**
   * The identity under which this replica writes. Set after loading; must not be shared with another live
   * replica. Changing it later is allowed between transactions.
   */
  setClientId(clientId: number): void
  clientId(): number
  /** Called when Yjs's guard had to rotate the id because another replica used it. */
  onClientIdRotated(listener: (clientId: number) => void): () => void
  destroy(): void
}
