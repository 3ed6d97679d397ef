import { describe, expect, it } from 'vitest'
import { limits } from '../../../lib/base/limits.ts'
import {
  addPromise,
  changePromise,
  type NewPromise,
  removePromise,
  restorePromise,
  setPromiseDone,
} from '../../../lib/document/edits/edit-promise.ts'
import type { Replica } from '../../../lib/document/types.ts'
import {
  ann,
  ben,
  countUpdates,
  meeting,
  nowMs,
  replicaAs,
  syncAll,
} from '../../support/replica-world.ts'

const book: NewPromise = {
  suffix: 'p1',
  owner: ben,
  text: '本を貸す',
  dueDay: '2026-12-01',
  whenWhere: '月曜の朝、席で',
  meeting,
  nowMs,
}
const bookId = 'y2026/p1'

function promise(replica: Replica, id = bookId) {
  return replica.read().promises.find((one) => one.id === id)
}

describe('a promise', () => {
  it('lives in the year of its meeting, with owner, day, when and where', () => {
    const replica = replicaAs(1)
    expect(addPromise(replica, book).ok).toBe(true)
    expect(replica.segments()).toEqual(['y2026', 'core'])
    expect(promise(replica)).toEqual({
      id: bookId,
      owner: ben,
      text: '本を貸す',
      dueDay: '2026-12-01',
      whenWhere: '月曜の朝、席で',
      isDone: false,
      doneMs: null,
      meeting: meeting.key,
      createdMs: nowMs,
      isRemoved: false,
    })
  })

  it('is made once, however often it is tried', () => {
    const replica = replicaAs(1)
    expect(countUpdates(replica, () => addPromise(replica, book))).toBe(2)
    expect(countUpdates(replica, () => addPromise(replica, { ...book, text: 'other' }))).toBe(0)
    expect(promise(replica)?.text).toBe('本を貸す')
  })

  it('is ticked off and opened again; who ticks first, ticked', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    addPromise(a, book)
    syncAll(a, b)
    setPromiseDone(a, bookId, nowMs + 1)
    setPromiseDone(a, bookId, nowMs + 9)
    expect(promise(a)).toMatchObject({ isDone: true, doneMs: nowMs + 1 })
    setPromiseDone(b, bookId, nowMs + 2)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    setPromiseDone(b, bookId, null)
    syncAll(a, b)
    expect(promise(a)).toMatchObject({ isDone: false, doneMs: null })
  })

  it('merges words of both, and has one winner for the rest', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    addPromise(a, book)
    syncAll(a, b)
    changePromise(a, bookId, { text: '本を二冊貸す', dueDay: null })
    changePromise(b, bookId, { text: '本を貸す、必ず', dueDay: '2026-12-24', owner: ann })
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(promise(a)).toMatchObject({ text: '本を二冊貸す、必ず', owner: ann })
    expect([null, '2026-12-24']).toContain(promise(a)?.dueDay)
  })

  it('J2-remote-delete-local-edit: keeps its words when removed, and comes back', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    addPromise(a, book)
    syncAll(a, b)
    removePromise(a, bookId)
    changePromise(b, bookId, { text: '本と雑誌を貸す', whenWhere: '' })
    syncAll(a, b)
    expect(promise(a)).toMatchObject({ isRemoved: true, text: '本と雑誌を貸す', whenWhere: '' })
    restorePromise(b, bookId)
    expect(promise(b)?.isRemoved).toBe(false)
  })

  it('is refused with an odd name, owner or day, or when too long; then nothing changes', () => {
    const replica = replicaAs(1)
    const missing = { ok: false, error: 'missing' }
    const tooLong = { ok: false, error: 'text/too-long' }
    expect(addPromise(replica, { ...book, suffix: 'a/b' })).toEqual(missing)
    expect(addPromise(replica, { ...book, owner: 'ben' })).toEqual(missing)
    expect(addPromise(replica, { ...book, dueDay: '2026-02-30' })).toEqual(missing)
    const text = 'x'.repeat(limits.promiseLength + 1)
    expect(addPromise(replica, { ...book, text })).toEqual(tooLong)
    const whenWhere = 'x'.repeat(limits.lineLength + 1)
    expect(addPromise(replica, { ...book, whenWhere })).toEqual(tooLong)
    expect(changePromise(replica, bookId, { text: 'x' })).toEqual(missing)
    expect(setPromiseDone(replica, bookId, nowMs)).toEqual(missing)
    expect(replica.read().promises).toEqual([])
    addPromise(replica, book)
    expect(changePromise(replica, bookId, { dueDay: 'soon' })).toEqual(missing)
    expect(changePromise(replica, bookId, { text })).toEqual(tooLong)
    expect(promise(replica)?.text).toBe('本を貸す')
  })
})
