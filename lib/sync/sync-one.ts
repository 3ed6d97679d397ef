import { AppError } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { SharedFile } from '../remote/shared-file.ts'
import type { SyncState } from '../storage/ports.ts'
import { isCurrent } from './file-proof.ts'
import { createEngineMemory, type Run } from './run.ts'
import { settleFile } from './settle-file.ts'
import type { Settled } from './settled.ts'
import { createStateMemory } from './state-memory.ts'
import { hashStored } from './stored-segment.ts'
import type { SyncDependencies } from './sync-dependencies.ts'
import type { NextStep, SyncOutcome } from './sync-outcome.ts'

/** What one run is about. */
export interface SyncRequest {
  pairId: PairId
  /** The pair's files this account may open, oldest first; empty while there is none. */
  files: readonly SharedFile[]
  /** True when a person asked for it or opened the panel: a file that refused a write is tried again. */
  isByPerson: boolean
}

/** Runs sync for one pair; see SPEC.md. Callers see to it that one runs at a time for a pair. */
export interface SyncOne {
  /**
   * Brings storage and every file of the pair together. Expected trouble is in the outcome; a thrown error
   * is a bug. After `signal` aborts no further request is made.
   */
  run(request: SyncRequest, signal: AbortSignal): Promise<SyncOutcome>
  /** True when something stored is not yet proven to be in `fileIds`; no request is made. */
  isWaiting(pairId: PairId, fileIds: readonly string[]): Promise<boolean>
}

/** A state for a pair that never ran. */
export function emptySyncState(): SyncState {
  return {
    files: {},
    readOnlyFiles: [],
    pause: null,
    failureCount: 0,
    requests: { day: '', count: 0 },
  }
}

/** Builds the engine. */
export function createSyncOne(parts: SyncDependencies): SyncOne {
  const dependencies = { ...parts, memory: createStateMemory(parts.tools) }
  const memory = createEngineMemory()

  async function runFiles(run: Run, request: SyncRequest, signal: AbortSignal): Promise<Settled[]> {
    const settled: Settled[] = []
    for (const file of request.files) {
      const one = await settleFile(dependencies, run, file, signal)
      settled.push(one)
      // The others would meet the same: without network or out of quota, one attempt is enough.
      const { next } = one
      if (next.kind === 'retry' && (next.reason === 'offline' || next.reason === 'throttled')) break
    }
    if (request.files.length < 2 || !run.hasNews || signal.aborted) return settled
    // News from a later file is not yet in the earlier ones.
    const hashes = await hashStored(dependencies, run.pairId)
    for (const [index, file] of request.files.entries()) {
      const before = settled[index]
      if (before === undefined || (before.state !== 'proven' && before.state !== 'written'))
        continue
      if (!isSame(run.settledHashes.get(file.id), hashes)) {
        settled[index] = await settleFile(dependencies, run, file, signal)
      }
    }
    return settled
  }

  return {
    async run(request, signal) {
      const state = (await dependencies.states.get(request.pairId)) ?? emptySyncState()
      const run: Run = {
        pairId: request.pairId,
        canonicalId: request.files[0]?.id ?? null,
        state,
        earlierProofs: state.files,
        calls: { reads: 0, writes: 0 },
        notices: new Set(),
        hasNews: false,
        readMs: null,
        isByPerson: request.isByPerson,
        settledHashes: new Map(),
        memory,
      }
      try {
        const files = await runFiles(run, request, signal)
        const hashes = await hashStored(dependencies, request.pairId)
        return summarise(run, files, hashes)
      } catch (thrown) {
        if (signal.aborted) return summarise(run, [], new Map(), { kind: 'stopped' })
        // Storage is full or away: nothing was lost, and nothing can be kept until that ends.
        if (!(thrown instanceof AppError) || !thrown.code.startsWith('storage/')) throw thrown
        const next: NextStep = { kind: 'retry', reason: 'storage', minimumMs: 0 }
        return { ...summarise(run, [], new Map(), next), phase: 'waiting', problem: thrown.code }
      }
    },
    async isWaiting(pairId, fileIds) {
      const hashes = await hashStored(dependencies, pairId)
      const state = await dependencies.states.get(pairId)
      if (hashes.size === 0) return false
      return fileIds.some((id) => !isCurrent(state?.files[id] ?? null, hashes))
    },
  }
}

function summarise(
  run: Run,
  files: readonly Settled[],
  hashes: ReadonlyMap<string, string>,
  forced: NextStep | null = null,
): SyncOutcome {
  const isOutdated = files.some(
    (file) =>
      (file.state === 'proven' || file.state === 'written') &&
      !isSame(run.settledHashes.get(file.fileId), hashes),
  )
  const next = forced ?? mostUrgent([...files.map((file) => file.next), isOutdated ? again : rest])
  const isArrived =
    !isOutdated &&
    files.some((file) => file.state === 'proven') &&
    files.every((file) => file.state !== 'waiting' && file.state !== 'written')
  return {
    phase: isArrived ? 'arrived' : files.length === 0 && forced === null ? 'local' : 'waiting',
    readMs: run.readMs,
    problem: files.find((file) => file.problem !== null)?.problem ?? null,
    notices: [...run.notices],
    hasNews: run.hasNews,
    files: files.map(({ fileId, state, problem }) => ({ fileId, state, problem })),
    next,
    reads: run.calls.reads,
    writes: run.calls.writes,
  }
}

const again: NextStep = { kind: 'again' }
const rest: NextStep = { kind: 'rest' }

/** Order of urgency: what must not be forgotten comes first. */
const urgency: readonly NextStep['kind'][] = [
  'stopped',
  'retry',
  'again',
  'verify',
  'confirm',
  'person',
  'rest',
]

function mostUrgent(steps: readonly NextStep[]): NextStep {
  const longest = (kind: NextStep['kind']) =>
    steps
      .filter((step) => step.kind === kind)
      .reduce<NextStep | null>((best, step) => (waitOf(step) >= waitOf(best) ? step : best), null)
  for (const kind of urgency) {
    const found = longest(kind)
    if (found !== null) return found
  }
  return rest
}

function waitOf(step: NextStep | null): number {
  return step?.kind === 'retry' ? step.minimumMs : -1
}

function isSame(
  a: ReadonlyMap<string, string> | undefined,
  b: ReadonlyMap<string, string>,
): boolean {
  return a !== undefined && [...b].every(([name, hash]) => a.get(name) === hash)
}
