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
   * Loads a segment from this device's own stored bytes, oldest first; an empty list makes an empty
   * segment. The guard against client-id reuse stays quiet and {@link onUpdate} is not called: these bytes
   * are ours and already durable. `corrupt` means that one entry did not decode; those before it are in.
   */
  load(segment: SegmentId, updates: readonly Uint8Array[]): Result<undefined, 'corrupt'>
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
  /** The whole state of a segment; an empty state when it is not loaded. */
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
  /**
   * Called after each transaction that changed something, by {@link apply} too; `origin` tells which. An
   * update that still waits for others is passed on whole, so that storing every update loses nothing.
   * Returns the function that stops it.
   */
  onUpdate(listener: (segment: SegmentId, update: Uint8Array, origin: string) => void): () => void
  /** Runs edits as one transaction per touched segment. */
  transact(origin: string, run: () => void): void
  /** Reads everything loaded into plain values. Cached until the next change. */
  read(): PairView
  /**
   * The identity under which this replica writes. Set it after loading (a panel: after its first sync of
   * every open segment), because writing under a known id before knowing what that id wrote corrupts
   * silently. Must not be shared with another live replica. Before it is set, the replica writes under a
   * fresh random id. Changing it later is allowed between transactions.
   */
  setClientId(clientId: number): void
  clientId(): number
  /**
   * Called when {@link apply} met edits under our own id that we did not make, and the id was therefore
   * exchanged for a fresh one. Store the new id before the next edit is uploaded.
   */
  onClientIdRotated(listener: (clientId: number) => void): () => void
  destroy(): void
}
