import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { axisGuides, relationGuides } from '../../../lib/model/relation-guides.ts'
import {
  axisOf,
  carriesOver,
  emptyPeriod,
  menteesOf,
  type RelationPeriod,
  rolesOf,
} from '../../../lib/model/relation-period.ts'
import {
  isClosingDue,
  isMidtermDue,
  midtermDay,
  nextDateProposal,
} from '../../../lib/model/relation-rhythm.ts'
import { type RelationKind, relationKinds } from '../../../lib/model/topics.ts'
import { ann, ben, nowMs } from '../../support/replica-world.ts'

function period(kind: RelationKind | null, parts: Partial<RelationPeriod> = {}): RelationPeriod {
  return { ...emptyPeriod('p1', kind), ...parts }
}

describe('the guides', () => {
  it('say something in both languages for each of the four relations', () => {
    for (const kind of relationKinds) {
      const guide = relationGuides[kind]
      expect(guide.kind).toBe(kind)
      const texts = [guide.purpose, guide.partner, guide.place, ...guide.themes]
      for (const text of texts.filter((one) => one !== null)) {
        expect(text.ja).toMatch(/[ぁ-んァ-ン一-龠]/)
        expect(text.en).toMatch(/^[ -~]+$/)
      }
      expect(guide.themes.length).toBeGreaterThanOrEqual(3)
      expect(guide.cadenceDays[0]).toBeLessThanOrEqual(guide.cadenceDays[1])
    }
  })

  it('leave 上司, the base of the others, without partner and place', () => {
    expect(relationGuides.boss).toMatchObject({ partner: null, place: null, spanMonths: null })
  })

  it('have the rhythm of deepening and broadening', () => {
    expect(axisGuides.deepen).toMatchObject({ cadenceDays: [30, 30], spanMonths: [6, 12] })
    expect(axisGuides.broaden).toMatchObject({ cadenceDays: null, times: [1, 2] })
  })

  // The wording is given; it is checked against its source where that is at hand.
  const source = resolve(import.meta.dirname, '../../../../shared/facts/product.md')
  if (existsSync(source)) {
    it('word everything as the product reference does', () => {
      const reference = readFileSync(source, 'utf8')
      for (const kind of relationKinds) {
        const { purpose, partner, place, themes } = relationGuides[kind]
        for (const text of [purpose, partner, place, ...themes]) {
          if (text === null) continue
          expect(reference).toContain(text.ja)
          expect(reference).toContain(text.en.replace(/\.$/, ''))
        }
        for (const { ja, en } of themes) expect(reference).toContain(`${ja} / ${en}`)
      }
    })
  } else {
    it('were NOT compared with the product reference (../shared/facts is not here)', () => {
      expect(existsSync(source)).toBe(false)
    })
  }
})

describe('axis, carrying over and roles', () => {
  it.each([
    ['boss', 'deepen', true],
    ['mentor', 'deepen', true],
    ['lateral', null, true],
    ['diagonal', 'broaden', false],
    [null, 'deepen', true],
  ] as const)('%s: axis %s, carries over %s', (kind, axis, carries) => {
    expect(axisOf(period(kind))).toBe(axis)
    expect(carriesOver(period(kind))).toBe(carries)
  })

  it("follow the pair's choice", () => {
    expect(axisOf(period('diagonal', { axis: 'deepen' }))).toBe('deepen')
    expect(carriesOver(period('diagonal', { axis: 'deepen' }))).toBe(true)
    expect(carriesOver(period('diagonal', { axis: 'deepen', isCarrying: false }))).toBe(false)
    expect(carriesOver(period('lateral', { axis: 'broaden' }))).toBe(false)
  })

  it('make one the mentee and the other the mentor', () => {
    const mentor = period('mentor', { mentee: ann })
    expect(rolesOf(mentor, ann)).toEqual({ isMentee: true, isMentor: false })
    expect(rolesOf(mentor, ben)).toEqual({ isMentee: false, isMentor: true })
    expect(menteesOf(mentor, [ann, ben])).toEqual([ann])
  })

  it('make both people both in 横, and while nobody said who is the mentee', () => {
    for (const one of [period('lateral', { mentee: ann }), period('boss'), period(null)]) {
      for (const member of [ann, ben]) {
        expect(rolesOf(one, member)).toEqual({ isMentee: true, isMentor: true })
      }
      expect(menteesOf(one, [ann, ben])).toEqual([ann, ben])
    }
  })
})

