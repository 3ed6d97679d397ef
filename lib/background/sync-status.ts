import type { ErrorCode } from '../base/app-error.ts'
import type { ProviderName } from '../model/account.ts'
import type { SyncStatus } from '../model/sync-status.ts'
import type { FileRef, PairRecord } from '../storage/ports.ts'
import { canonicalFile, fileToOpen, isUsable } from './canonical-file.ts'

/** What is known about one pair at this moment. */
export interface StatusParts {
  record: PairRecord
  connection: SyncStatus['connection']
  /** Whose account the connection is about; Google's when absent. */
  provider?: ProviderName
  isOnline: boolean
  /** Whether the shared file is proven to hold everything; null when no run has told yet. */
  isArrived: boolean | null
  /** What the partner's side says it reads, from the document; null before it did. */
  partnerHomeFile: string | null
  /** Set while a problem of this moment (offline, throttled) stands beside the kept one. */
  problem: ErrorCode | null
  /** Something that was put right and that the person has not read yet; told when nothing worse is. */
  repaired: ErrorCode | null
}

/** The honest status line of a pair. */
export function buildSyncStatus(parts: StatusParts): SyncStatus {
  const { record } = parts
  const file = canonicalFile(record.files) ?? fileToOpen(record.files)
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
            provider: file.provider,
            url: file.url,
            isMine: file.isMine,
            isAttached: file.isAttached,
            isShared: file.isShared,
          },
    readers: record.readers,
    nextStep: nextStepOf(parts),
    provider: parts.provider ?? 'google',
    problem: parts.problem ?? record.problem ?? parts.repaired,
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
  const isServed = canonicalFile(files) !== null
  const waiting = files.filter((one) => !one.isAccessible && one.trouble !== 'foreign')
  if (waiting.some((one) => one.needsConsent === true) && canonicalFile(files) === null) {
    return 'consent'
  }
  // A file that was lost is asked for only while nothing else serves the two.
  if (waiting.some((one) => !(isServed && one.trouble === 'lost'))) return 'pick'
  // In place of a file that is gone a new one can be made; ours with foreign content has to be restored.
  const known = files.filter((one) => one.trouble !== 'gone' && (one.isMine || isUsable(one)))
  const own = known.find((one) => one.isMine)
  const isNameless = record.partner.email === null || record.self.email === null
  if (known.length === 0 && isNameless) return 'tell-address'
  if (known.length === 0 || (own !== undefined && !own.isShared)) return 'create'
  const isFindable = known.some((one) => one.isAttached || !one.isMine)
  if (!isFindable && partnerHomeFile === null) return 'send-link'
  return null
}
