import type { ErrorCode } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { FileHome } from '../remote/file-home.ts'
import type { SharedFile } from '../remote/shared-file.ts'
import type { PairRecord, PairStore } from '../storage/ports.ts'
import type { SchedulerDependencies } from '../sync/scheduler.ts'
import { createScheduler, type Scheduler } from '../sync/scheduler.ts'
import type { SyncOne } from '../sync/sync-one.ts'
import type { SyncOutcome } from '../sync/sync-outcome.ts'

/** What composing sync needs. */
export interface SyncServiceDependencies
  extends Pick<SchedulerDependencies, 'states' | 'alarms' | 'clock' | 'timers' | 'random'> {
  engine: SyncOne
  pairs: PairStore
  homeOf: (account: string) => FileHome
  /** The status of a pair changed: its panels must hear of it. */
  onChanged: (pairId: PairId) => void
  report: (thrown: unknown) => void
}

/** Sync of all pairs, and what is known of each at this moment. */
export interface SyncService extends Scheduler {
  /** What the last run of a pair told, in this life of the worker; null before the first. */
  lastOutcome(pairId: PairId): SyncOutcome | null
  /** Whether everything stored is proven to be in the pair's files; no request is made. */
  isArrived(record: PairRecord): Promise<boolean>
}

/** Problems that a kept record must go on telling after the worker is gone. */
const lasting: readonly ErrorCode[] = [
  'file/read-only',
  'file/missing',
  'file/foreign',
  'file/too-large',
  'file/newer-format',
  'file/needs-pick',
]

/** Builds the service around the engine. */
export function createSyncService(dependencies: SyncServiceDependencies): SyncService {
  const { engine, pairs, report } = dependencies
  const outcomes = new Map<PairId, SyncOutcome>()

  const openFiles = (record: PairRecord): SharedFile[] => {
    const home = dependencies.homeOf(record.account)
    return record.files
      .filter((one) => one.isAccessible)
      .sort((a, b) => a.createdMs - b.createdMs || (a.fileId < b.fileId ? -1 : 1))
      .map((one) => home.open(one.fileId, one.isMine))
  }

  const keepOutcome = async (pairId: PairId, outcome: SyncOutcome): Promise<void> => {
    await pairs.update(pairId, (record) => {
      if (record === null) return null
      const home = dependencies.homeOf(record.account)
      const results = new Map(outcome.files.map((one) => [one.fileId, one]))
      const problem =
        outcome.problem !== null && lasting.includes(outcome.problem) ? outcome.problem : null
      return {
        ...record,
        lastSyncedMs: outcome.readMs ?? record.lastSyncedMs,
        problem,
        files: record.files.flatMap((file) => {
          const result = results.get(home.open(file.fileId, file.isMine).id)
          // Another person's file is only out of reach: its owner may share it again. Our own is gone for
          // good, and the next share makes a new one.
          if (result?.state === 'gone') return file.isMine ? [] : [{ ...file, isAccessible: false }]
          if (result?.problem === 'file/needs-pick') return [{ ...file, isAccessible: false }]
          if (result?.problem === 'file/foreign') return []
          return [file]
        }),
      }
    })
    dependencies.onChanged(pairId)
  }

  const scheduler = createScheduler({
    states: dependencies.states,
    alarms: dependencies.alarms,
    clock: dependencies.clock,
    timers: dependencies.timers,
    random: dependencies.random,
    async run(pairId, isByPerson, signal) {
      const record = await pairs.get(pairId)
      const files = record === null ? [] : openFiles(record)
      return engine.run({ pairId, files, isByPerson }, signal)
    },
    async isWaiting(pairId) {
      const record = await pairs.get(pairId)
      if (record === null) return false
      return engine.isWaiting(
        pairId,
        openFiles(record).map((file) => file.id),
      )
    },
    onOutcome(pairId, outcome) {
      outcomes.set(pairId, outcome)
      keepOutcome(pairId, outcome).catch(report)
    },
    onError: (_pairId, error) => report(error),
  })

  return {
    ...scheduler,
    lastOutcome: (pairId) => outcomes.get(pairId) ?? null,
    async isArrived(record) {
      const files = openFiles(record)
      if (files.length === 0) return false
      return !(await engine.isWaiting(
        record.pairId,
        files.map((file) => file.id),
      ))
    },
  }
}
