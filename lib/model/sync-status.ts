import type { ErrorCode } from '../base/app-error.ts'
import type { ProviderName } from './account.ts'

/** Who can read the pair's file, from its real permissions. */
export interface Readers {
  /**
   * `two`: exactly the two people. `only-me`: not shared yet. `more`: others as well. `link`: anyone who
   * has the link. `unknown`: permissions could not be read.
   */
  kind: 'two' | 'only-me' | 'more' | 'link' | 'unknown'
  /** Addresses or names of readers beyond the two; shown to the person, never logged. */
  others: string[]
  /** When the permissions were read, ms since the epoch; null when never. */
  checkedMs: number | null
}

/** The honest state of one pair's data, as the panel says it. */
export interface SyncStatus {
  isOnline: boolean
  connection: 'not-configured' | 'not-connected' | 'connected' | 'expired'
  /** `local`: no shared file yet. `waiting`: edits not yet in the file. `arrived`: the file holds all. */
  phase: 'local' | 'waiting' | 'arrived'
  /** Last time the file was read and found understood, ms since the epoch; null when never. */
  lastSyncedMs: number | null
  /** The pair's file, once there is one. */
  file: {
    id: string
    url: string
    /** Where it lives; Google Drive when absent. */
    provider?: 'google' | 'onedrive' | undefined
    isMine: boolean
    isAttached: boolean
    isShared: boolean
  } | null
  readers: Readers
  /** The one step that would bring the two people together; null when nothing is needed. */
  nextStep:
    | 'configure'
    | 'connect'
    | 'reconnect'
    /** An address is missing: the page shows names alone. */
    | 'tell-address'
    | 'create'
    | 'pick'
    /** The partner's file may be opened only after a further consent, often an administrator's. */
    | 'consent'
    | 'send-link'
    | null
  /** Whose account `connection` and the step are about; Google's when absent. */
  provider?: ProviderName | undefined
  /** The most important problem; null when none. */
  problem: ErrorCode | null
}
