import type { ErrorCode } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { SyncState } from '../storage/ports.ts'
import type { CallCount, UnderstoodFile } from './read-remote.ts'

/** What the engine remembers from run to run; lives as long as the worker, and may be lost with it. */
export interface EngineMemory {
  /** Writes in a row that ended without a verdict, by file. */
  unknownWrites: Map<string, number>
  /** Files written and not looked at since. */
  freshWrites: Set<string>
  /** The revision of a file whose bytes are known for certain: they need not be fetched again. */
  known: Map<string, UnderstoodFile>
}

/** An empty memory. */
export function createEngineMemory(): EngineMemory {
  return { unknownWrites: new Map(), freshWrites: new Set(), known: new Map() }
}

/** What one run carries from file to file. */
export interface Run {
  pairId: PairId
  /** The oldest file: where lineages diverged, its own wins. */
  canonicalId: string | null
  state: SyncState
  /** Proofs of earlier runs: a second look in the same run proves nothing about a provider that lags. */
  earlierProofs: SyncState['files']
  calls: CallCount
  notices: Set<ErrorCode>
  hasNews: boolean
  readMs: number | null
  /** True when a person asked, so that a file that refused to be written is tried again. */
  isByPerson: boolean
  /** Stored hashes at the moment a file was proven or written, by file. */
  settledHashes: Map<string, ReadonlyMap<string, string>>
  memory: EngineMemory
}
