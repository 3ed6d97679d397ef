import type { ErrorCode } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { Refusal, SharedFile } from '../remote/shared-file.ts'
import type { DecodedFile } from './document-tools.ts'
import type { SyncDependencies } from './sync-dependencies.ts'

/** A file as a run may go on with it. */
export type RemoteRead =
  | { kind: 'document'; etag: string; document: Extract<DecodedFile, { kind: 'document' }> }
  /** The revision asked about is still the newest. */
  | { kind: 'unchanged' }
  /** Holds nothing of use, and may be replaced by what is stored here. */
  | { kind: 'replaceable'; etag: string; notice: ErrorCode }
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
  if (first.kind !== 'damaged') return first.read
  const second = await readOnce(dependencies, pairId, file, null, calls, signal)
  if (second.kind !== 'damaged') return second.read
  const nowMs = dependencies.clock.nowMs()
  await dependencies.document.quarantine(pairId, 'file/corrupt', second.bytes, nowMs)
  return second.read
}

type Reading =
  | { kind: 'good'; read: RemoteRead }
  | { kind: 'damaged'; bytes: Uint8Array; read: RemoteRead }

async function readOnce(
  dependencies: SyncDependencies,
  pairId: PairId,
  file: SharedFile,
  knownEtag: string | null,
  calls: CallCount,
  signal: AbortSignal,
): Promise<Reading> {
  calls.reads++
  const outcome = await file.read(knownEtag, signal)
  if (outcome.kind !== 'content') return { kind: 'good', read: outcome }
  const { bytes, etag } = outcome
  const decoded = await dependencies.tools.decodeFile(bytes, pairId)
  switch (decoded.kind) {
    case 'document': {
      const read: RemoteRead = { kind: 'document', etag, document: decoded }
      return decoded.isDamaged ? { kind: 'damaged', bytes, read } : { kind: 'good', read }
    }
    case 'empty':
      return { kind: 'good', read: { kind: 'replaceable', etag, notice: 'file/corrupt' } }
    case 'corrupt':
      return {
        kind: 'damaged',
        bytes,
        read: { kind: 'replaceable', etag, notice: 'file/corrupt' },
      }
    case 'foreign':
      return { kind: 'good', read: { kind: 'untouchable', problem: 'file/foreign' } }
    case 'newer':
      return { kind: 'good', read: { kind: 'untouchable', problem: 'file/newer-format' } }
    case 'too-large':
      return { kind: 'good', read: { kind: 'untouchable', problem: 'file/too-large' } }
  }
}
