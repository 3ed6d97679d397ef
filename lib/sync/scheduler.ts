import type { Clock, Random, Timers } from '../base/clock.ts'
import type { PairId } from '../model/people.ts'
import type { SyncStateStore } from '../storage/ports.ts'
import type { Alarms } from './alarms-port.ts'
import {
  alignToClock,
  idleActivity,
  type PairActivity,
  pace,
  planNextRun,
} from './plan-next-run.ts'
import { rememberOutcome } from './remember-outcome.ts'
import { createSingleFlight } from './single-flight.ts'
import type { SyncOutcome } from './sync-outcome.ts'

/** Names of sync's alarms begin so. */
export const alarmPrefix = 'sync:'

/** What the scheduler needs. */
export interface SchedulerDependencies {
  /** One run for one pair: its files and the engine are the composer's business. */
  run(pairId: PairId, isByPerson: boolean, signal: AbortSignal): Promise<SyncOutcome>
  /** True when something stored for the pair is not proven to be in its files; false without files. */
  isWaiting(pairId: PairId): Promise<boolean>
  states: SyncStateStore
  alarms: Alarms
  clock: Clock
  timers: Timers
  random: Random
  /** Told of every outcome, before the next run is planned. */
  onOutcome(pairId: PairId, outcome: SyncOutcome): void
  /** Told of failures of the machinery itself (a bug, a refused alarm). */
  onError(pairId: PairId | null, error: unknown): void
}

/**
 * Decides when a pair syncs. Holds nothing that cannot be found again: what is owed is computed from
 * storage, and an alarm is set before anything is left to a timer.
 */
export interface Scheduler {
  /**
   * Call in the first turn of the worker's life, so that the alarm that woke it is heard. Then looks
   * through `pairIds` for work whose alarm was never set.
   */
  start(pairIds: () => Promise<readonly PairId[]>): Promise<void>
  /** An edit was committed. Resolves once the alarm stands that will see to it if the worker dies. */
  edited(pairId: PairId): Promise<void>
  /** A panel of the pair became visible, or the last one was hidden (which flushes). */
  setVisible(pairId: PairId, isVisible: boolean): Promise<void>
  /** A 1-on-1 of the pair is near or under way until `untilMs`; null when it is not. */
  setNear(pairId: PairId, untilMs: number | null): Promise<void>
  /**
   * A person asked. Waits for the run; null when it may not start at once (a Retry-After holds, or the
   * last run began moments ago) and was planned instead.
   */
  syncNow(pairId: PairId): Promise<SyncOutcome | null>
  /** The network is back, or an account was connected: these pairs may try within about 2 s. */
  resume(pairIds: readonly PairId[]): Promise<void>
  /**
   * The pair is being erased or switched off: its timer and alarm go, and the run under way is aborted.
   * Resolves when that has ended, so that nothing of it is written any more.
   */
  forget(pairId: PairId): Promise<void>
  /** Ends timers and the runs under way; alarms stay. */
  stop(): void
}

interface Entry {
  /** Changed in place, never exchanged: a run holds on to it while edits are noted in it. */
  readonly activity: PairActivity
  cancelTimer: () => void
  hasAlarm: boolean
  isByPerson: boolean
  /** Requests since they were last written down. */
  unsavedRequests: number
  /** Ends what runs and is planned for this pair. */
  readonly ending: AbortController
  /** The run under way; null between runs. */
  underway: Promise<unknown> | null
}

