import { describe, expect, it } from 'vitest'
import type { Timers } from '../../../lib/base/clock.ts'
import { createLayoutHealth } from '../../../lib/host/layout-health.ts'
import { createSettler } from '../../../lib/host/settle.ts'
import type { EventFacts } from '../../../lib/model/event-facts.ts'

/** Time that stands still until it is told to go on. */
function makeTime() {
  let nowMs = 1_000_000
  let timers: { dueMs: number; run: () => void }[] = []
  const after: Timers['after'] = (delayMs, run) => {
    const timer = { dueMs: nowMs + delayMs, run }
    timers.push(timer)
    return () => {
      timers = timers.filter((one) => one !== timer)
    }
  }
  return {
    clock: { nowMs: () => nowMs },
    timers: { after },
    pass(ms: number) {
      const endMs = nowMs + ms
      for (;;) {
        const next = timers.filter((one) => one.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0]
        if (next === undefined) break
        timers = timers.filter((one) => one !== next)
        nowMs = next.dueMs
        next.run()
      }
      nowMs = endMs
    },
    setBack(ms: number) {
      nowMs -= ms
    },
    waiting: () => timers.length,
  }
}

function factsOf(eventId: string, guestCount: number): EventFacts {
  return {
    host: 'google',
    source: 'dom',
    selfEmail: 'a@example.com',
    eventId,
    calendarId: 'a@example.com',
    seriesId: null,
    iCalUid: null,
    originalStart: null,
    startMs: null,
    endMs: null,
    day: null,
    title: eventId,
    whenText: '',
    isAllDay: false,
    kind: 'event',
    guestList: 'complete',
    guests: Array.from({ length: guestCount }, (_, index) => ({
      email: `${index}@example.com`,
      name: '',
      isOrganizer: false,
      isResource: false,
      isOptional: false,
      answer: null,
      additionalGuests: 0,
    })),
    organizerEmail: null,
  }
}

function makeSettler() {
  const time = makeTime()
  const settled: string[] = []
  const settler = createSettler({
    ...time,
    quietMs: 300,
    capMs: 2000,
    onSettled: (facts) => settled.push(`${facts.eventId}:${facts.guests.length}`),
  })
  const see = (id: string, guests: number, isGrowing = false): void =>
    settler.see(id, factsOf(id, guests), isGrowing)
  return { time, settled, settler, see }
}

