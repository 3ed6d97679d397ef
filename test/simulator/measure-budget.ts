import { calm } from './faults.ts'
import { runSchedule } from './run-schedule.ts'
import type { Scenario } from './scenarios.ts'
import { drawSchedule } from './schedule.ts'
import type { SimulatedServer } from './simulated-server.ts'

/**
 * Drive's published quotas for projects made since May 2026, in its units.
 * https://developers.google.com/workspace/drive/api/guides/limits
 */
const drive = {
  /** What a request costs; a read of bytes is counted as a download, the dearer reading of the table. */
  units: { metadata: 5, downloads: 200, uploads: 50 },
  perUserMinute: 325_000,
  perProjectMinute: 1_000_000,
  perProjectDay: 400_000_000,
} as const

/**
 * OneDrive's and SharePoint's resource units, per app and tenant.
 * https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online
 */
const oneDriveUnits = { metadata: 1, downloads: 1, uploads: 2 } as const

/** From so long before a 1-on-1 on its file is read often; then it lasts half an hour. */
const nearMinutes = 45

interface Profile {
  name: string
  meetings: number
  editEveryMs: number
}

/** A person's day. Both people type at this pace as long as the panel is open. */
const profiles: readonly Profile[] = [
  { name: 'one 1-on-1, an edit every 20 s', meetings: 1, editEveryMs: 20_000 },
  { name: 'one 1-on-1, an edit every 2 min', meetings: 1, editEveryMs: 120_000 },
  { name: 'heavy day: eight 1-on-1s, an edit every 6 s', meetings: 8, editEveryMs: 6_000 },
]

type Counts = Pick<SimulatedServer['counts'], 'metadata' | 'downloads' | 'uploads' | 'conflicts'>

/** Prints requests per person and day, and what a million people would ask of a project. */
export async function measureBudget(
  runs: number,
  seed: number,
  hasChecksums: boolean,
): Promise<void> {
  console.log(
    `per person and day, mean of ${runs} runs from seed ${seed}, checksums ${hasChecksums ? 'kept' : 'not kept'}`,
  )
  printDay('idle day after a 1-on-1: 8 hours, no panel', await measureIdle(seed, hasChecksums), 480)
  for (const { name, meetings, editEveryMs } of profiles) {
    const mean = await measure(runs, seed, hasChecksums, scenarioOf(nearMinutes, editEveryMs))
    const day: Counts = {
      metadata: mean.metadata * meetings,
      downloads: mean.downloads * meetings,
      uploads: mean.uploads * meetings,
      conflicts: mean.conflicts * meetings,
    }
    printDay(name, day, meetings * nearMinutes)
  }
}

function scenarioOf(minutes: number, editEveryMs: number): Scenario {
  return {
    name: 'budget',
    ids: [],
    strain: 'provider',
    devices: [2, 2],
    minutes,
    editEveryMs,
    faults: calm,
    events: {},
    startsApart: false,
  }
}

/** What two people asked for until three minutes after they closed, for one of them. */
async function measure(
  runs: number,
  seed: number,
  hasChecksums: boolean,
  scenario: Scenario,
): Promise<Counts> {
  const sum: Counts = { metadata: 0, downloads: 0, uploads: 0, conflicts: 0 }
  for (let index = 0; index < runs; index++) {
    const drawn = drawSchedule(scenario, seed + index)
    const schedule = { ...drawn, faults: { ...drawn.faults, hasChecksums } }
    const report = await runSchedule(schedule, 'shipped', (world, devices) => {
      for (const device of devices) {
        world.time.after(5_000, () => {
          device.worker()?.setNear(world.time.nowMs() + scenario.minutes * 60_000)
        })
      }
    })
    if (report.faults.length > 0) throw new Error(`seed ${seed + index}: ${report.faults[0]}`)
    for (const kind of ['metadata', 'downloads', 'uploads', 'conflicts'] as const) {
      sum[kind] += report.session[kind] / runs / 2
    }
  }
  return sum
}

/** A short visit and eight hours of nothing, less the visit. */
async function measureIdle(seed: number, hasChecksums: boolean): Promise<Counts> {
  const visit = drawSchedule(scenarioOf(2, 20_000), seed)
  const faults = { ...visit.faults, hasChecksums }
  const short = await runSchedule({ ...visit, faults }, 'shipped')
  const long = await runSchedule({ ...visit, faults, minutes: 480 }, 'shipped')
  const rest = (kind: keyof Counts) => (long.session[kind] - short.session[kind]) / 2
  return {
    metadata: rest('metadata'),
    downloads: rest('downloads'),
    uploads: rest('uploads'),
    conflicts: rest('conflicts'),
  }
}

function printDay(name: string, day: Counts, minutes: number): void {
  const requests = day.metadata + day.downloads + day.uploads
  const cost = (units: { metadata: number; downloads: number; uploads: number }) =>
    day.metadata * units.metadata + day.downloads * units.downloads + day.uploads * units.uploads
  const units = cost(drive.units)
  const people = units === 0 ? '—' : round(drive.perProjectDay / units)
  const minute = units / minutes
  console.log(`
${name}
  GET metadata ${round(day.metadata)}  GET bytes ${round(day.downloads)}  PUT ${round(day.uploads)} (412: ${round(day.conflicts)})  requests ${round(requests)}
  Drive units ${round(units)} a day, ${round(minute)} a minute meanwhile = ${((minute / drive.perUserMinute) * 100).toFixed(3)} % of a user's; OneDrive units ${round(cost(oneDriveUnits))}
  a million such people: ${round(units)} million units a day against ${drive.perProjectDay / 1e6} million; people one project's day carries: ${people}
  at work in the same minute: one project's minute carries ${minute === 0 ? '—' : round(drive.perProjectMinute / minute)} people`)
}

function round(count: number): string {
  return Math.round(count).toLocaleString('en')
}
