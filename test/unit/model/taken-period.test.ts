import { describe, expect, it } from 'vitest'
import { emptyPeriod, type RelationPeriod } from '../../../lib/model/relation-period.ts'
import { withTakenPeriod } from '../../../lib/model/taken-period.ts'
import { ann, ben } from '../../support/replica-world.ts'
import { endedMeeting, makeView } from '../../support/sample-views.ts'

const mentorPeriod: RelationPeriod = {
  ...emptyPeriod('p2', 'mentor'),
  mentee: ann,
  purpose: 'じっくり考える',
  startedDay: '2026-09-01',
  askedDay: '2026-10-01',
  farewells: [{ member: ann, thanks: 'まだ書きかけ', takeaway: '' }],
}
const under = (period: RelationPeriod, days = -7) =>
  makeView([endedMeeting('old|', days)], { relation: period.kind, period, pairId: 'f'.repeat(32) })
const former = under(mentorPeriod)

describe('what two agreed on under another address', () => {
  it('goes on where nothing was agreed under this one', () => {
    const taken = withTakenPeriod(makeView([]), [former])
    const { farewells, ...agreed } = mentorPeriod
    expect(taken).toMatchObject({ relation: 'mentor', period: { ...agreed, id: 'p1' } })
    expect([farewells.length, taken.period.farewells.length]).toEqual([1, 0])
  })

  it('never takes the place of a choice made here', () => {
    const choices: Partial<RelationPeriod>[] = [
      { kind: 'boss' },
      { purpose: 'ここで決めた' },
      { mentee: ben },
      { cadenceDays: 7 },
      { isCarrying: false },
      // 「えらばない」 was chosen here: their second time has begun, without a relation.
      { id: 'p2' },
    ]
    for (const choice of choices) {
      const period = { ...emptyPeriod('p1', null), ...choice }
      const view = makeView([], { period, relation: period.kind })
      expect(withTakenPeriod(view, [former])).toBe(view)
    }
  })

  it('does not go on where it was closed, or where nothing was chosen there either', () => {
    const view = makeView([])
    const closed = under({ ...mentorPeriod, closed: { atMs: 1, by: ann } })
    const none = under({ ...mentorPeriod, kind: null })
    expect(withTakenPeriod(view, [closed, none])).toBe(view)
    expect(withTakenPeriod(view, [])).toBe(view)
  })

  it('is that of the address they met under last, and a question answered here is answered', () => {
    const newer = under({ ...emptyPeriod('p1', 'diagonal'), askedDay: '2026-10-01' }, -3)
    const view = makeView([], { period: { ...emptyPeriod('p1', null), askedDay: '2026-11-01' } })
    const { period } = withTakenPeriod(view, [former, newer])
    expect([period.kind, period.askedDay]).toEqual(['diagonal', '2026-11-01'])
  })
})
