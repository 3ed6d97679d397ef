import type { ErrorCode } from '../base/app-error.ts'
import type { Clock, Random, Timers } from '../base/clock.ts'
import type { Sha256 } from '../base/hash.ts'
import type { PairId } from '../model/people.ts'
import type { SyncStateStore } from '../storage/ports.ts'
import type { DocumentTools } from './document-tools.ts'
import type { StateMemory } from './state-memory.ts'

/**
 * The stored document as a run sees it. All writes resolve after a durable commit; a full disk rejects
 * with `AppError('storage/quota')`.
 */
export interface StoredDocument {
  segments(pairId: PairId): Promise<string[]>
  /** Entries of a segment, oldest first. */
  load(pairId: PairId, segment: string): Promise<Uint8Array[]>
  /** Merges an update into the stored document and every live copy; resolves when committed. */
  merge(pairId: PairId, segment: string, update: Uint8Array): Promise<void>
  /**
   * Puts `state` in the place of the first `replacedCount` entries. With `isNewLineage`, live copies hold
   * what must not come back: they are dropped and loaded again; and where there are more entries than those,
   * nothing is changed and the answer is false.
   */
  replace(
    pairId: PairId,
    segment: string,
    state: Uint8Array,
    replacedCount: number,
    isNewLineage: boolean,
  ): Promise<boolean>
  quarantine(pairId: PairId, reason: ErrorCode, bytes: Uint8Array, atMs: number): Promise<void>
}

/** The identities under which this device writes. */
export interface WriterIdentity {
  /** Every client id a live copy on this device may write under now. */
  clientIds(): Promise<readonly number[]>
  /**
   * Called when the shared file holds more under these ids than this device does: its storage went back in
   * time. Resolves when no live copy writes under them any more and the new ids are committed.
   */
  renew(rewound: readonly number[]): Promise<void>
}

/** Everything a run needs; nothing is taken from the platform. */
export interface SyncDependencies {
  document: StoredDocument
  identity: WriterIdentity
  states: SyncStateStore
  tools: DocumentTools
  sha256: Sha256
  clock: Clock
  timers: Timers
  random: Random
}

/** What the engine adds for its own parts. */
export interface RunDependencies extends SyncDependencies {
  memory: StateMemory
}
