import { describe, expect, it } from 'vitest'
import { runSchedule } from '../simulator/run-schedule.ts'
import type { Scenario } from '../simulator/scenarios.ts'
import { drawSchedule } from '../simulator/schedule.ts'
import type { Remote } from '../simulator/simulated-server.ts'
import { fuzzRuns } from './fuzz-runs.ts'

/** Seeds of each scenario in every test run; `YOHAKU_FUZZ_SCALE` multiplies them. */
const usualSeeds: Record<Remote, number> = { drive: 12, onedrive: 2 }

/** Shorter sessions than `npm run simulate` plays: more seeds in the same time. */
const minutes = 1.2

/** One test for each scenario: nothing lost, unequal or unfinished in any of its seeds. */
export function describeScenarios(
  name: string,
  scenarios: readonly Scenario[],
  remote: Remote = 'drive',
): void {
  const seeds = fuzzRuns(usualSeeds[remote])
  describe(name, () => {
    for (const scenario of scenarios) {
      const ids = scenario.ids.map((id) => `[${id}]`).join(' ')
      const timeout = 60_000 * Math.max(1, seeds / 12)
      it(`nothing is lost, unequal or unfinished: ${scenario.name} ${ids}`, {
        timeout,
      }, async () => {
        let edits = 0
        for (let seed = 1; seed <= seeds; seed++) {
          const schedule = drawSchedule({ ...scenario, minutes }, seed, remote)
          const report = await runSchedule(schedule, 'shipped')
          expect({ seed, faults: report.faults }).toEqual({ seed, faults: [] })
          edits += report.edits
        }
        // A world in which nobody typed would be a good one too.
        expect(edits).toBeGreaterThan(seeds * 8)
      })
    }
  })
}
