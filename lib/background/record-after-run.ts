import type { ErrorCode } from '../base/app-error.ts'
import type { FileRef, PairRecord } from '../storage/ports.ts'
import type { FileResult, SyncOutcome } from '../sync/sync-outcome.ts'
import { isUsable } from './canonical-file.ts'

/** Problems that a kept record must go on telling after the worker is gone. */
const lasting: readonly ErrorCode[] = [
  'file/read-only',
  'file/missing',
  'file/out-of-reach',
  'file/foreign',
  'file/too-large',
  'file/newer-format',
  'file/needs-pick',
  'file/needs-consent',
]

/**
 * A pair's record after a run: what the run taught about its files, and the problem that goes on standing.
 * `idOf` gives the id under which sync knows a file.
 */
export function recordAfterRun(
  record: PairRecord,
  outcome: SyncOutcome,
  idOf: (file: FileRef) => string,
): PairRecord {
  const results = new Map(outcome.files.map((one) => [one.fileId, one]))
  const files = record.files.flatMap((file) => fileAfter(file, results.get(idOf(file)) ?? null))
  const isTroubled = files.some((one) => one.trouble !== undefined)
  const isServed = files.some(isUsable)
  const told = problemToTell(record, outcome, isServed)
  // A file that is not looked at gives no result: what was told about it stands until it is settled.
  const standing = told === null && isTroubled && !isServed ? record.problem : told
  return {
    ...record,
    lastSyncedMs: outcome.readMs ?? record.lastSyncedMs,
    problem: standing !== null && lasting.includes(standing) ? standing : null,
    files,
  }
}

/**
 * The problem of a run in a person's terms, null where there is nothing to tell. A file that was open once
 * and is refused now was lost; one that nobody needs, because another serves the two, is no problem.
 */
export function problemToTell(
  record: PairRecord,
  outcome: SyncOutcome,
  isServed: boolean,
): ErrorCode | null {
  const { problem } = outcome
  const isAboutAbsence =
    isAboutAccess(problem) || problem === 'file/foreign' || problem === 'file/missing'
  if (isAboutAbsence && isServed) return null
  // Only its owner can take a file out of the bin or make another.
  const isTheirs = !record.files.some((one) => one.isMine)
  if (isAboutAccess(problem) || (problem === 'file/missing' && isTheirs)) {
    return 'file/out-of-reach'
  }
  return problem
}

/** This account may not open the file: Drive and OneDrive say so in their own ways. */
function isAboutAccess(problem: ErrorCode | null): boolean {
  return problem === 'file/needs-pick' || problem === 'file/out-of-reach'
}

function fileAfter(file: FileRef, result: FileResult | null): FileRef[] {
  if (result === null) return [file]
  if (isAboutAccess(result.problem) || (result.state === 'gone' && !file.isMine)) {
    return [{ ...file, isAccessible: false, trouble: 'lost' }]
  }
  if (result.state === 'gone') return [{ ...file, trouble: 'gone' }]
  if (result.problem === 'file/foreign') {
    // What the event carries would only be found again; a pasted link was simply the wrong one.
    return file.isMine || file.isAttached ? [{ ...file, trouble: 'foreign' }] : []
  }
  if (result.state !== 'proven' && result.state !== 'written') return [file]
  const { trouble: _over, ...well } = file
  return [well]
}
