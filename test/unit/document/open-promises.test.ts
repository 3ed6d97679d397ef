import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { limits } from '../../../lib/base/limits.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import {
  addPromise,
  changePromise,
  removePromise,
  restorePromise,
  setPromiseDone,
} from '../../../lib/document/edits/edit-promise.ts'
import { segmentsOfOpenPromises } from '../../../lib/document/open-promises.ts'
import { parsePromiseId } from '../../../lib/document/promise-id.ts'
import { rebaseState } from '../../../lib/document/rebase-state.ts'
import type { Replica } from '../../../lib/document/types.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import { openPromises } from '../../../lib/model/promise.ts'
import {
  ann,
  countUpdates,
  mulberry32,
  nowMs,
  pairId,
  replicaAs,
  syncAll,
  unwrap,
} from '../../support/replica-world.ts'

const weekMs = 7 * 24 * 3600 * 1000

function meetingIn(year: number, week = 0) {
  const startMs = Date.UTC(year, 0, 5, 1) + week * weekMs
  const stamp = new Date(startMs).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  return { key: `weekly@google.com|${stamp}`, startMs, day: null }
}

function make(replica: Replica, year: number, suffix: string, text = 't'): string {
  const words = { owner: ann, text, dueDay: null, whenWhere: '' }
  const added = addPromise(replica, { ...words, suffix, meeting: meetingIn(year), nowMs })
  return unwrap(added).promiseId
}

function isOpen(replica: Replica, id: string): boolean {
  return openPromises(replica.read().promises).some((one) => one.id === id)
}

/** Another device that holds `segments` of it only. */
function opened(replica: Replica, segments: readonly string[], clientId: number): Replica {
  const copy = createReplica({ pairId })
  for (const segment of segments) unwrap(copy.load(segment, [replica.encode(segment)]))
  copy.setClientId(clientId)
  return copy
}

describe('where a promise lives', () => {
  it('is the year of its meeting, else of the clock, and core for what has no date', () => {
    const replica = replicaAs(1)
    expect(make(replica, 2024, 'a')).toBe('y2024/a')
    const words = { owner: ann, text: 't', dueDay: null, whenWhere: '', nowMs }
    expect(addPromise(replica, { ...words, suffix: 'b', meeting: null })).toEqual({
      ok: true,
      value: { promiseId: 'y2026/b' },
    })
    const undated = { key: undatedMeeting, startMs: null, day: null }
    expect(unwrap(addPromise(replica, { ...words, suffix: 'c', meeting: undated })).promiseId).toBe(
      'core/c',
    )
    expect(replica.read().promises.map(({ id }) => id)).toEqual(['core/c', 'y2024/a', 'y2026/b'])
    expect(segmentsOfOpenPromises(replica)).toEqual(['y2024', 'y2026'])
  })

  it('is in its id', () => {
    expect(parsePromiseId('y2026/p1')).toEqual({ segment: 'y2026', suffix: 'p1' })
    for (const id of ['p1', '', '/p1', 'y2026/', 'y2026/a/b', 'Y/p1', 'y2026/a b']) {
      expect(parsePromiseId(id)).toBeNull()
    }
  })
})

