import { describe, expect, it } from 'vitest'
import { runSchedule } from '../../simulator/run-schedule.ts'
import { findScenario, scenarios } from '../../simulator/scenarios.ts'
import { drawSchedule } from '../../simulator/schedule.ts'
import { describeScenarios } from '../../support/describe-scenarios.ts'

describeScenarios('in the simulator, by the OneDrive adapter', scenarios, 'onedrive')

describe('the simulated OneDrive', () => {
  const draw = (name: string, seed: number) => {
    const scenario = findScenario(name)
    if (scenario === null) throw new Error(`no scenario ${name}`)
    return drawSchedule({ ...scenario, minutes: 1.2 }, seed, 'onedrive')
  }

  it('has the same people do the same things as on Drive, at a provider of its own', () => {
    const scenario = findScenario('offline')
    if (scenario === null) throw new Error('no scenario')
    const [there, here] = [drawSchedule(scenario, 3), drawSchedule(scenario, 3, 'onedrive')]
    expect(here.operations).toEqual(there.operations)
    expect(here.faults).toMatchObject({ hasChecksums: false, revisionDrifts: 0.2, locked: 0.03 })
    expect(there.faults).toMatchObject({ revisionDrifts: 0, locked: 0 })
  })

  it('sometimes looks at conditions and sometimes does not', () => {
    const looks = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => draw('calm', seed).faults.hasPrecondition)
    expect(new Set(looks).size).toBe(2)
  })

  it('plays a schedule the same way twice', async () => {
    const [first, second] = [
      await runSchedule(draw('everything', 5), 'shipped'),
      await runSchedule(draw('everything', 5), 'shipped'),
    ]
    expect(second).toEqual(first)
  })

  it('takes words from an engine that does not heal', async () => {
    let missing = 0
    for (let seed = 1; seed <= 6 && missing === 0; seed++) {
      missing += (await runSchedule(draw('last-writer-wins', seed), 'no-heal')).missing
    }
    expect(missing).toBeGreaterThan(0)
  })
})
