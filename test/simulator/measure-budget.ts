import { calm } from './faults.ts'
import { runSchedule } from './run-schedule.ts'
import type { Scenario } from './scenarios.ts'
import { drawSchedule } from './schedule.ts'

/** Published quotas that bind first (docs of 2026). */
const quotas = {
  /** Drive, queries of one user a minute; units, of which a plain request costs at least one. */
  driveUnitsPerUserMinute: 325_000,
  driveUnitsPerProjectMinute: 1_000_000,
}

/** A person's working day: 1-on-1s of 40 minutes with the panel open, 10 of them preparation. */
const profiles: { name: string; meetings: number; editEveryMs: number }[] = [
  { name: 'typical day: 3 meetings, an edit every 20 s', meetings: 3, editEveryMs: 20_000 },
  { name: 'busy day: 8 meetings, an edit every 6 s', meetings: 8, editEveryMs: 6_000 },
  { name: 'quiet day: 3 meetings, an edit every 2 min', meetings: 3, editEveryMs: 120_000 },
]

const minutes = 40
/** Share of a day's requests that falls into its busiest hour (the meetings before noon). */
const busiestHourShare = 0.25

/** Prints requests per person and day, and what a million people would ask of a project. */
export async function measureBudget(
  runs: number,
  seed: number,
  hasChecksums: boolean,
): Promise<void> {
  console.log(
    `per person and day, mean of ${runs} runs from seed ${seed}, checksums ${hasChecksums ? 'kept' : 'not kept'}`,
  )
  for (const { name, meetings, editEveryMs } of profiles) {
    const scenario: Scenario = {
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
    const sum = { metadata: 0, downloads: 0, uploads: 0, conflicts: 0, missing: 0 }
    for (let index = 0; index < runs; index++) {
      const drawn = drawSchedule(scenario, seed + index)
      const schedule = { ...drawn, faults: { ...drawn.faults, hasChecksums } }
      const report = await runSchedule(schedule, 'shipped')
      sum.metadata += report.session.metadata
      sum.downloads += report.session.downloads
      sum.uploads += report.session.uploads
      sum.conflicts += report.session.conflicts
      sum.missing += report.missing
    }
    const people = 2
    const daily = (count: number) => (count / runs / people) * meetings
    const requests = daily(sum.metadata + sum.downloads + sum.uploads)
    const perMinute = requests / meetings / minutes
    const million = (requests * 1_000_000 * busiestHourShare) / 60
    console.log(`
${name}
  GET metadata ${round(daily(sum.metadata))}  GET bytes ${round(daily(sum.downloads))}  PUT ${round(daily(sum.uploads))} (412: ${round(daily(sum.conflicts))})  missing ${sum.missing}
  requests ${round(requests)} a day, ${perMinute.toFixed(1)} a minute while the panel is open: ${((perMinute / quotas.driveUnitsPerUserMinute) * 1e6).toFixed(0)} millionths of a user's Drive units at one unit each
  a million people: ${round(million)} a minute in the busiest hour; the project's quota pays ${(quotas.driveUnitsPerProjectMinute / million).toFixed(2)} units for each
  people one project carries at one unit a request: ${round((quotas.driveUnitsPerProjectMinute / million) * 1_000_000)}`)
  }
}

function round(count: number): string {
  return Math.round(count).toLocaleString('en')
}
