import { describe, expect, it } from 'vitest'
import { pairId } from '../../support/replica-world.ts'
import { arrived, createSchedulerBench } from '../../support/scheduler-bench.ts'

describe('a worker that dies', () => {
  it('[SY32] leaves an alarm that uploads what waited', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.edited(pairId)
    bench.die()
    await bench.pass(29)
    expect(bench.runs).toEqual([])
    await bench.pass(2)
    expect(bench.runs).toEqual(['30.0'])
    expect(bench.errors).toEqual([])
  })

  it('[SY32] in the middle of a run leaves one too', async () => {
    const bench = await createSchedulerBench()
    bench.setRunLengthMs(5_000)
    await bench.scheduler.edited(pairId)
    await bench.pass(4)
    bench.die()
    await bench.pass(60)
    expect(bench.runs).toEqual(['2.5', '30.0'])
  })

  it('[SY32] in a run that an alarm began leaves another', async () => {
    const bench = await createSchedulerBench()
    bench.setRunLengthMs(5_000)
    await bench.scheduler.edited(pairId)
    bench.die()
    await bench.pass(31)
    bench.die()
    await bench.pass(60)
    expect(bench.runs).toEqual(['30.0', '60.0'])
  })

  it('[SY32] an edit during a run is guarded at once', async () => {
    const bench = await createSchedulerBench()
    bench.setRunLengthMs(5_000)
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(1)
    expect([...bench.alarms.keys()].length).toBe(1)
    await bench.pass(10)
    await bench.pass(6)
    await bench.scheduler.edited(pairId)
    bench.die()
    await bench.pass(40)
    expect(bench.runs.length).toBe(3)
  })

  it('[SY32] a written file is read back by an alarm', async () => {
    const bench = await createSchedulerBench()
    bench.answer((count) =>
      count === 1 ? { phase: 'waiting', next: { kind: 'verify' } } : arrived,
    )
    await bench.scheduler.edited(pairId)
    await bench.pass(3.2)
    expect(bench.runs).toEqual(['2.5'])
    bench.die()
    await bench.pass(60)
    expect(bench.runs).toEqual(['2.5', '33.0'])
    expect(bench.alarms.size).toBe(0)
  })

  it('[SY32] nothing owed, no alarm', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.edited(pairId)
    await bench.pass(10)
    expect(bench.runs).toEqual(['2.5'])
    expect(bench.alarms.size).toBe(0)
  })

  it('[SY37] before it could set an alarm is made good by the next start', async () => {
    const bench = await createSchedulerBench()
    bench.die()
    bench.setWaiting(true)
    await bench.revive()
    await bench.pass(10)
    expect(bench.runs).toEqual(['2.5'])
  })

  it('[SY37] leaves it to the alarm that stands', async () => {
    const bench = await createSchedulerBench()
    await bench.scheduler.edited(pairId)
    bench.die()
    bench.setWaiting(true)
    await bench.pass(5)
    await bench.revive()
    await bench.pass(20)
    expect(bench.runs).toEqual([])
    await bench.pass(10)
    expect(bench.runs).toEqual(['30.0'])
  })
})
