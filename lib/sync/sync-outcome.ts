import type { ErrorCode } from '../base/app-error.ts'

/** What one run came to for one of the pair's files. */
export interface FileResult {
  /** {@link SharedFile.id}. */
  fileId: string
  /**
   * `proven`: a read showed that the file holds everything stored here. `written`: a write was accepted
   * and waits for the read that proves it. `waiting`: not yet, and another run may manage. `gone`: the
   * file does not exist any more; the caller decides about a new one. `refused`: nothing will change
   * before a person does something; `problem` says what.
   */
  state: 'proven' | 'written' | 'waiting' | 'gone' | 'refused'
  /** Why it is not proven, where a person can be told; null otherwise. */
  problem: ErrorCode | null
}

/** What should happen next; the scheduler turns it into a timer or an alarm. */
export type NextStep =
  /** Everything is proven. */
  | { kind: 'rest' }
  /** Something was written: read it back. */
  | { kind: 'verify' }
  /** What was written is proven; look once more when others who wrote at the same moment are done. */
  | { kind: 'confirm' }
  /** The document changed while the run was under way. */
  | { kind: 'again' }
  /** Failed in a way that time may cure; not before `minimumMs` from now (0 when nobody said). */
  | {
      kind: 'retry'
      reason: 'offline' | 'throttled' | 'unavailable' | 'conflict' | 'storage'
      minimumMs: number
    }
  /** Only a person can help (reconnect, pick, ask for rights). */
  | { kind: 'person' }
  /** The run was aborted. */
  | { kind: 'stopped' }

/** What one run for one pair came to; enough for the status line. Never holds what people wrote. */
export interface SyncOutcome {
  /** `local`: there is no file. `arrived`: a read proved that each usable file holds everything stored here. */
  phase: 'local' | 'waiting' | 'arrived'
  /** When a file was last read and understood in this run, by this device's clock; null when none was. */
  readMs: number | null
  /** The most important problem that stands; null when none. */
  problem: ErrorCode | null
  /** What went wrong and was repaired in this run: worth one sentence, nothing to do. */
  notices: ErrorCode[]
  /** True when the partner's (or another device's) news was merged and committed. */
  hasNews: boolean
  files: FileResult[]
  next: NextStep
  /** Calls made to {@link SharedFile}: reads and writes. */
  reads: number
  writes: number
}
