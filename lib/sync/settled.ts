import type { ErrorCode } from '../base/app-error.ts'
import type { Refusal, SharedFile } from '../remote/shared-file.ts'
import type { FileResult, NextStep } from './sync-outcome.ts'

/** A file's result together with what it asks of the scheduler. */
export type Settled = FileResult & { next: NextStep }

/** Room on a full drive is made by a person: looking every minute would only cost requests. */
const fullDriveWaitMs = 10 * 60_000

/** What a provider's refusal means for the file. */
export function settleRefusal(file: SharedFile, refusal: Refusal): Settled {
  switch (refusal.kind) {
    case 'offline':
      return waiting(file, { kind: 'retry', reason: 'offline', minimumMs: 0 }, 'net/offline')
    case 'throttled':
      return waiting(
        file,
        { kind: 'retry', reason: 'throttled', minimumMs: refusal.retryAfterMs ?? 0 },
        'net/throttled',
      )
    case 'unavailable':
      return waiting(file, { kind: 'retry', reason: 'unavailable', minimumMs: 0 }, 'net/server')
    case 'gone':
      return {
        fileId: file.id,
        state: 'gone',
        problem: 'file/missing',
        next: { kind: 'person' },
      }
    case 'unauthorized':
      return refused(file, 'auth/expired')
    case 'needs-pick':
      return refused(file, 'file/needs-pick')
    case 'out-of-reach':
      return refused(file, 'file/out-of-reach')
    case 'needs-consent':
      return refused(file, 'file/needs-consent')
    case 'storage-full':
      return waiting(
        file,
        { kind: 'retry', reason: 'unavailable', minimumMs: fullDriveWaitMs },
        'file/storage-full',
      )
    case 'read-only':
      return refused(file, 'file/read-only')
    case 'too-large':
      return refused(file, 'file/too-large')
    case 'rejected':
      return refused(file, 'net/rejected')
  }
}

/** Not yet; another run may manage. */
export function waiting(file: SharedFile, next: NextStep, problem: ErrorCode | null): Settled {
  return { fileId: file.id, state: 'waiting', problem, next }
}

/** Not before a person does something. */
export function refused(file: SharedFile, problem: ErrorCode): Settled {
  return { fileId: file.id, state: 'refused', problem, next: { kind: 'person' } }
}

/** The run was aborted. */
export function stopped(file: SharedFile): Settled {
  return { fileId: file.id, state: 'waiting', problem: null, next: { kind: 'stopped' } }
}
