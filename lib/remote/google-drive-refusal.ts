import type { Clock } from '../base/clock.ts'
import { readGoogleFailure } from './google-refusal.ts'
import type { HttpOutcome } from './http.ts'
import type { Refusal } from './shared-file.ts'

/** What was tried; the same status means different things. */
export interface DriveAttempt {
  isWrite: boolean
  /** This account created the file. */
  isMine: boolean
}

/**
 * A refusal by Drive about one file; null for a success. For a file that is not ours, 404, "app not
 * authorised" and "no right" all mean that this account's token must get at the file first, by the picker
 * step or because the owner shares it: from outside they cannot be told apart.
 */
export function readDriveRefusal(
  outcome: HttpOutcome,
  attempt: DriveAttempt,
  clock: Clock,
): Refusal | null {
  const failure = readGoogleFailure(outcome, clock)
  if (failure === null) return null
  const { status, reasons, refusal } = failure
  if (refusal.kind !== 'rejected') return refusal
  if (status === 404) return { kind: attempt.isMine ? 'gone' : 'needs-pick' }
  if (status === 410) return { kind: 'gone' }
  if (status === 413) return { kind: 'too-large' }
  if (status !== 403) return refusal
  if (reasons.includes('appNotAuthorizedToFile')) return { kind: 'needs-pick' }
  if (reasons.some(isRightReason)) return { kind: attempt.isWrite ? 'read-only' : 'needs-pick' }
  return refusal
}

/** https://developers.google.com/workspace/drive/api/guides/handle-errors#resolve-403-not-have-permission */
function isRightReason(reason: string): boolean {
  return ['insufficientFilePermissions', 'forbidden'].includes(reason)
}
