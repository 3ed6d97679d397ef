import type { SyncState } from '../../lib/storage/ports.ts'
import { minimumAlarmMs } from '../../lib/sync/alarms-port.ts'
import { createScheduler, type Scheduler } from '../../lib/sync/scheduler.ts'
import type { NextStep, SyncOutcome } from '../../lib/sync/sync-outcome.ts'
import { createStreams } from '../simulator/seeded-streams.ts'
import { createVirtualTime } from '../simulator/virtual-time.ts'
import { nowMs, pairId } from './replica-world.ts'

/** A scheduler in virtual time, with runs that end as a test says. */
export interface SchedulerBench {
  scheduler: Scheduler
  /** Seconds since the beginning, for each run; `p` marks those a person asked for. */
  runs: string[]
  errors: unknown[]
  /** Names of the alarms that stand. */
  alarms: Map<string, () => void>
  state(): SyncState | null
  /** Puts what was remembered to this. */
  setState(state: SyncState | null): void
  /** What runs come to from now on. */
  answer(outcome: Partial<SyncOutcome> | ((count: number) => Partial<SyncOutcome>)): void
  /** How long a run takes. */
  setRunLengthMs(lengthMs: number): void
  /** Whether storage says that something waits. */
  setWaiting(isWaiting: boolean): void
  /** Puts the device's clock off, without moving time. */
  skewClock(byMs: number): void
  /** Lets time pass. */
  pass(seconds: number): Promise<void>
  /** The worker dies; timers are gone, alarms and storage stay. */
  die(): void
  /** A worker starts, for whatever reason, and begins as the product does. */
  revive(): Promise<void>
}

/** Everything arrived. */
export const arrived: SyncOutcome = {
  phase: 'arrived',
  readMs: nowMs,
  problem: null,
  notices: [],
  hasNews: false,
  files: [],
  next: { kind: 'rest' },
  reads: 1,
  writes: 0,
}

/** A run that failed and may be repeated. */
export function failed(
  reason: Extract<NextStep, { kind: 'retry' }>['reason'],
  minimumMs = 0,
): SyncOutcome {
  return {
    ...arrived,
    phase: 'waiting',
    readMs: null,
    next: { kind: 'retry', reason, minimumMs },
  }
}

/** Builds the bench with a living worker. */
export async function createSchedulerBench(seed = 1): Promise<SchedulerBench> {
  const time = createVirtualTime(nowMs)
  const random = createStreams(seed)('scheduler')
  let outcome: (count: number) => Partial<SyncOutcome> = () => arrived
  let state: SyncState | null = null
  let isWaiting = false
  let runLengthMs = 500
  let skewMs = 0
  let life = 0
  const listeners = new Set<(name: string) => void>()

  const bench: SchedulerBench = {
    scheduler: begin(),
    runs: [],
    errors: [],
    alarms: new Map(),
    state: () => state,
    setState(next) {
      state = next
    },
    answer(next) {
      outcome = typeof next === 'function' ? next : () => next
    },
    setRunLengthMs(lengthMs) {
      runLengthMs = lengthMs
    },
    setWaiting(next) {
      isWaiting = next
    },
    skewClock(byMs) {
      skewMs += byMs
    },
    pass: (seconds) => time.runUntil(time.nowMs() + seconds * 1_000),
    die() {
      life += 1
      listeners.clear()
    },
    async revive() {
      bench.scheduler = begin()
      await bench.scheduler.start(async () => [pairId])
    },
  }
  await bench.scheduler.start(async () => [pairId])
  return bench

  function begin(): Scheduler {
    const ownLife = life
    const never = new Promise<never>(() => undefined)
    const alive = <T>(value: () => T): Promise<T> =>
      ownLife === life ? Promise.resolve().then(value) : never
    return createScheduler({
      run(_pair, isByPerson) {
        const seconds = ((time.nowMs() - nowMs) / 1_000).toFixed(1)
        bench.runs.push(`${seconds}${isByPerson ? 'p' : ''}`)
        const count = bench.runs.length
        return new Promise<void>((resolve) => {
          time.after(runLengthMs, () => {
            if (ownLife === life) resolve()
          })
        }).then(() => ({ ...arrived, ...outcome(count) }))
      },
      isWaiting: () => alive(() => isWaiting),
      states: {
        get: () => alive(() => state),
        put: (_pair, next) =>
          alive(() => {
            state = next
          }),
        remove: () => alive(() => undefined),
      },
      alarms: {
        set: (name, delayMs) =>
          alive(() => {
            bench.alarms.get(name)?.()
            const cancel = time.after(Math.max(minimumAlarmMs, delayMs), () => fire(name))
            bench.alarms.set(name, cancel)
          }),
        clear: (name) =>
          alive(() => {
            bench.alarms.get(name)?.()
            bench.alarms.delete(name)
          }),
        names: () => alive(() => [...bench.alarms.keys()]),
        onFired(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
      clock: { nowMs: () => time.nowMs() + skewMs },
      timers: {
        after: (delayMs, run) =>
          time.after(delayMs, () => {
            if (ownLife === life) run()
          }),
      },
      random,
      onOutcome: () => undefined,
      onError: (_pair, error) => bench.errors.push(error),
    })
  }

  /** An alarm starts a worker when there is none. */
  function fire(name: string): void {
    bench.alarms.delete(name)
    if (listeners.size === 0) {
      bench.scheduler = begin()
      bench.scheduler
        .start(async () => [pairId])
        .catch((error) => {
          bench.errors.push(error)
        })
    }
    for (const listener of listeners) listener(name)
  }
}
