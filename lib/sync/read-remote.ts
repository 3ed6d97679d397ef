import type { ErrorCode } from '../base/app-error.ts'
import type { FileSegment } from '../document/file-format/file-segment.ts'
import type { PairId } from '../model/people.ts'
import type { Refusal, SharedFile } from '../remote/shared-file.ts'
import type { SyncDependencies } from './sync-dependencies.ts'

/** A file that may be merged and replaced. */
export interface UnderstoodFile {
  kind: 'understood'
  etag: string
  bytes: Uint8Array
  /** The sound segments. */
  segments: readonly FileSegment[]
  unknownWords: readonly string[]
  /** The provider's own checksum says that these bytes are this revision. */
  isVerified: boolean
  /** Empty, cut or changed: what is sound may be merged, and what is stored here must replace it. */
  isDamaged: boolean
  /** A person changed the readable part. */
  isHandEdited: boolean
}

/** A file as a run may go on with it. */
export type RemoteRead =
  | UnderstoodFile
  /** The revision asked about is still the newest. */
  | { kind: 'unchanged' }
  /** May be neither merged nor replaced. */
  | { kind: 'untouchable'; problem: ErrorCode }
  | Refusal

/** Counts calls to a file. */
export interface CallCount {
  reads: number
  writes: number
}

/**
 * Reads and understands a file. Bytes that do not parse are read once more (the download may have been
 * cut) and then put aside, before anybody may replace them.
 */
export async function readRemote(
  dependencies: SyncDependencies,
  pairId: PairId,
  file: SharedFile,
  knownEtag: string | null,
  calls: CallCount,
  signal: AbortSignal,
): Promise<RemoteRead> {
  const first = await readOnce(dependencies, pairId, file, knownEtag, calls, signal)
  if (first.kind !== 'understood' || !first.isDamaged || first.bytes.length === 0) return first
  const second = await readOnce(dependencies, pairId, file, null, calls, signal)
  if (second.kind === 'understood' && second.isDamaged && second.bytes.length > 0) {
    await quarantine(dependencies, pairId, 'file/corrupt', second.bytes)
  }
  return second
}

/** Puts a file's bytes aside before they are replaced. */
export async function quarantine(
  dependencies: SyncDependencies,
  pairId: PairId,
  reason: ErrorCode,
  bytes: Uint8Array,
): Promise<void> {
  const nowMs = dependencies.clock.nowMs()
  await dependencies.document.quarantine(pairId, reason, bytes, nowMs)
}

async function readOnce(
  dependencies: SyncDependencies,
  pairId: PairId,
  file: SharedFile,
  knownEtag: string | null,
  calls: CallCount,
  signal: AbortSignal,
): Promise<RemoteRead> {
  calls.reads++
  const outcome = await file.read(knownEtag, signal)
  if (outcome.kind !== 'content') return outcome
  const { bytes, etag, isVerified = false } = outcome
  const damaged: UnderstoodFile = {
    kind: 'understood',
    etag,
    bytes,
    segments: [],
    unknownWords: [],
    isVerified,
    isDamaged: true,
    isHandEdited: false,
  }
  const decoded = await dependencies.tools.decodeFile(bytes, pairId)
  if (decoded.ok) {
    const { segments, unknownWords, isHandEdited } = decoded.value
    return { ...damaged, segments, unknownWords, isHandEdited, isDamaged: false }
  }
  switch (decoded.error.reason) {
    case 'empty':
      return damaged
    case 'corrupt':
      return { ...damaged, segments: decoded.error.intact }
    case 'foreign':
      return { kind: 'untouchable', problem: 'file/foreign' }
    case 'newer-format':
      return { kind: 'untouchable', problem: 'file/newer-format' }
    case 'too-large':
      return { kind: 'untouchable', problem: 'file/too-large' }
  }
}
