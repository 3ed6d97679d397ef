import type { ErrorCode } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { Refusal, SharedFile } from '../remote/shared-file.ts'
import type { ProvenFile, SyncState } from '../storage/ports.ts'
import { type Absorbed, absorbRemote } from './absorb-remote.ts'
import type { SegmentToWrite } from './document-tools.ts'
import { type CallCount, quarantine, readRemote, type UnderstoodFile } from './read-remote.ts'
import { hashStored } from './stored-segment.ts'
import type { RunDependencies } from './sync-dependencies.ts'
import type { FileResult, NextStep } from './sync-outcome.ts'
import { wait } from './wait.ts'

/** Conflicts in a row after which the alarm takes over. */
const maxAttempts = 5

/** Answers without a verdict after which one write goes without a condition: a provider may choke on our etag. */
const maxUnknownWrites = 2

/** What one run carries from file to file. */
export interface Run {
  pairId: PairId
  /** The oldest file: where lineages diverged, its own wins. */
  canonicalId: string | null
  state: SyncState
  /** Proofs of earlier runs: a second look in the same run proves nothing about a provider that lags. */
  earlierProofs: SyncState['files']
  calls: CallCount
  notices: Set<ErrorCode>
  hasNews: boolean
  readMs: number | null
  /** True when a person asked, so that a file that refused to be written is tried again. */
  isByPerson: boolean
  /** Stored hashes at the moment a file was proven or written, by file. */
  settledHashes: Map<string, ReadonlyMap<string, string>>
  /** Writes in a row that ended without a verdict, by file; lives as long as the worker. */
  unknownWrites: Map<string, number>
  /** Files written and not yet proven since; lives as long as the worker. */
  freshWrites: Set<string>
}

/** A file's result together with what it asks of the scheduler. */
export type Settled = FileResult & { next: NextStep }

/**
 * Brings one file and storage together: read, merge and commit, compare, and write only where the file
 * lacks something. A conflict starts over after a random pause.
 */
export async function settleFile(
  dependencies: RunDependencies,
  run: Run,
  file: SharedFile,
  signal: AbortSignal,
): Promise<Settled> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const settled = await attemptFile(dependencies, run, file, attempt, signal)
    if (settled !== 'conflict') return settled
    if (attempt === maxAttempts) break
    const pauseMs = (50 + dependencies.random.next() * 350) * attempt
    if (!(await wait(dependencies.timers, pauseMs, signal))) return stopped(file)
  }
  return waiting(file, { kind: 'retry', reason: 'conflict', minimumMs: 0 }, null)
}

async function attemptFile(
  dependencies: RunDependencies,
  run: Run,
  file: SharedFile,
  attempt: number,
  signal: AbortSignal,
): Promise<Settled | 'conflict'> {
  const hashes = await hashStored(dependencies, run.pairId)
  const proven = run.state.files[file.id] ?? null
  // Anything waiting here needs the file's bytes anyway; only a clean copy may ask "is it still that one?".
  const mayAsk = attempt === 1 && proven?.isConfirmed === true && isCurrent(proven, hashes)
  const knownEtag = mayAsk ? proven.etag : null
  const remote = await readRemote(dependencies, run.pairId, file, knownEtag, run.calls, signal)
  if (signal.aborted) return stopped(file)
  switch (remote.kind) {
    case 'unchanged':
      run.readMs = dependencies.clock.nowMs()
      run.settledHashes.set(file.id, hashes)
      return { fileId: file.id, state: 'proven', problem: null, next: { kind: 'rest' } }
    case 'untouchable':
      return refused(file, remote.problem)
    case 'understood':
      return healFile(dependencies, run, file, remote, signal)
    default:
      return settleRefusal(file, remote)
  }
}

/** Merges what was read, and writes if the file lacks anything of ours. */
async function healFile(
  dependencies: RunDependencies,
  run: Run,
  file: SharedFile,
  remote: UnderstoodFile,
  signal: AbortSignal,
): Promise<Settled | 'conflict'> {
  const proven = run.state.files[file.id] ?? null
  const isCanonical = file.id === run.canonicalId
  const absorbed = await absorbRemote(
    dependencies,
    run.pairId,
    remote.segments,
    proven,
    isCanonical,
  )
  if (absorbed.isDamaged) await quarantine(dependencies, run.pairId, 'file/corrupt', remote.bytes)
  // The words somebody typed into the readable part are about to be replaced.
  if (remote.isHandEdited) {
    await quarantine(dependencies, run.pairId, 'file/hand-edited', remote.bytes)
  }
  const isDamaged = remote.isDamaged || absorbed.isDamaged
  for (const notice of absorbed.notices) run.notices.add(notice)
  if (isDamaged) run.notices.add('file/corrupt')
  if (remote.isHandEdited) run.notices.add('file/hand-edited')
  run.hasNews ||= absorbed.hasNews
  if (!remote.isDamaged) run.readMs = dependencies.clock.nowMs()
  if (signal.aborted) return stopped(file)

  const isNothingLacking = [...absorbed.segments.values()].every((one) => one.isContained)
  if (isNothingLacking && isDamaged) {
    // Whoever has the missing words will put them back. Writing now would only bury what is left.
    return waiting(file, { kind: 'retry', reason: 'unavailable', minimumMs: 0 }, 'file/corrupt')
  }
  if (isNothingLacking && !remote.isHandEdited) {
    await keepProof(dependencies, run, file, remote.etag, absorbed)
    // Without a precondition, a write that was already under way may still land on top of ours.
    const next: NextStep = run.freshWrites.delete(file.id) ? { kind: 'confirm' } : { kind: 'rest' }
    return { fileId: file.id, state: 'proven', problem: null, next }
  }
  if (run.state.readOnlyFiles.includes(file.id) && !run.isByPerson) {
    return refused(file, 'file/read-only')
  }
  return writeFile(dependencies, run, file, remote, absorbed, signal)
}

