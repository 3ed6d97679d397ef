import { describe, expect, it } from 'vitest'
import { emptySyncState } from '../../../lib/sync/sync-one.ts'
import { pairId } from '../../support/replica-world.ts'
import { createSchedulerBench } from '../../support/scheduler-bench.ts'

describe('edits', () => {
  it('[SY30] are uploaded 2.5 s after the last one', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.edited(pairId)
    await bench.pass(2)
    await bench.scheduler.edited(pairId)
    await bench.pass(2)
    expect(bench.runs).toEqual([])
    await bench.pass(1)
    expect(bench.runs).toEqual(['4.5'])
  })

  it('[SY30] are uploaded 10 s after the first one at the latest, and never within 5 s', async () => {
    const bench = await createSchedulerBench()
    for (let second = 0; second < 60; second++) {
      await bench.scheduler.edited(pairId)
      await bench.pass(1)
    }
    const times = bench.runs.map(Number)
    expect(times[0]).toBe(10)
    for (const [index, time] of times.entries()) {
      const before = times[index - 1] ?? -10
      expect(time - before).toBeGreaterThanOrEqual(5)
      expect(time - before).toBeLessThanOrEqual(20)
    }
  })

  it('[SY30] right after a run wait until 5 s have passed', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.edited(pairId)
    await bench.pass(2.6)
    await bench.scheduler.edited(pairId)
    await bench.pass(10)
    expect(bench.runs).toEqual(['2.5', '7.5'])
  })

  it('[SY31] are sent at once when the panel is hidden', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(6)
    await bench.scheduler.edited(pairId)
    await bench.pass(0.3)
    await bench.scheduler.setVisible(pairId, false)
    await bench.pass(1)
    expect(bench.runs).toEqual(['0.0p', '6.3'])
  })

  it('[SY31] hiding without edits asks nothing', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(6)
    await bench.scheduler.setVisible(pairId, false)
    await bench.pass(600)
    expect(bench.runs).toEqual(['0.0p'])
  })
})

describe('after a write', () => {
  it('[SY9] reads back 3 s later and once more after 30 s', async () => {
    const bench = await createSchedulerBench()
    bench.setRunLengthMs(3_000)
    bench.answer((count) =>
      count === 1
        ? { phase: 'waiting', next: { kind: 'verify' } }
        : { next: { kind: count === 2 ? 'confirm' : 'rest' } },
    )
    await bench.scheduler.edited(pairId)
    await bench.pass(120)
    expect(bench.runs).toEqual(['2.5', '8.5', '41.5'])
  })
})

describe('reading', () => {
  it('[SY33] happens every 15 s while a panel is visible, and not when it is not', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(61)
    expect(bench.runs).toEqual(['0.0p', '15.0', '30.0', '45.0', '60.0'])
    await bench.scheduler.setVisible(pairId, false)
    await bench.pass(600)
    expect(bench.runs.length).toBe(5)
  })

  it('[SY33] slows to every 60 s when nothing happens for 10 minutes', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(600)
    const busy = bench.runs.length
    await bench.pass(600)
    expect(bench.runs.length - busy).toBe(10)
    bench.answer({ hasNews: true })
    await bench.pass(60)
    const news = bench.runs.length
    await bench.pass(60)
    expect(bench.runs.length - news).toBe(4)
  })

  it('[SY33] happens while a 1-on-1 is near, without any panel, by alarms too', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.setNear(pairId, Date.UTC(2026, 10, 20, 1, 1, 20))
    await bench.pass(46)
    expect(bench.runs).toEqual(['0.0', '15.0', '30.0', '45.0'])
    bench.die()
    await bench.pass(40)
    expect(bench.runs.length).toBe(5)
    await bench.pass(600)
    expect(bench.runs.length).toBe(5)
  })

  it('[SY33] several visible panels change nothing', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.setVisible(pairId, true)
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(31)
    expect(bench.runs).toEqual(['0.0p', '15.0', '30.0'])
  })
})

describe('runs', () => {
  it('[SY21] are one at a time; what came in between gets one more', async () => {
    const bench = await createSchedulerBench()
    bench.setRunLengthMs(20_000)
    await bench.scheduler.edited(pairId)
    await bench.pass(5)
    for (let round = 0; round < 5; round++) await bench.scheduler.edited(pairId)
    const asked = [bench.scheduler.syncNow(pairId), bench.scheduler.syncNow(pairId)]
    await bench.pass(60)
    await Promise.all(asked)
    expect(bench.runs).toEqual(['2.5', '22.5p'])
  })

  it('[SY22] end with the scheduler; alarms stay', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.edited(pairId)
    bench.scheduler.stop()
    await bench.pass(20)
    expect(bench.runs).toEqual([])
    expect(bench.alarms.size).toBe(1)
  })

  it('[SY22] of a forgotten pair never come', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.edited(pairId)
    await bench.scheduler.forget(pairId)
    await bench.pass(600)
    expect(bench.runs).toEqual([])
    expect(bench.alarms.size).toBe(0)
  })

  it('[SY22] of a pair forgotten in the middle of a run leave nothing behind', async () => {
    const bench = await createSchedulerBench()
    bench.setRunLengthMs(5_000)
    bench.answer({ next: { kind: 'verify' } })
    await bench.scheduler.edited(pairId)
    await bench.pass(3)
    let isForgotten = false
    const forgetting = bench.scheduler.forget(pairId).then(() => {
      isForgotten = true
    })
    await bench.pass(1)
    expect(isForgotten).toBe(false)
    await bench.pass(600)
    await forgetting
    expect(bench.runs).toEqual(['2.5'])
    expect(bench.state()).toBeNull()
    expect(bench.alarms.size).toBe(0)
  })

  it('[SY38] are counted by day, and reading slows above the budget', async () => {
    const bench = await createSchedulerBench()
    bench.answer({ reads: 40, writes: 0, hasNews: true })
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(61)
    expect(bench.state()?.requests).toEqual({ day: '2026-11-20', count: 200 })
    bench.setState({ ...emptySyncState(), requests: { day: '2026-11-20', count: 4_001 } })
    await bench.pass(15)
    const slow = bench.runs.length
    await bench.pass(120)
    expect(bench.runs.length - slow).toBe(2)
    await bench.scheduler.edited(pairId)
    await bench.pass(6)
    expect(bench.runs.length - slow).toBe(3)
  })
})
