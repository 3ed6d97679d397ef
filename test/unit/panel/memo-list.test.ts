import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { writeMemo } from '../../../lib/document/edits/edit-memo.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import { removeTopic } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { markTalked } from '../../../lib/document/edits/place-topic.ts'
import { carryOver } from '../../../lib/model/carry-over.ts'
import type { PairPromise } from '../../../lib/model/promise.ts'
import { listMemoSections } from '../../../lib/panel/memo-list.ts'
import { listStanding } from '../../../lib/panel/promise-list.ts'
import { me, partner, sampleMeeting, sampleNowMs } from '../../gallery/sample-context.ts'

const pairId = '0123456789abcdef0123456789abcdef'
const last = { key: 'weekly@google.com|20261119T010000Z', startMs: null, day: '2026-11-19' }

function plan(owner: string, kind: 'work' | 'growth' | 'career', meeting = sampleMeeting) {
  return { meeting, owner, kind, suffix: null, title: '', nowMs: sampleNowMs }
}

function openPair() {
  const replica = createReplica({ pairId })
  for (const segment of ['core', 'y2026']) replica.load(segment, [])
  const pick = (owner: string, kind: 'work' | 'growth' | 'career', meeting?: typeof last) => {
    const picked = pickTopic(replica, plan(owner, kind, { ...sampleMeeting, ...meeting }))
    if (!picked.ok) throw new Error(picked.error)
    return picked.value.topicId
  }
  const list = () => {
    const view = replica.read()
    const carry = carryOver({ view, meeting: sampleMeeting, nowMs: sampleNowMs })
    return listMemoSections(view, sampleMeeting.key, carry)
  }
  const kinds = () => list().map(({ topic }) => topic?.kind ?? 'whole')
  return { replica, pick, list, kinds }
}

describe('the sections of memos', () => {
  it('put what waited first, then the mentee’s topics, the whole last', () => {
    const { replica, pick, kinds } = openPair()
    pick(me.id, 'work')
    pick(partner.id, 'career')
    pick(me.id, 'growth', last)
    expect(kinds()).toEqual(['growth', 'work', 'career', 'whole'])
    changePeriod(replica, { kind: 'mentor', mentee: partner.id })
    expect(kinds()).toEqual(['growth', 'career', 'work', 'whole'])
  })

  it('keep their order when one that waited is ticked off', () => {
    const { replica, pick, list, kinds } = openPair()
    pick(me.id, 'work')
    const waited = pick(me.id, 'growth', last)
    markTalked(replica, waited, sampleMeeting, sampleNowMs)
    expect(kinds()).toEqual(['growth', 'work', 'whole'])
    expect(list()[0]).toMatchObject({ isCarried: true, fromDay: '2026-11-19' })
  })

  it('keep a memo in sight whose topic was taken back', () => {
    const { replica, pick, list, kinds } = openPair()
    const topicId = pick(me.id, 'work')
    const choice = { meeting: sampleMeeting, topicId, kind: 'point' as const, suffix: null }
    writeMemo(replica, { ...choice, nowMs: sampleNowMs, by: me.id, text: 'words' })
    removeTopic(replica, topicId)
    expect(kinds()).toEqual(['work', 'whole'])
    expect(list()[0]?.sheets.point?.text).toBe('words')
  })
})

describe('the promises on screen', () => {
  const promise = (id: string, change: Partial<PairPromise>): PairPromise => ({
    id,
    owner: me.id,
    text: id,
    dueDay: null,
    whenWhere: '',
    isDone: false,
    doneMs: null,
    meeting: null,
    createdMs: 0,
    isRemoved: false,
    ...change,
  })

  it('stay where they are when ticked, and are gone when the screen is opened again', () => {
    const seen = new Set<string>()
    const open = [promise('b', { dueDay: '2026-12-01' }), promise('a', {})]
    expect(listStanding(open, seen).map(({ id }) => id)).toEqual(['b', 'a'])
    const ticked = [
      promise('b', { dueDay: '2026-12-01', isDone: true, doneMs: 1 }),
      promise('a', {}),
    ]
    expect(listStanding(ticked, seen).map(({ id }) => id)).toEqual(['b', 'a'])
    expect(listStanding(ticked, new Set()).map(({ id }) => id)).toEqual(['a'])
  })
})
