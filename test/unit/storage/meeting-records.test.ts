import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createMeetingMarkStore } from '../../../lib/storage/meeting-mark-store.ts'
import { openMainDatabase, stores } from '../../../lib/storage/schema.ts'
import { createUpcomingStore } from '../../../lib/storage/upcoming-store.ts'
import { pairRecordOf } from '../../support/stored-records.ts'

let names = 0

function openFresh() {
  names += 1
  return openMainDatabase(`meeting-records-${names}`)
}

const pairId = 'a'.repeat(32)
const other = 'b'.repeat(32)
const empty = { openedMs: null, seenNews: null, remindedStartMs: null, updatedMs: 1 }

describe('the upcoming store', () => {
  it('keeps one cache per account; damage counts as absent', async () => {
    const main = openFresh()
    const upcoming = createUpcomingStore(main)
    const facts = pairRecordOf(pairId).meetings[0]?.facts
    const cache = { fetchedMs: 5, fromMs: 1, toMs: 9, events: facts === undefined ? [] : [facts] }
    await upcoming.put({ account: 'ann@example.com', ...cache })
    await upcoming.put({ account: 'ben@example.com', ...cache })
    await upcoming.put({ account: 'ben@example.com', ...cache, fetchedMs: 6 })
    await main.write([stores.upcoming], (transaction) =>
      transaction.objectStore(stores.upcoming).put({ events: 'x' }, 'odd'),
    )
    expect((await upcoming.list()).map((one) => [one.account, one.fetchedMs])).toEqual([
      ['ann@example.com', 5],
      ['ben@example.com', 6],
    ])
    await upcoming.put({ account: 'ann@example.com', provider: 'microsoft', ...cache })
    await upcoming.remove({ account: 'ann@example.com' })
    expect((await upcoming.list()).map((one) => [one.account, one.provider])).toEqual([
      ['ben@example.com', undefined],
      ['ann@example.com', 'microsoft'],
    ])
  })
})

describe('the meeting marks', () => {
  it('lets only one of many at once claim a reminder', async () => {
    const marks = createMeetingMarkStore(openFresh())
    let claims = 0
    const claim = () =>
      marks.update(pairId, 'm|', (mark) => {
        if (mark?.remindedStartMs === 100) return null
        claims += 1
        return { ...empty, ...mark, remindedStartMs: 100 }
      })
    await Promise.all([claim(), claim(), claim()])
    expect(claims).toBe(1)
    expect(await marks.get(pairId, 'm|')).toEqual({
      ...empty,
      pairId,
      meeting: 'm|',
      remindedStartMs: 100,
    })
    expect(await marks.get(other, 'm|')).toBeNull()
  })

  it('forgets old and damaged marks, and no others', async () => {
    const main = openFresh()
    const marks = createMeetingMarkStore(main)
    await marks.update(pairId, 'old|', () => empty)
    await marks.update(pairId, 'new|', () => ({ ...empty, updatedMs: 10 }))
    await main.write([stores.meetingMarks], (transaction) =>
      transaction.objectStore(stores.meetingMarks).put('odd', [other, 'm|']),
    )
    expect(await marks.get(other, 'm|')).toBeNull()
    await marks.forgetBefore(10)
    expect(await marks.get(pairId, 'old|')).toBeNull()
    expect(await marks.get(pairId, 'new|')).not.toBeNull()
    const left = await main.read([stores.meetingMarks], (transaction) =>
      transaction.objectStore(stores.meetingMarks).count(),
    )
    expect(left).toBe(1)
  })
})