/** Builds the scheduler. */
export function createScheduler(dependencies: SchedulerDependencies): Scheduler {
  const { alarms, clock, timers, states } = dependencies
  const entries = new Map<PairId, Entry>()
  const flights = createSingleFlight<SyncOutcome>()
  const ending = new AbortController()
  let stopListening: () => void = () => undefined

  async function entryOf(pairId: PairId): Promise<Entry> {
    const known = entries.get(pairId)
    if (known !== undefined) return known
    const state = await states.get(pairId)
    const names = await alarms.names()
    // Another caller may have made it while we asked.
    const entry = entries.get(pairId) ?? {
      activity: { ...idleActivity, pause: state?.pause ?? null },
      cancelTimer: () => undefined,
      hasAlarm: names.includes(alarmPrefix + pairId),
      isByPerson: false,
      unsavedRequests: 0,
      ending: new AbortController(),
      underway: null,
    }
    entries.set(pairId, entry)
    return entry
  }

  const isOver = (entry: Entry): boolean => ending.signal.aborted || entry.ending.signal.aborted

  /** Puts timer and alarm to what is due now. The alarm comes first: a timer dies with the worker. */
  async function plan(pairId: PairId, entry: Entry): Promise<void> {
    if (isOver(entry)) return
    alignToClock(entry.activity, clock.nowMs())
    const { alarmMs } = planNextRun(entry.activity, clock.nowMs())
    if (alarmMs !== null && !entry.hasAlarm) {
      entry.hasAlarm = true
      await alarms.set(alarmPrefix + pairId, alarmMs)
    }
    entry.cancelTimer()
    entry.cancelTimer = () => undefined
    if (isOver(entry) || flights.isRunning(pairId)) return
    const { timerMs } = planNextRun(entry.activity, clock.nowMs())
    if (timerMs === null) return
    entry.cancelTimer = timers.after(timerMs, () => {
      // A run that began meanwhile plans the next one when it ends.
      if (flights.isRunning(pairId)) return
      runPair(pairId, entry).catch((error) => dependencies.onError(pairId, error))
    })
  }

  async function runPair(pairId: PairId, entry: Entry): Promise<SyncOutcome> {
    entry.cancelTimer()
    const flight = flights.run(pairId, () => runOnce(pairId, entry))
    entry.underway = flight
    try {
      return await flight
    } finally {
      if (entry.underway === flight) entry.underway = null
      await plan(pairId, entry)
    }
  }

  async function runOnce(pairId: PairId, entry: Entry): Promise<SyncOutcome> {
    const { activity, isByPerson } = entry
    entry.isByPerson = false
    activity.lastStartMs = clock.nowMs()
    activity.firstEditMs = null
    activity.lastEditMs = null
    activity.isFlushing = false
    activity.isDue = false
    const outcome = await dependencies
      .run(pairId, isByPerson, AbortSignal.any([ending.signal, entry.ending.signal]))
      .catch((error): SyncOutcome => {
        dependencies.onError(pairId, error)
        return unexpectedOutcome
      })
    if (isOver(entry)) return outcome
    activity.lastEndMs = clock.nowMs()
    activity.next = outcome.next
    activity.isUnreadable = outcome.next.kind === 'person' && outcome.readMs === null
    if (outcome.hasNews) activity.lastActivityMs = activity.lastEndMs
    dependencies.onOutcome(pairId, outcome)
    entry.unsavedRequests += outcome.reads + outcome.writes
    entry.unsavedRequests = await rememberOutcome(
      dependencies,
      pairId,
      activity,
      outcome.next,
      entry.unsavedRequests,
    )
    await renewAlarm(pairId, entry)
    return outcome
  }

  /** After a run the alarm says what the outcome wants; until then an older one guards the run. */
  async function renewAlarm(pairId: PairId, entry: Entry): Promise<void> {
    const { alarmMs } = planNextRun(entry.activity, clock.nowMs())
    const isBlocked = entry.activity.next?.kind === 'person'
    const wantedMs = alarmMs ?? (isBlocked ? pace.blockedMs : null)
    if (wantedMs === null && !entry.hasAlarm) return
    entry.hasAlarm = wantedMs !== null
    if (wantedMs === null) await alarms.clear(alarmPrefix + pairId)
    else await alarms.set(alarmPrefix + pairId, wantedMs)
  }

  async function onAlarm(name: string): Promise<void> {
    if (!name.startsWith(alarmPrefix) || ending.signal.aborted) return
    const pairId = name.slice(alarmPrefix.length)
    const entry = await entryOf(pairId)
    // It is spent; `plan` sets another, which guards the run this one starts.
    entry.hasAlarm = false
    entry.isByPerson ||= entry.activity.next?.kind === 'person'
    entry.activity.isDue = true
    await plan(pairId, entry)
  }

  async function edit(pairId: PairId): Promise<void> {
    const entry = await entryOf(pairId)
    const nowMs = clock.nowMs()
    entry.activity.firstEditMs ??= nowMs
    entry.activity.lastEditMs = nowMs
    entry.activity.lastActivityMs = nowMs
    await plan(pairId, entry)
  }

  /** Marks a run a person wants. Cuts short our own caution, never the provider's demand. */
  async function ask(pairId: PairId): Promise<Entry> {
    const entry = await entryOf(pairId)
    entry.activity.lastActivityMs = clock.nowMs()
    entry.activity.backoff = null
    entry.activity.isDue = true
    entry.isByPerson = true
    return entry
  }

  return {
    async start(pairIds) {
      stopListening = alarms.onFired((name) => {
        onAlarm(name).catch((error) => dependencies.onError(null, error))
      })
      const names = await alarms.names()
      for (const pairId of await pairIds()) {
        if (ending.signal.aborted) return
        if (names.includes(alarmPrefix + pairId)) continue
        if (await dependencies.isWaiting(pairId)) await edit(pairId)
      }
    },
    edited: edit,
    async setVisible(pairId, isVisible) {
      const entry = await entryOf(pairId)
      if (isVisible && !entry.activity.isVisible) await ask(pairId)
      if (!isVisible) entry.activity.isFlushing = entry.activity.firstEditMs !== null
      entry.activity.isVisible = isVisible
      await plan(pairId, entry)
    },
    async setNear(pairId, untilMs) {
      const entry = await entryOf(pairId)
      entry.activity.nearUntilMs = untilMs
      await plan(pairId, entry)
    },
    async syncNow(pairId) {
      const entry = await ask(pairId)
      const { timerMs } = planNextRun(entry.activity, clock.nowMs())
      if (timerMs === 0) return runPair(pairId, entry)
      await plan(pairId, entry)
      return null
    },
    async resume(pairIds) {
      for (const pairId of pairIds) {
        const entry = await ask(pairId)
        // Many devices hear "online" at the same moment.
        const lengthMs = dependencies.random.next() * 2_000
        entry.activity.backoff = { sinceMs: clock.nowMs(), lengthMs }
        await plan(pairId, entry)
      }
    },
    async forget(pairId) {
      const entry = entries.get(pairId)
      entries.delete(pairId)
      entry?.ending.abort()
      entry?.cancelTimer()
      // How it ends is told to whoever started it.
      await entry?.underway?.catch(() => undefined)
      await alarms.clear(alarmPrefix + pairId)
    },
    stop() {
      ending.abort()
      stopListening()
      for (const entry of entries.values()) entry.cancelTimer()
    },
  }
}

/** What the scheduler makes of a run that threw: a bug, reported; the pair goes on later. */
const unexpectedOutcome: SyncOutcome = {
  phase: 'waiting',
  readMs: null,
  problem: 'internal/unexpected',
  notices: [],
  hasNews: false,
  files: [],
  next: { kind: 'retry', reason: 'unavailable', minimumMs: 0 },
  reads: 0,
  writes: 0,
}
