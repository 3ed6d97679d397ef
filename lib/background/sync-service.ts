import type { PairId } from '../model/people.ts'
import type { FileHome } from '../remote/file-home.ts'
import type { SharedFile } from '../remote/shared-file.ts'
import type { PairRecord, PairStore } from '../storage/ports.ts'
import type { SchedulerDependencies } from '../sync/scheduler.ts'
import { createScheduler, type Scheduler } from '../sync/scheduler.ts'
import type { SyncOne } from '../sync/sync-one.ts'
import type { SyncOutcome } from '../sync/sync-outcome.ts'
import { isUsable } from './canonical-file.ts'
import { recordAfterRun } from './record-after-run.ts'
import type { RepairNotices } from './repair-notices.ts'

/** What composing sync needs. */
export interface SyncServiceDependencies
  extends Pick<SchedulerDependencies, 'states' | 'alarms' | 'clock' | 'timers' | 'random'> {
  engine: SyncOne
  pairs: PairStore
  homeOf: (account: string) => FileHome
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
  const { engine, pairs, report } = dependencies
  const outcomes = new Map<PairId, SyncOutcome>()

  // Files in trouble are looked at again when a person asks: a right comes back, a version is restored.
  const openFiles = (record: PairRecord, isByPerson: boolean): SharedFile[] => {
    const home = dependencies.homeOf(record.account)
    return record.files
      .filter((one) => isUsable(one) || (isByPerson && one.isAccessible))
      .sort(
        (a, b) =>
          // The first is the one both sides settle on: never one that is not in use.
          Number(!isUsable(a)) - Number(!isUsable(b)) ||
          a.createdMs - b.createdMs ||
          (a.fileId < b.fileId ? -1 : 1),
      )
      .map((one) => home.open(one.fileId, one.isMine))
  }

  const keepOutcome = async (pairId: PairId, outcome: SyncOutcome): Promise<void> => {
    await pairs.update(pairId, (record) => {
      if (record === null) return null
      const home = dependencies.homeOf(record.account)
      return recordAfterRun(record, outcome, (file) => home.open(file.fileId, file.isMine).id)
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
      const files = record === null ? [] : openFiles(record, isByPerson)
      return engine.run({ pairId, files, isByPerson }, signal)
    },
    async isWaiting(pairId) {
      const record = await pairs.get(pairId)
      if (record === null) return false
      return engine.isWaiting(
        pairId,
        openFiles(record, false).map((file) => file.id),
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
      const files = openFiles(record, false)
      if (files.length === 0) return false
      return !(await engine.isWaiting(
        record.pairId,
        files.map((file) => file.id),
      ))
    },
  }
}
