import type { PairId } from '../model/people.ts'
import type { PairRecord, PairStore } from '../storage/ports.ts'
import type { SchedulerDependencies } from '../sync/scheduler.ts'
import { createScheduler, type Scheduler } from '../sync/scheduler.ts'
import type { SyncOne } from '../sync/sync-one.ts'
import type { SyncOutcome } from '../sync/sync-outcome.ts'
import { type PairFiles, sharedFileId } from './pair-files.ts'
import { recordAfterRun } from './record-after-run.ts'
import type { RepairNotices } from './repair-notices.ts'

/** What composing sync needs. */
export interface SyncServiceDependencies
  extends Pick<SchedulerDependencies, 'states' | 'alarms' | 'clock' | 'timers' | 'random'> {
  engine: SyncOne
  pairs: PairStore
  files: Pick<PairFiles, 'open'>
  /** Keeps what was put right until it was read. */
  repairs: RepairNotices
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

/** Builds the service around the engine. */
export function createSyncService(dependencies: SyncServiceDependencies): SyncService {
  const { engine, pairs, files: pairFiles, report } = dependencies
  const outcomes = new Map<PairId, SyncOutcome>()

  const keepOutcome = async (pairId: PairId, outcome: SyncOutcome): Promise<void> => {
    await pairs.update(pairId, (record) => {
      if (record === null) return null
      return recordAfterRun(record, outcome, sharedFileId)
    })
    const [repaired] = outcome.notices
    if (repaired !== undefined) await dependencies.repairs.note(pairId, repaired)
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
      const files = record === null ? [] : await pairFiles.open(record, isByPerson)
      return engine.run({ pairId, files, isByPerson }, signal)
    },
    async isWaiting(pairId) {
      const record = await pairs.get(pairId)
      if (record === null) return false
      return engine.isWaiting(
        pairId,
        (await pairFiles.open(record, false)).map((file) => file.id),
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
    async forget(pairId) {
      await scheduler.forget(pairId)
      outcomes.delete(pairId)
    },
    lastOutcome: (pairId) => outcomes.get(pairId) ?? null,
    async isArrived(record) {
      const files = await pairFiles.open(record, false)
      if (files.length === 0) return false
      return !(await engine.isWaiting(
        record.pairId,
        files.map((file) => file.id),
      ))
    },
  }
}
