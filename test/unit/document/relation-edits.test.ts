import { describe, expect, it } from 'vitest'
import { limits } from '../../../lib/base/limits.ts'
import {
  beginPeriod,
  changePeriod,
  closePeriod,
  reopenPeriod,
  setFarewell,
  setPurpose,
} from '../../../lib/document/edits/edit-relation.ts'
import { emptyPeriod } from '../../../lib/model/relation-period.ts'
import { ann, ben, countUpdates, nowMs, replicaAs, syncAll } from '../../support/replica-world.ts'

const missing = { ok: false, error: 'missing' }

describe('what a pair agrees on', () => {
  it('is empty before they agree on anything', () => {
    const { period, pastPeriods, relation } = replicaAs(1).read()
    expect(period).toEqual(emptyPeriod('p1', null))
    expect(pastPeriods).toEqual([])
    expect(relation).toBeNull()
  })

  it('is written field by field and taken back', () => {
    const replica = replicaAs(1)
    const patch = {
      kind: 'mentor' as const,
      mentee: ann,
      startedDay: '2026-04-01',
      endsDay: '2027-03-31',
      cadenceDays: 28,
      axis: 'deepen' as const,
      isCarrying: false,
      reviewedMs: nowMs,
      askedDay: '2026-11-20',
    }
    expect(countUpdates(replica, () => changePeriod(replica, patch))).toBe(1)
    expect(countUpdates(replica, () => changePeriod(replica, patch))).toBe(0)
    expect(replica.read().period).toMatchObject(patch)
    expect(replica.read().relation).toBe('mentor')
    changePeriod(replica, { mentee: null, cadenceDays: 0, isCarrying: null })
    expect(replica.read().period).toMatchObject({
      kind: 'mentor',
      mentee: null,
      cadenceDays: 0,
      isCarrying: null,
      axis: 'deepen',
    })
    changePeriod(replica, { kind: null })
    expect(replica.read().relation).toBeNull()
  })

  it('takes the relation that an older version wrote', () => {
    const replica = replicaAs(1)
    changePeriod(replica, { kind: 'diagonal' })
    expect(replica.read().period.kind).toBe('diagonal')
  })

  it.each([
    { kind: 'friend' as 'boss' },
    { axis: 'up' as 'deepen' },
    { mentee: 'ann' },
    { cadenceDays: 1.5 },
    { cadenceDays: -1 },
    { cadenceDays: 367 },
    { startedDay: '2026-02-30' },
    { endsDay: 'soon' },
    { askedDay: '' },
    { reviewedMs: Number.NaN },
  ])('refuses %j and changes nothing', (patch) => {
    const replica = replicaAs(1)
    expect(changePeriod(replica, { kind: 'boss', ...patch })).toEqual(missing)
    expect(replica.read().period).toEqual(emptyPeriod('p1', null))
  })

  it('has a purpose in their own words, written by both at once', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    setPurpose(a, '問いを持つ')
    syncAll(a, b)
    setPurpose(a, '大きな問いを持つ')
    setPurpose(b, '問いを持ち続ける')
    syncAll(a, b)
    expect(a.read().period.purpose).toBe('大きな問いを持ち続ける')
    expect(a.read()).toEqual(b.read())
    const long = 'x'.repeat(limits.textLength + 1)
    expect(setPurpose(a, long)).toEqual({ ok: false, error: 'text/too-long' })
    expect(a.read().period.purpose).toBe('大きな問いを持ち続ける')
  })

  it('has one winner where both choose at once, the same on both', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    changePeriod(a, { kind: 'mentor', cadenceDays: 14 })
    changePeriod(b, { kind: 'boss', mentee: ben })
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(a.read().period).toMatchObject({ cadenceDays: 14, mentee: ben })
  })
})

describe('the closing', () => {
  it('keeps thanks and takeaway of each, and a keepsake for the mentee', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    changePeriod(a, { kind: 'mentor', mentee: ann })
    syncAll(a, b)
    setFarewell(a, ann, 'thanks', 'ありがとうございました')
    setFarewell(a, ann, 'takeaway', '急がないこと')
    setFarewell(b, ben, 'thanks', 'こちらこそ')
    setFarewell(b, ann, 'keepsake', '迷ったら、この一年を。')
    closePeriod(b, ben, nowMs)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(a.read().period).toMatchObject({
      closed: { atMs: nowMs, by: ben },
      farewells: [
        { member: ann, thanks: 'ありがとうございました', takeaway: '急がないこと' },
        { member: ben, thanks: 'こちらこそ', takeaway: '' },
      ],
      keepsakes: [{ member: ann, text: '迷ったら、この一年を。' }],
    })
  })

  it('loses no words when both write the keepsake at once', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    setFarewell(a, ann, 'keepsake', 'from here')
    setFarewell(b, ann, 'keepsake', 'from there')
    syncAll(a, b)
    const [keepsake] = a.read().period.keepsakes
    expect(keepsake?.text).toContain('from here')
    expect(keepsake?.text).toContain('from there')
  })

  it('by both at once is one, and is taken back by either', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    closePeriod(a, ann, nowMs)
    closePeriod(b, ben, nowMs + 1)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(a.read().period.closed).not.toBeNull()
    expect(countUpdates(a, () => closePeriod(a, ann, nowMs + 9))).toBe(0)
    reopenPeriod(b)
    syncAll(a, b)
    expect(a.read().period.closed).toBeNull()
  })

  it('is followed by a new time of the same pair; the one before keeps its words', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    changePeriod(a, { kind: 'mentor', startedDay: '2025-04-01' })
    setPurpose(a, 'the first year')
    closePeriod(a, ann, nowMs)
    syncAll(a, b)
    beginPeriod(a, { kind: 'diagonal', startedDay: '2026-11-20' })
    beginPeriod(b, { kind: 'diagonal', startedDay: '2026-11-20' })
    setPurpose(b, 'another view')
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(a.read().period).toMatchObject({
      id: 'p2',
      kind: 'diagonal',
      purpose: 'another view',
      closed: null,
    })
    expect(a.read().pastPeriods).toEqual([
      {
        ...emptyPeriod('p1', 'mentor'),
        startedDay: '2025-04-01',
        purpose: 'the first year',
        closed: { atMs: nowMs, by: ann },
      },
    ])
  })

  it('leaves an earlier time of which nothing was said unlisted, whoever looked at it', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    a.load('core', [])
    a.read()
    setPurpose(a, '')
    beginPeriod(b, { kind: null, startedDay: '2026-11-20' })
    syncAll(a, b)
    expect(a.read().pastPeriods).toEqual([])
    expect(b.read()).toEqual(a.read())
  })

  it('is refused of nobody and for a text that is none', () => {
    const replica = replicaAs(1)
    expect(closePeriod(replica, 'ann', nowMs)).toEqual(missing)
    expect(setFarewell(replica, 'ann', 'thanks', 'x')).toEqual(missing)
    expect(setFarewell(replica, ann, 'secret' as 'thanks', 'x')).toEqual(missing)
    expect(beginPeriod(replica, { kind: 'boss', startedDay: 'x' })).toEqual(missing)
    expect(replica.read().period).toEqual(emptyPeriod('p1', null))
  })
})
