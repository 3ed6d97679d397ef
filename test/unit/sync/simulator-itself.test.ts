import { describe, expect, it } from 'vitest'
import { runSchedule } from '../../simulator/run-schedule.ts'
import { findScenario, type Scenario } from '../../simulator/scenarios.ts'
import { drawSchedule } from '../../simulator/schedule.ts'

describe('the simulator', () => {
  it('plays the same seed the same way', async () => {
    const scenario = named('everything')
    const [a, b] = [
      await runSchedule(drawSchedule(scenario, 7), 'shipped'),
      await runSchedule(drawSchedule(scenario, 7), 'shipped'),
    ]
    expect(a).toEqual(b)
    expect(await runSchedule(drawSchedule(scenario, 8), 'shipped')).not.toEqual(a)
  })
})

describe('the simulator notices', () => {
  const lost = async (name: string, policy: 'no-heal' | 'state-vectors' | 'shipped') => {
    let count = 0
    for (let seed = 1; seed <= 11; seed++) {
      const report = await runSchedule(drawSchedule(named(name), seed), policy)
      count += report.missing + report.unequal
    }
    return count
  }

  it('a missing heal step [SY5]', { timeout: 60_000 }, async () => {
    expect(await lost('stale-reads', 'no-heal')).toBeGreaterThan(0)
    expect(await lost('stale-reads', 'shipped')).toBe(0)
  })

  it('state vectors in the place of snapshots [SY4]', { timeout: 60_000 }, async () => {
    expect(await lost('calm', 'state-vectors')).toBeGreaterThan(0)
    expect(await lost('calm', 'shipped')).toBe(0)
  })
})

describe('schedules that once failed', () => {
  it.each([
    // A provider that lags gave a new revision with old bytes; the proof was believed, the news never read.
    ['stale-reads', 27],
    ['everything', 189],
    // Two files of two lineages replaced each other for ever.
    ['everything', 1010],
    ['rolled-back-two-files', 267],
    // The clock went back and a Retry-After grew to a day.
    ['everything', 3],
    // What a repair added on the last visit had not yet reached the first device.
    ['everything', 5003],
  ])('%s, seed %d', { timeout: 30_000 }, async (name, seed) => {
    const report = await runSchedule(drawSchedule(named(name), seed), 'shipped')
    expect(report.faults).toEqual([])
  })
})

function named(name: string): Scenario {
  const scenario = findScenario(name)
  if (scenario === null) throw new RangeError(name)
  return scenario
}
