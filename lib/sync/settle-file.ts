import type { SharedFile } from '../remote/shared-file.ts'
import { type Absorbed, absorbRemote } from './absorb-remote.ts'
import type { SegmentToWrite } from './document-tools.ts'
import { hashesOf, isCurrent, keepProof } from './file-proof.ts'
import { quarantine, readRemote, type UnderstoodFile } from './read-remote.ts'
import type { Run } from './run.ts'
import { refused, type Settled, settleRefusal, stopped, waiting } from './settled.ts'
import { hashStored } from './stored-segment.ts'
import type { RunDependencies } from './sync-dependencies.ts'
import type { NextStep } from './sync-outcome.ts'
import { wait } from './wait.ts'

/** Conflicts in a row after which the alarm takes over. */
const maxAttempts = 5

/** Answers without a verdict after which one write goes without a condition: a provider may choke on our etag. */
const maxUnknownWrites = 2

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
  const known = run.memory.known.get(file.id) ?? null
  const isClean = proven?.isConfirmed === true && isCurrent(proven, hashes)
  // Bytes that are known, or that nothing here waits for, need not be fetched again. After a conflict they
  // must be: somebody else wrote.
  const knownEtag = attempt > 1 ? null : isClean ? proven.etag : (known?.etag ?? null)
  const remote = await readRemote(dependencies, run.pairId, file, knownEtag, run.calls, signal)
  if (signal.aborted) return stopped(file)
  switch (remote.kind) {
    case 'unchanged':
      run.readMs = dependencies.clock.nowMs()
      if (!isClean && known !== null) return healFile(dependencies, run, file, known, signal)
      run.settledHashes.set(file.id, hashes)
      run.memory.freshWrites.delete(file.id)
      return { fileId: file.id, state: 'proven', problem: null, next: { kind: 'rest' } }
    case 'untouchable':
      return refused(file, remote.problem)
    case 'understood':
      if (remote.isVerified && !remote.isDamaged) run.memory.known.set(file.id, remote)
      else run.memory.known.delete(file.id)
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
    await keepProof(dependencies, run, file, remote, absorbed)
    run.settledHashes.set(file.id, hashesOf(absorbed))
    // Without a precondition, a write that was already under way may still land on top of ours.
    const isFresh = run.memory.freshWrites.delete(file.id)
    const next: NextStep = isFresh ? { kind: 'confirm' } : { kind: 'rest' }
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

  const unknownWrites = run.memory.unknownWrites.get(file.id) ?? 0
  const condition = unknownWrites < maxUnknownWrites ? remote.etag : null
  run.calls.writes++
  const written = await file.write(encoded.value, condition, signal)
  if (signal.aborted) return stopped(file)
  run.memory.unknownWrites.delete(file.id)
  run.memory.known.delete(file.id)
  if (written.kind === 'written' || written.kind === 'unknown') {
    run.memory.freshWrites.add(file.id)
  }
  switch (written.kind) {
    case 'written':
      run.settledHashes.set(file.id, hashesOf(absorbed))
      if (run.state.readOnlyFiles.includes(file.id)) {
        await setReadOnly(dependencies, run, file, false)
      }
      if (written.isVerified === true && written.etag !== null) {
        return proveWrite(dependencies, run, file, written.etag, encoded.value, absorbed)
      }
      return { fileId: file.id, state: 'written', problem: null, next: { kind: 'verify' } }
    case 'conflict':
      return 'conflict'
    case 'unknown':
      run.memory.unknownWrites.set(file.id, condition === null ? 0 : unknownWrites + 1)
      return waiting(file, { kind: 'retry', reason: 'unavailable', minimumMs: 0 }, 'net/server')
    case 'read-only':
      await setReadOnly(dependencies, run, file, true)
      return refused(file, 'file/read-only')
    default:
      return settleRefusal(file, written)
  }
}

/** The provider says, by its own checksum, that it holds what was sent: that is as good as reading it. */
async function proveWrite(
  dependencies: RunDependencies,
  run: Run,
  file: SharedFile,
  etag: string,
  bytes: Uint8Array,
  absorbed: Absorbed,
): Promise<Settled> {
  const decoded = await dependencies.tools.decodeFile(bytes, run.pairId)
  if (!decoded.ok) throw new TypeError('our own file does not decode')
  const { segments, unknownWords } = decoded.value
  const written: UnderstoodFile = {
    kind: 'understood',
    etag,
    bytes,
    segments,
    unknownWords,
    isVerified: true,
    isDamaged: false,
    isHandEdited: false,
  }
  run.memory.known.set(file.id, written)
  await keepProof(dependencies, run, file, written, absorbed)
  return { fileId: file.id, state: 'proven', problem: null, next: { kind: 'confirm' } }
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
