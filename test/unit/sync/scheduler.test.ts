import { describe, expect, it } from 'vitest'
import { emptySyncState } from '../../../lib/sync/sync-one.ts'
import { pairId } from '../../support/replica-world.ts'
import { arrived, createSchedulerBench, failed } from '../../support/scheduler-bench.ts'

const person = { ...arrived, phase: 'waiting', readMs: null, next: { kind: 'person' } } as const
const yearMs = 365 * 86_400_000

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

describe('failures', () => {
  it('[SY34] double the wait, cut at random, up to ten minutes', async () => {
    const bench = await createSchedulerBench()
    bench.answer(failed('unavailable'))
    await bench.scheduler.edited(pairId)
    await bench.pass(2 * 3_600)
    const waits = bench.runs
      .map(Number)
      .map((time, index, all) => time - (all[index - 1] ?? 0) - 0.5)
    for (const [index, wait] of waits.slice(1).entries()) {
      const longest = Math.min(600, 5 * 2 ** index)
      expect(wait).toBeGreaterThanOrEqual(Math.max(4.4, longest / 2 - 0.1))
      expect(wait).toBeLessThanOrEqual(Math.max(5, longest) + 0.1)
    }
    expect(bench.runs.length).toBeLessThan(35)
    bench.answer(arrived)
    await bench.pass(700)
    expect(bench.state()?.failureCount).toBe(0)
    expect(bench.alarms.size).toBe(0)
  })

  it('[SY34] obey Retry-After, whoever asks, also after a restart', async () => {
    const bench = await createSchedulerBench()
    bench.answer((count) => (count === 1 ? failed('throttled', 120_000) : arrived))
    await bench.scheduler.edited(pairId)
    await bench.pass(10)
    expect(bench.runs).toEqual(['2.5'])
    expect(await bench.scheduler.syncNow(pairId)).toBeNull()
    await bench.scheduler.resume([pairId])
    bench.die()
    await bench.revive()
    await bench.scheduler.setVisible(pairId, true)
    await bench.scheduler.edited(pairId)
    await bench.pass(110)
    expect(bench.runs).toEqual(['2.5'])
    await bench.pass(60)
    expect(Number.parseFloat(bench.runs[1] ?? '')).toBeGreaterThanOrEqual(123)
  })

  it.each([-yearMs, yearMs])('[SY34] are not prolonged by a clock set by %d ms', async (byMs) => {
    const bench = await createSchedulerBench()
    bench.answer((count) => (count === 1 ? failed('throttled', 60_000) : arrived))
    await bench.scheduler.edited(pairId)
    await bench.pass(10)
    bench.skewClock(byMs)
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(70)
    expect(bench.runs.length).toBeGreaterThanOrEqual(2)
  })

  it('[SY34] a Retry-After of a year is not believed', async () => {
    const bench = await createSchedulerBench()
    bench.answer((count) => (count === 1 ? failed('throttled', yearMs) : arrived))
    await bench.scheduler.edited(pairId)
    await bench.pass(10)
    await bench.pass(27 * 3_600)
    expect(bench.runs.length).toBe(2)
  })

  it('[SY35] offline: one attempt at a time, rarely, whatever is typed [R6-offline]', async () => {
    const bench = await createSchedulerBench()
    bench.answer(failed('offline'))
    for (let minute = 0; minute < 60; minute++) {
      for (let second = 0; second < 60; second += 6) {
        await bench.scheduler.edited(pairId)
        await bench.pass(6)
      }
    }
    expect(bench.runs.length).toBeGreaterThan(5)
    expect(bench.runs.length).toBeLessThan(20)
  })

  it('[SY35] coming online, opening the panel and "sync now" try at once', async () => {
    const bench = await createSchedulerBench()
    bench.answer(failed('offline'))
    await bench.scheduler.edited(pairId)
    await bench.pass(300)
    const before = bench.runs.length
    await bench.scheduler.resume([pairId])
    await bench.pass(2.1)
    expect(bench.runs.length).toBe(before + 1)
    await bench.pass(6)
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(0.1)
    expect(bench.runs.length).toBe(before + 2)
    await bench.pass(6)
    bench.answer(arrived)
    const asked = bench.scheduler.syncNow(pairId)
    await bench.pass(1)
    expect((await asked)?.phase).toBe('arrived')
  })

  it('[SY36] that a person must cure are not repeated, and are looked at every 6 hours', async () => {
    const bench = await createSchedulerBench()
    bench.answer(person)
    await bench.scheduler.edited(pairId)
    await bench.pass(10)
    for (let round = 0; round < 20; round++) {
      await bench.scheduler.edited(pairId)
      await bench.pass(30)
    }
    expect(bench.runs.length).toBe(1)
    bench.die()
    await bench.pass(6 * 3_600)
    expect(bench.runs.length).toBe(2)
  })

  it('[SY36] connecting again uploads what was kept [R5-401]', async () => {
    const bench = await createSchedulerBench()
    bench.answer(person)
    await bench.scheduler.edited(pairId)
    await bench.pass(100)
    bench.answer(arrived)
    await bench.scheduler.resume([pairId])
    await bench.pass(3)
    expect(bench.runs.length).toBe(2)
    expect(bench.alarms.size).toBe(0)
  })

  it('[SY36] with a visible panel are looked at every 60 s', async () => {
    const bench = await createSchedulerBench()
    bench.answer(person)
    await bench.scheduler.setVisible(pairId, true)
    await bench.pass(300)
    expect(bench.runs.length).toBe(6)
  })

  it('[SY23] of the machinery are told, and the pair goes on', async () => {
    const bench = await createSchedulerBench()
    bench.answer((count) => {
      if (count === 1) throw new TypeError('a bug')
      return arrived
    })
    await bench.scheduler.edited(pairId)
    await bench.pass(60)
    expect(bench.errors).toMatchObject([{ message: 'a bug' }])
    expect(bench.runs.length).toBe(2)
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