describe('the next date', () => {
  // A Friday.
  const last = '2026-11-20'

  it('is offered on the same weekday, in the rhythm of the relation', () => {
    expect(nextDateProposal(period('boss'), last, last)).toEqual({
      day: '2026-11-27',
      fromDay: '2026-11-27',
      toDay: '2026-12-04',
      minutes: [30, 60],
    })
    expect(nextDateProposal(period('mentor'), last, last)).toMatchObject({
      day: '2026-12-18',
      minutes: null,
    })
    expect(nextDateProposal(period(null), last, last)?.day).toBe('2026-12-18')
    expect(nextDateProposal(period('lateral'), last, last)).toMatchObject({
      day: '2026-12-18',
      toDay: '2027-02-18',
    })
  })

  it("follows the pair's rhythm, and a relation made to deepen", () => {
    const fortnight = period('mentor', { cadenceDays: 14 })
    expect(nextDateProposal(fortnight, last, last)?.day).toBe('2026-12-04')
    const diagonal = period('diagonal', { axis: 'deepen' })
    expect(nextDateProposal(diagonal, last, last)).toMatchObject({
      day: '2027-01-22',
      fromDay: '2027-01-19',
      toDay: '2027-02-18',
    })
  })

  it('keeps off weekends where the rhythm is days', () => {
    expect(nextDateProposal(period('boss', { cadenceDays: 1 }), last, last)?.day).toBe('2026-11-23')
  })

  it('after a long pause is the next such weekday, never today or before', () => {
    expect(nextDateProposal(period('mentor'), last, '2027-03-05')).toEqual({
      day: '2027-03-12',
      fromDay: '2027-03-12',
      toDay: '2027-03-12',
      minutes: null,
    })
    expect(nextDateProposal(period('boss'), last, '2026-11-27')?.day).toBe('2026-12-04')
  })

  it('starts from the first day of the period where there was none yet', () => {
    const started = period('mentor', { startedDay: '2026-11-02' })
    expect(nextDateProposal(started, null, '2026-11-03')?.day).toBe('2026-11-30')
    expect(nextDateProposal(period('mentor'), null, last)).toBeNull()
  })

  it('is not offered where the relation broadens, has no rhythm, ended or was closed', () => {
    for (const none of [
      period('diagonal'),
      period('lateral', { axis: 'broaden' }),
      period('mentor', { cadenceDays: 0 }),
      period('mentor', { endsDay: '2026-12-01' }),
      period('mentor', { closed: { atMs: nowMs, by: ann } }),
    ]) {
      expect(nextDateProposal(none, last, last)).toBeNull()
    }
    expect(nextDateProposal(period('mentor'), 'never', last)).toBeNull()
    expect(nextDateProposal(period('mentor'), last, 'now')).toBeNull()
  })
})

describe('the look at the purpose', () => {
  const startedDay = '2026-04-01'

  it('is due once, from the middle of the period on, where the guide has it', () => {
    const mentor = period('mentor', { startedDay, endsDay: '2027-03-31' })
    expect(midtermDay(mentor)).toBe('2026-09-30')
    expect(isMidtermDue(mentor, '2026-09-29')).toBe(false)
    expect(isMidtermDue(mentor, '2026-09-30')).toBe(true)
    expect(isMidtermDue({ ...mentor, reviewedMs: nowMs }, '2026-12-01')).toBe(false)
    expect(isMidtermDue({ ...mentor, closed: { atMs: 1, by: null } }, '2026-12-01')).toBe(false)
    expect(isMidtermDue({ ...mentor, kind: 'boss' }, '2026-12-01')).toBe(false)
    expect(isMidtermDue(period('mentor'), '2026-12-01')).toBe(false)
  })

  it('takes the shorter usual length where no end is agreed', () => {
    expect(midtermDay(period('mentor', { startedDay }))).toBe('2026-07-02')
    expect(midtermDay(period('boss', { startedDay }))).toBeNull()
    expect(midtermDay(period('mentor', { startedDay, endsDay: '2026-01-01' }))).toBeNull()
  })

  it('leaves the closing to the last day', () => {
    const ending = period('mentor', { endsDay: '2026-11-20' })
    expect(isClosingDue(ending, '2026-11-19')).toBe(false)
    expect(isClosingDue(ending, '2026-11-20')).toBe(true)
    expect(isClosingDue({ ...ending, closed: { atMs: 1, by: null } }, '2026-11-21')).toBe(false)
    expect(isClosingDue(period('mentor'), '2026-11-21')).toBe(false)
  })
})
