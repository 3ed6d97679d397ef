import type { Faults } from './faults.ts'
import type { EventKind, Scenario } from './scenarios.ts'
import { createStreams, type Stream } from './seeded-streams.ts'
import type { Remote } from './simulated-server.ts'

/** One thing that happens, `atMs` after the session began. */
export interface Operation {
  atMs: number
  kind: 'open' | 'close' | 'edit' | EventKind
  /** Index of the device it happens to; for the file's events, of the device whose person does it. */
  device: number
  /** Seeds the operation's own draws, so that leaving another one out does not change this one. */
  seed: number
  /** How long a spell lasts, how far a clock is put off or a disk goes back; 0 where it means nothing. */
  amountMs: number
}

/** Everything a run is made of: with the same schedule and code, every run is the same. */
export interface Schedule {
  seed: number
  scenario: string
  /** Absent in schedules that were kept before there was a choice: Drive. */
  remote?: Remote
  devices: number
  minutes: number
  startsApart: boolean
  faults: Faults
  operations: Operation[]
}

const yearMs = 365 * 24 * 3_600_000

/** Draws the schedule of a seed. The same people do the same things at either provider. */
export function drawSchedule(scenario: Scenario, seed: number, remote: Remote = 'drive'): Schedule {
  const stream = createStreams(seed)('schedule')
  const devices = stream.integer(...scenario.devices)
  const lengthMs = scenario.minutes * 60_000
  const operations: Operation[] = []
  const add = (kind: Operation['kind'], device: number, atMs: number, amountMs = 0) =>
    operations.push({
      atMs: Math.round(atMs),
      kind,
      device,
      seed: stream.integer(0, 2 ** 31),
      amountMs: Math.round(amountMs),
    })

  for (let device = 0; device < devices; device++) {
    add('open', device, stream.between(0, scenario.startsApart ? lengthMs / 3 : 3_000))
    for (let atMs = stream.between(0, scenario.editEveryMs); atMs < lengthMs; ) {
      add('edit', device, atMs)
      atMs += scenario.editEveryMs * stream.between(0.3, 1.7)
    }
    add('close', device, lengthMs + stream.between(0, 8_000))
  }
  for (const [kind, range] of Object.entries(scenario.events)) {
    const count = stream.integer(range[0], range[1])
    for (let index = 0; index < count; index++) {
      const device = stream.integer(0, devices - 1)
      const atMs = stream.between(5_000, lengthMs * 0.95)
      add(kind as EventKind, device, atMs, drawAmount(kind as EventKind, stream))
    }
  }
  operations.sort((a, b) => a.atMs - b.atMs)
  return {
    seed,
    scenario: scenario.name,
    remote,
    devices,
    minutes: scenario.minutes,
    startsApart: scenario.startsApart,
    // Drawn last.
    faults:
      remote === 'drive' ? ofDrive(scenario.faults, stream) : ofOneDrive(scenario.faults, stream),
    operations,
  }
}

/** Half of all providers keep checksums. */
function ofDrive(faults: Faults, stream: Stream): Faults {
  return { ...faults, hasChecksums: stream.chance(0.5) }
}

/**
 * OneDrive keeps no checksum, refuses writes without a reason, locks files while it commits, and changes
 * revisions on its own. Whether it looks at the condition of a write is not documented: half of them do not.
 */
function ofOneDrive(faults: Faults, stream: Stream): Faults {
  return {
    ...faults,
    hasChecksums: false,
    hasPrecondition: faults.hasPrecondition && stream.chance(0.5),
    spuriousConflicts: Math.max(0.05, faults.spuriousConflicts),
    locked: 0.03,
    revisionDrifts: 0.2,
  }
}

function drawAmount(kind: EventKind, stream: Stream): number {
  switch (kind) {
    case 'skew':
      return stream.between(-yearMs, yearMs)
    case 'roll-back':
      return stream.between(2_000, 90_000)
    case 'reopen':
      return stream.between(1_000, 20_000)
    case 'offline-spell':
    case 'read-only-spell':
    case 'unshare-spell':
    case 'sign-out-spell':
      return stream.between(20_000, 150_000)
    default:
      return 0
  }
}
