import { describe, expect, it } from 'vitest'
import { isOverdue, openPromises, sortPromises } from '../../../lib/model/promise.ts'
import { ann, ben } from '../../support/replica-world.ts'
import { makePromise } from '../../support/sample-views.ts'

describe('a promise', () => {
  it('is overdue the day after its day, by the calendar of whoever looks', () => {
    const promise = makePromise('a', { dueDay: '2026-11-20' })
    expect(isOverdue(promise, '2026-11-19')).toBe(false)
    expect(isOverdue(promise, '2026-11-20')).toBe(false)
    expect(isOverdue(promise, '2026-11-21')).toBe(true)
  })

  it('is never overdue when done, removed, or without a day', () => {
    const dueDay = '2026-11-20'
    expect(isOverdue(makePromise('a', { dueDay, isDone: true }), '2027-01-01')).toBe(false)
    expect(isOverdue(makePromise('a', { dueDay, isRemoved: true }), '2027-01-01')).toBe(false)
    expect(isOverdue(makePromise('a'), '2027-01-01')).toBe(false)
    expect(isOverdue(makePromise('a', { dueDay }), 'not a day')).toBe(false)
  })

  it('has a calm place: by day, then without a day, then done, latest first; overdue moves nothing', () => {
    const promises = [
      makePromise('e', { isDone: true, doneMs: 1 }),
      makePromise('d', { isDone: true, doneMs: 2 }),
      makePromise('c'),
      makePromise('b', { dueDay: '2026-12-01' }),
      makePromise('a', { dueDay: '2026-11-01' }),
      makePromise('z', { dueDay: '2026-11-01' }),
    ]
    expect(sortPromises(promises).map(({ id }) => id)).toEqual(['a', 'z', 'b', 'c', 'd', 'e'])
    expect(sortPromises(promises.toReversed()).map(({ id }) => id)).toEqual([
      'a',
      'z',
      'b',
      'c',
      'd',
      'e',
    ])
  })

  it('is listed for one person or for both', () => {
    const promises = [
      makePromise('a', { owner: ann }),
      makePromise('b', { owner: ben }),
      makePromise('c', { owner: null }),
      makePromise('d', { owner: ann, isRemoved: true }),
      makePromise('e', { owner: ann, isDone: true }),
    ]
    expect(openPromises(promises, ann).map(({ id }) => id)).toEqual(['a'])
    expect(openPromises(promises).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})
