import { describe, expect, it } from 'vitest'
import { pairId } from '../../support/replica-world.ts'
import { arrived, createSchedulerBench, failed } from '../../support/scheduler-bench.ts'

const person = { ...arrived, phase: 'waiting', readMs: null, next: { kind: 'person' } } as const

const yearMs = 365 * 86_400_000

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
