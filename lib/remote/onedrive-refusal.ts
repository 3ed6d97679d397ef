import type { Clock } from '../base/clock.ts'
import { readGraphFailure } from './graph-refusal.ts'
import type { HttpOutcome } from './http.ts'
import type { Refusal } from './shared-file.ts'

/** What was tried; the same status means different things. */
export interface OneDriveAttempt {
  isWrite: boolean
  /** The file is in this account's own drive. */
  isMine: boolean
  /** The account consented to files that others share with it. */
  hasWideConsent: boolean
}

/**
 * A refusal by OneDrive about one file; null for a success. For another's file 403 means that the consent
 * does not reach that far; where it does, the file is not shared with this account.
 */
export function readOneDriveRefusal(
  outcome: HttpOutcome,
  attempt: OneDriveAttempt,
  clock: Clock,
): Refusal | null {
  const failure = readGraphFailure(outcome, clock)
  if (failure === null) return null
  const { status, refusal } = failure
  const { isWrite, isMine, hasWideConsent } = attempt
  if (refusal.kind !== 'rejected') return refusal
  if (status === 404) return { kind: isMine ? 'gone' : 'out-of-reach' }
  if (status === 410) return { kind: 'gone' }
  if (status === 413) return { kind: 'too-large' }
  if (status !== 403) return refusal
  if (!isMine && !hasWideConsent) return { kind: 'needs-consent' }
  if (isWrite) return { kind: 'read-only' }
  return isMine ? refusal : { kind: 'out-of-reach' }
}