describe('createSettler', () => {
  it('reports after the quiet time, once', () => {
    const { time, settled, see } = makeSettler()
    see('a', 2)
    time.pass(299)
    see('a', 2)
    expect(settled).toEqual([])
    time.pass(1)
    expect(settled).toEqual(['a:2'])
    see('a', 2)
    time.pass(5000)
    expect(settled).toEqual(['a:2'])
  })

  it('recalls what was settled before, at once, and says nothing again when the page draws the same', () => {
    const { time, settled, settler, see } = makeSettler()
    settler.recall('a')
    expect(settled).toEqual([])
    see('a', 2)
    time.pass(300)
    see('b', 2)
    time.pass(300)
    settler.recall('a')
    expect(settled).toEqual(['a:2', 'b:2', 'a:2'])
    see('a', 2)
    time.pass(5000)
    expect(settled).toEqual(['a:2', 'b:2', 'a:2'])
  })

  it('knows what was settled for an event, and nothing of others', () => {
    const { time, settler, see } = makeSettler()
    see('a', 2)
    expect(settler.known('a')).toBeUndefined()
    time.pass(300)
    expect(settler.known('a')).toEqual(factsOf('a', 2))
    expect(settler.known('b')).toBeUndefined()
  })

  it('corrects a recalled event when the page then shows something else', () => {
    const { time, settled, settler, see } = makeSettler()
    see('a', 2)
    time.pass(300)
    settler.clear()
    settler.recall('a')
    see('a', 3)
    time.pass(300)
    expect(settled).toEqual(['a:2', 'a:2', 'a:3'])
  })

  it('waits while facts change, at most for the cap', () => {
    const { time, settled, see } = makeSettler()
    for (let count = 0; count < 19; count += 1) {
      see('a', count)
      time.pass(100)
    }
    expect(settled).toEqual([])
    see('a', 19)
    time.pass(100)
    expect(settled).toEqual(['a:19'])
  })

  it('waits for what is known to come, at most for the cap', () => {
    const { time, settled, see } = makeSettler()
    see('a', 1, true)
    time.pass(1000)
    expect(settled).toEqual([])
    see('a', 2)
    time.pass(300)
    expect(settled).toEqual(['a:2'])
    see('b', 1, true)
    time.pass(1999)
    expect(settled).toEqual(['a:2'])
    time.pass(1)
    expect(settled).toEqual(['a:2', 'b:1'])
  })

  it('reports a change anew, and a change that is taken back not at all', () => {
    const { time, settled, see } = makeSettler()
    see('a', 1)
    time.pass(300)
    see('a', 2)
    time.pass(100)
    see('a', 1)
    time.pass(1000)
    expect(settled).toEqual(['a:1'])
    see('a', 3)
    time.pass(300)
    expect(settled).toEqual(['a:1', 'a:3'])
  })

  it('reports an event it knows at once', () => {
    const { time, settled, see, settler } = makeSettler()
    see('a', 2)
    time.pass(300)
    settler.clear()
    see('a', 2)
    expect(settled).toEqual(['a:2', 'a:2'])
    see('b', 1)
    time.pass(300)
    see('a', 2)
    expect(settled).toEqual(['a:2', 'a:2', 'b:1', 'a:2'])
  })

  it('forgets an event that goes before it settles', () => {
    const { time, settled, see, settler } = makeSettler()
    see('a', 2)
    time.pass(200)
    settler.clear()
    time.pass(5000)
    expect(settled).toEqual([])
    expect(time.waiting()).toBe(0)
  })

  it('is not held up by a clock that is set back', () => {
    const { time, settled, see } = makeSettler()
    see('a', 1)
    time.setBack(3_600_000)
    see('a', 2)
    time.pass(300)
    expect(settled).toEqual(['a:2'])
  })

  it('starts afresh when it has remembered very many events', () => {
    const { time, settled, see } = makeSettler()
    for (let index = 0; index < 201; index += 1) {
      see(`e${index}`, 1)
      time.pass(300)
    }
    see('e0', 1)
    expect(settled.length).toBe(201)
    time.pass(300)
    expect(settled.at(-1)).toBe('e0:1')
  })
})

describe('createLayoutHealth', () => {
  function makeHealth() {
    const time = makeTime()
    let told = 0
    const health = createLayoutHealth(
      time.timers,
      () => {
        told += 1
      },
      { waitMs: 3000, missCount: 3 },
    )
    return { time, health, told: () => told }
  }

  it('tells once, after three different chips without an event', () => {
    const { time, health, told } = makeHealth()
    for (const key of ['a', 'b', 'b', 'a']) health.opened(key)
    time.pass(10_000)
    expect(told()).toBe(0)
    health.opened('c')
    time.pass(2999)
    expect(told()).toBe(0)
    time.pass(1)
    expect(told()).toBe(1)
    health.opened('d')
    time.pass(10_000)
    expect(told()).toBe(1)
  })

  it('starts anew when an event is recognised, even at the last moment', () => {
    const { time, health, told } = makeHealth()
    for (const key of ['a', 'b', 'c']) health.opened(key)
    time.pass(2999)
    health.recognised()
    time.pass(10_000)
    for (const key of ['d', 'e']) health.opened(key)
    time.pass(10_000)
    expect(told()).toBe(0)
  })

  it('stops waiting', () => {
    const { time, health, told } = makeHealth()
    for (const key of ['a', 'b', 'c']) health.opened(key)
    health.stop()
    time.pass(10_000)
    expect([told(), time.waiting()]).toEqual([0, 0])
  })
})
