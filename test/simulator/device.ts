import type { Clock, Random } from '../../lib/base/clock.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import { coreSegment, segmentsToOpen } from '../../lib/document/segments.ts'
import type { SyncOutcome } from '../../lib/sync/sync-outcome.ts'
import { createDisk, type Disk } from './disk.ts'
import { editAtRandom, makeMarker } from './edits.ts'
import type { Faults } from './faults.ts'
import { beginLife } from './life.ts'
import { createPanel, type SimulatedPanel, shakeHands, type TypedWord } from './panel.ts'
import type { Policy } from './policies.ts'
import type { Stream } from './seeded-streams.ts'
import type { SimulatedServer } from './simulated-server.ts'
import type { VirtualTime } from './virtual-time.ts'
import { pairId, startWorker, type Worker } from './worker.ts'

/** What all devices of a run share. */
export interface SimulatedWorld {
  time: VirtualTime
  server: SimulatedServer
  stream: (purpose: string) => Stream
  faults: () => Faults
  policy: Policy
  /** Every word typed, by marker. */
  words: Map<string, TypedWord>
  /** Words people deleted, once the deletion was saved. */
  deleted: Set<string>
  nextSerial(): number
  canDelete: boolean
  /** Called with what a bug threw; ends the run as a failure. */
  onBug(error: unknown): void
}

/** One device: a disk, a worker that dies, a panel that people type into, a clock that may be wrong. */
export interface SimulatedDevice {
  readonly name: string
  readonly person: 'ann' | 'ben'
  readonly disk: Disk
  readonly clock: Clock
  isOnline: boolean
  isSignedIn: boolean
  skewMs: number
  outcomes: SyncOutcome[]
  clientIdRenewals: number
  /** For the crippled policy that trusts what it sent. */
  sentClocks: Map<number, number>
  openPanel(): void
  closePanel(): void
  isPanelOpen(): boolean
  /** One random edit in the open panel; nothing without one. */
  edit(random: Stream): void
  /** The worker dies; an open panel brings it back. */
  kill(): void
  goOnline(isOnline: boolean): void
  /** Closes everything and puts the disk back to what it was `agoMs` ago. */
  rollBack(agoMs: number): void
  syncNow(): void
  worker(): Worker | null
}

/** Alarms that fire as the browser fires them: never sooner than this. */
const minimumAlarmMs = 30_000

/** Time without a panel or an alarm after which the browser ends the worker. */
const idleMs = 30_000

/** Longer than any message between a panel and the worker is under way. */
const messageMs = 4

/** Builds a device with an empty disk. */
export function createDevice(
  world: SimulatedWorld,
  name: string,
  person: 'ann' | 'ben',
): SimulatedDevice {
  const { time } = world
  const random = world.stream(`device/${name}`)
  const disk = createDisk(time, random)
  const alarms = new Map<string, () => void>()
  let worker: Worker | null = null
  let panel: SimulatedPanel | null = null
  let cancelIdle: () => void = () => undefined
  let serial = 0

  const device: SimulatedDevice = {
    name,
    person,
    disk,
    clock: { nowMs: () => Math.round(time.nowMs() + device.skewMs) },
    isOnline: true,
    isSignedIn: true,
    skewMs: 0,
    outcomes: [],
    clientIdRenewals: 0,
    sentClocks: new Map(),
    openPanel() {
      if (panel !== null) return
      panel = createPanel(createReplica({ pairId, random: idRandom(`panel/${name}`) }))
      join()
    },
    closePanel() {
      const closing = panel
      if (closing === null) return
      panel = null
      closing.send = null
      const current = worker
      // What was posted before the page went away still arrives first.
      time.after(messageMs, () => {
        current?.life.deliver(() => {
          closing.document?.release()
          if (panel !== null) return
          current.setVisible(false)
          wait()
        })
      })
      closing.replica.destroy()
    },
    isPanelOpen: () => panel !== null,
    edit(stream) {
      const open = panel
      if (open === null || !isReady(open)) return
      const marker = makeMarker(name, world.nextSerial())
      const nowMs = device.clock.nowMs()
      const { replica } = open
      const before = open.unsaved.length
      // Remembered before the replica tells: the update leaves inside the edit.
      const trace = { typed: [] as string[], deleted: [] as string[] }
      open.unsaved.push(trace)
      const done = editAtRandom(replica, person, marker, nowMs, stream, world.canDelete)
      trace.typed.push(...done.typed)
      trace.deleted.push(...done.deleted)
      if (trace.typed.length + trace.deleted.length === 0) open.unsaved.splice(before, 1)
      for (const typed of trace.typed) {
        const word = { marker: typed, device: name, isSaved: false, isExcused: false }
        world.words.set(typed, word)
      }
    },
    kill() {
      if (worker === null) return
      worker.life.end()
      worker = null
      cancelIdle()
      if (panel === null) return
      panel.isJoined = false
      panel.isFrozen = false
      panel.document = null
      panel.send = null
      time.after(random.between(200, 3_000), () => {
        if (panel !== null && !panel.isJoined && worker === null) join()
      })
    },
    goOnline(isOnline) {
      const wasOnline = device.isOnline
      device.isOnline = isOnline
      if (isOnline && !wasOnline) worker?.resume()
    },
    rollBack(agoMs) {
      device.closePanel()
      device.kill()
      disk.restore(disk.contentAt(time.nowMs() - agoMs))
    },
    syncNow: () => wake().syncNow(),
    worker: () => worker,
  }

  /** A replica draws the ids it falls back to from here: seeded, and never the same twice. */
  function idRandom(purpose: string): Random {
    serial += 1
    return world.stream(`${purpose}/${serial}`)
  }

  function isReady(open: SimulatedPanel): boolean {
    return !open.isFrozen && (open.isJoined || open.replica.segments().length > 0)
  }

  /** The worker, started when it is not there. */
  function wake(): Worker {
    worker ??= startWorker(world, device, {
      life: beginLife(
        (delayMs, run) => {
          time.after(delayMs, run)
        },
        () => random.chance(world.faults().deathsPerCall),
        () => device.kill(),
      ),
      replicaRandom: idRandom(`replica/${name}`),
      random: world.stream(`worker/${name}`),
      alarmNames: () => [...alarms.keys()],
      setAlarm,
      clearAlarm(alarm) {
        alarms.get(alarm)?.()
        alarms.delete(alarm)
      },
      panel: () => panel,
    })
    wait()
    return worker
  }

  function setAlarm(alarm: string, delayMs: number): void {
    alarms.get(alarm)?.()
    const cancel = time.after(Math.max(minimumAlarmMs, delayMs), () => {
      alarms.delete(alarm)
      wake().fireAlarm(alarm)
    })
    alarms.set(alarm, cancel)
  }

  /** Without a panel the browser ends the worker a while after the last event. */
  function wait(): void {
    cancelIdle()
    cancelIdle = time.after(idleMs, () => {
      if (panel === null) device.kill()
    })
  }

  function join(): void {
    const open = panel
    if (open === null) return
    const current = wake()
    const segments = [
      ...new Set([coreSegment, 'y2026', ...segmentsToOpen([], device.clock.nowMs())]),
    ]
    current.join(open, segments, (background) => {
      shakeHands(open.replica, background, 'panel')
    })
  }

  return device
}