async function writeFile(
  dependencies: RunDependencies,
  run: Run,
  file: SharedFile,
  remote: UnderstoodFile,
  absorbed: Absorbed,
  signal: AbortSignal,
): Promise<Settled | 'conflict'> {
  const segments = new Map<string, SegmentToWrite>()
  for (const [name, { stored, isContained, found }] of absorbed.segments) {
    if (!isContained) segments.set(name, { state: stored.fold().state })
    else if (found !== null) segments.set(name, { keep: found })
  }
  const { tools } = dependencies
  const encoded = await tools.encodeFile(run.pairId, segments, remote.unknownWords)
  if (signal.aborted) return stopped(file)
  if (!encoded.ok) return refused(file, 'file/too-large')

  const unknownWrites = run.unknownWrites.get(file.id) ?? 0
  const condition = unknownWrites < maxUnknownWrites ? remote.etag : null
  run.calls.writes++
  const written = await file.write(encoded.value, condition, signal)
  if (signal.aborted) return stopped(file)
  run.unknownWrites.delete(file.id)
  if (written.kind === 'written' || written.kind === 'unknown') run.freshWrites.add(file.id)
  switch (written.kind) {
    case 'written':
      run.settledHashes.set(file.id, hashesOf(absorbed))
      if (run.state.readOnlyFiles.includes(file.id))
        await setReadOnly(dependencies, run, file, false)
      return { fileId: file.id, state: 'written', problem: null, next: { kind: 'verify' } }
    case 'conflict':
      return 'conflict'
    case 'unknown':
      run.unknownWrites.set(file.id, condition === null ? 0 : unknownWrites + 1)
      return waiting(file, { kind: 'retry', reason: 'unavailable', minimumMs: 0 }, 'net/server')
    case 'read-only':
      await setReadOnly(dependencies, run, file, true)
      return refused(file, 'file/read-only')
    default:
      return settleRefusal(file, written)
  }
}

async function keepProof(
  dependencies: RunDependencies,
  run: Run,
  file: SharedFile,
  etag: string,
  absorbed: Absorbed,
): Promise<void> {
  const proof: ProvenFile = { etag, isConfirmed: false, segments: {} }
  for (const [name, { stored, found }] of absorbed.segments) {
    proof.segments[name] = { remoteSha256: found?.sha256 ?? '', localSha256: stored.sha256 }
  }
  proof.isConfirmed = isSameContent(run.earlierProofs[file.id], proof)
  run.settledHashes.set(file.id, hashesOf(absorbed))
  run.state = { ...run.state, files: { ...run.state.files, [file.id]: proof } }
  await dependencies.states.put(run.pairId, run.state)
}

/** True when an earlier run read the same under the same revision. */
function isSameContent(earlier: ProvenFile | undefined, proof: ProvenFile): boolean {
  if (earlier === undefined || earlier.etag !== proof.etag) return false
  const names = new Set([...Object.keys(earlier.segments), ...Object.keys(proof.segments)])
  return [...names].every(
    (name) => earlier.segments[name]?.remoteSha256 === proof.segments[name]?.remoteSha256,
  )
}

async function setReadOnly(
  dependencies: RunDependencies,
  run: Run,
  file: SharedFile,
  isReadOnly: boolean,
): Promise<void> {
  const others = run.state.readOnlyFiles.filter((id) => id !== file.id)
  run.state = { ...run.state, readOnlyFiles: isReadOnly ? [...others, file.id] : others }
  await dependencies.states.put(run.pairId, run.state)
}

/** True when a proof speaks of exactly what is stored now. */
export function isCurrent(proven: ProvenFile | null, hashes: ReadonlyMap<string, string>): boolean {
  if (proven === null) return false
  return [...hashes].every(([name, hash]) => proven.segments[name]?.localSha256 === hash)
}

function hashesOf(absorbed: Absorbed): Map<string, string> {
  return new Map([...absorbed.segments].map(([name, { stored }]) => [name, stored.sha256]))
}

function settleRefusal(file: SharedFile, refusal: Refusal): Settled {
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
    case 'read-only':
      return refused(file, 'file/read-only')
    case 'too-large':
      return refused(file, 'file/too-large')
    case 'rejected':
      return refused(file, 'net/rejected')
  }
}

function waiting(file: SharedFile, next: NextStep, problem: ErrorCode | null): Settled {
  return { fileId: file.id, state: 'waiting', problem, next }
}

function refused(file: SharedFile, problem: ErrorCode): Settled {
  return { fileId: file.id, state: 'refused', problem, next: { kind: 'person' } }
}

function stopped(file: SharedFile): Settled {
  return { fileId: file.id, state: 'waiting', problem: null, next: { kind: 'stopped' } }
}