describe('the years in which promises are open', () => {
  it('are named in core while one is open there', () => {
    const replica = replicaAs(1)
    const [a, b] = [make(replica, 2024, 'a'), make(replica, 2024, 'b')]
    unwrap(setPromiseDone(replica, a, nowMs))
    expect(segmentsOfOpenPromises(replica)).toEqual(['y2024'])
    unwrap(removePromise(replica, b))
    expect(segmentsOfOpenPromises(replica)).toEqual([])
    unwrap(restorePromise(replica, b))
    expect(segmentsOfOpenPromises(replica)).toEqual(['y2024'])
    unwrap(setPromiseDone(replica, b, nowMs))
    unwrap(setPromiseDone(replica, a, null))
    expect(segmentsOfOpenPromises(opened(replica, ['core'], 2))).toEqual(['y2024'])
    expect(segmentsOfOpenPromises(opened(replica, ['y2024'], 2))).toEqual([])
  })

  it('cost core nothing when only words change', () => {
    const replica = replicaAs(1)
    const id = make(replica, 2024, 'a')
    const before = replica.encode('core')
    expect(countUpdates(replica, () => changePromise(replica, id, { text: 'other' }))).toBe(1)
    expect(replica.encode('core')).toEqual(before)
    expect(countUpdates(replica, () => setPromiseDone(replica, id, null))).toBe(0)
  })

  it('do not make core grow with what is done: five years of it are a small multiple of one', () => {
    const sizeAfter = (years: number): number => {
      // Two devices in turn, so that no run of edits is one person's alone.
      const sides = [replicaAs(1), replicaAs(2)] as const
      let last: string[] = []
      for (let at = 0; at < years * 52; at++) {
        const side = sides[at % 2] ?? sides[0]
        for (const id of last) unwrap(setPromiseDone(side, id, nowMs))
        const words = { owner: ann, text: 'x'.repeat(60), dueDay: null, whenWhere: '', nowMs }
        const meeting = meetingIn(2022 + Math.floor(at / 52), at % 52)
        last = [0, 1, 2].map((index) => {
          const suffix = `${at}-${index}`.padStart(16, '0')
          return unwrap(addPromise(side, { ...words, suffix, meeting })).promiseId
        })
        const other = sides[(at + 1) % 2] ?? sides[0]
        for (const segment of ['core', ...new Set(last.map((id) => id.slice(0, 5)))]) {
          unwrap(other.apply(segment, side.encode(segment), 'sync'))
        }
      }
      return sides[0].encode('core').length
    }
    const [one, five] = [sizeAfter(1), sizeAfter(5)]
    expect(five).toBeLessThan(one * 6)
    // Beside it a promise of 60 characters takes some 130 bytes of its year.
    expect(five).toBeLessThan(5 * 52 * 3 * 12)
  })

  it('J1-concurrent: one side closes the last promise while the other makes one; none is lost', () => {
    // Under either order of client ids.
    for (const [first, second] of [
      [1, 2],
      [2, 1],
    ] as const) {
      const a = replicaAs(first)
      const b = replicaAs(second)
      const old = make(a, 2024, 'old')
      syncAll(a, b)
      const made = make(a, 2024, 'short')
      for (const id of [old, made]) unwrap(setPromiseDone(a, id, nowMs))
      expect(segmentsOfOpenPromises(a)).toEqual([])
      const fresh = make(b, 2024, 'fresh')
      syncAll(a, b)
      expect(a.read()).toEqual(b.read())
      expect([isOpen(a, old), isOpen(a, fresh)]).toEqual([false, true])
      for (const side of [a, b]) expect(segmentsOfOpenPromises(side)).toEqual(['y2024'])
    }
  })

  it('J2-done-while-edited: the words arrive, it is done, and the year is left', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = make(a, 2024, 'a')
    syncAll(a, b)
    unwrap(setPromiseDone(a, id, nowMs))
    unwrap(changePromise(b, id, { text: 'other words', dueDay: '2026-12-01' }))
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(a.read().promises[0]).toMatchObject({ isDone: true, text: 'other words' })
    for (const side of [a, b]) expect(segmentsOfOpenPromises(side)).toEqual([])
  })

  it('stay named where two finish one each: harmless, and put right by the next edit of a promise', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const [one, two] = [make(a, 2024, 'one'), make(a, 2024, 'two')]
    syncAll(a, b)
    unwrap(setPromiseDone(a, one, nowMs))
    unwrap(setPromiseDone(b, two, nowMs))
    syncAll(a, b)
    expect(openPromises(a.read().promises)).toEqual([])
    expect(segmentsOfOpenPromises(a)).toEqual(['y2024'])
    make(a, 2026, 'now')
    expect(segmentsOfOpenPromises(a)).toEqual(['y2026'])
  })

  it('may be missing: what is loaded is shown all the same, and named again by the next edit', () => {
    const origin = replicaAs(1)
    const id = make(origin, 2024, 'a')
    const replica = opened(origin, ['y2024'], 2)
    unwrap(replica.load('core', []))
    expect(isOpen(replica, id)).toBe(true)
    expect(segmentsOfOpenPromises(replica)).toEqual([])
    unwrap(changePromise(replica, id, {}))
    expect(segmentsOfOpenPromises(replica)).toEqual(['y2024'])
  })

  it('stay named while their bytes are on the way', () => {
    const origin = replicaAs(1)
    make(origin, 2024, 'a')
    const replica = opened(origin, ['core'], 2)
    unwrap(replica.load('y2024', []))
    make(replica, 2026, 'b')
    expect(segmentsOfOpenPromises(replica)).toEqual(['y2024', 'y2026'])
  })

  it('are kept when a divergence of core is ended', () => {
    const [a, b] = [replicaAs(1), replicaAs(1)]
    make(a, 2024, 'a')
    make(b, 2025, 'b')
    const rebased = unwrap(rebaseState('core', a.encode('core'), b.encode('core'), 77))
    const replica = createReplica({ pairId })
    unwrap(replica.load('core', [rebased]))
    expect(segmentsOfOpenPromises(replica)).toEqual(['y2024', 'y2025'])
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, rebased)
    expect(doc.getArray('open-promises').length).toBe(2)
  })

  it('name every open promise, whatever three devices do apart', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const next = mulberry32(seed)
      const pick = (below: number) => Math.floor(next() * below)
      const sides = [3, 1, 2].map((id) => replicaAs(id))
      const promises: string[] = []
      for (let step = 0; step < 40; step++) {
        const side = sides[pick(3)] ?? replicaAs(1)
        const id = promises[pick(promises.length)]
        if (id === undefined || pick(5) === 0) {
          promises.push(make(side, 2024 + pick(2), `p${step}`, 'x'.repeat(pick(limits.lineLength))))
        } else if (pick(6) === 0) syncAll(side, sides[pick(3)] ?? side)
        else if (side.read().promises.some((one) => one.id === id)) {
          unwrap(setPromiseDone(side, id, pick(3) === 0 ? null : nowMs))
        }
      }
      syncAll(...sides)
      syncAll(...sides)
      const [first] = sides
      if (first === undefined) return
      const open = openPromises(first.read().promises).map(({ id }) => id.slice(0, 5))
      const missing = open.filter((segment) => !segmentsOfOpenPromises(first).includes(segment))
      expect([seed, missing]).toEqual([seed, []])
      for (const side of sides) expect(side.read()).toEqual(first.read())
    }
  })
})
