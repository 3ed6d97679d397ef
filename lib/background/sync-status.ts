import type { ErrorCode } from '../base/app-error.ts'
import type { SyncStatus } from '../model/sync-status.ts'
import type { FileRef, PairRecord } from '../storage/ports.ts'
import { canonicalFile } from './canonical-file.ts'

/** What is known about one pair at this moment. */
export interface StatusParts {
  record: PairRecord
  connection: SyncStatus['connection']
  isOnline: boolean
  /** Whether the shared file is proven to hold everything; null when no run has told yet. */
  isArrived: boolean | null
  /** What the partner's side says it reads, from the document; null before it did. */
  partnerHomeFile: string | null
  /** Set while a problem of this moment (offline, throttled) stands beside the kept one. */
  problem: ErrorCode | null
}

/** The honest status line of a pair. */
export function buildSyncStatus(parts: StatusParts): SyncStatus {
  const { record } = parts
  const file = canonicalFile(record.files) ?? record.files[0] ?? null
  return {
    isOnline: parts.isOnline,
    connection: parts.connection,
    phase: phaseOf(file, parts.isArrived),
    lastSyncedMs: record.lastSyncedMs,
    file:
      file === null
        ? null
        : {
            id: file.fileId,
            url: file.url,
            isMine: file.isMine,
            isAttached: file.isAttached,
            isShared: file.isShared,
          },
    readers: record.readers,
    nextStep: nextStepOf(parts),
    problem: parts.problem ?? record.problem,
  }
}

function phaseOf(file: FileRef | null, isArrived: boolean | null): SyncStatus['phase'] {
  // A file only I can read has not reached anybody.
  if (file === null || !file.isAccessible || !file.isShared) return 'local'
  return isArrived === true ? 'arrived' : 'waiting'
}

/** The one step that would bring the two people together; null when nothing is needed. */
export function nextStepOf(parts: StatusParts): SyncStatus['nextStep'] {
  const { record, connection, partnerHomeFile } = parts
  if (connection === 'not-configured') return 'configure'
  if (connection === 'not-connected') return 'connect'
  if (connection === 'expired') return 'reconnect'
  const { files } = record
  if (files.some((one) => !one.isAccessible)) return 'pick'
  const own = files.find((one) => one.isMine)
  if (files.length === 0 || (own !== undefined && !own.isShared)) return 'create'
  const isFindable = files.some((one) => one.isAttached || !one.isMine)
  if (!isFindable && partnerHomeFile === null) return 'send-link'
  return null
}
