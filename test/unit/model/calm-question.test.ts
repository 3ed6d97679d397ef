import { describe, expect, it } from 'vitest'
import type { MeetingView } from '../../../lib/model/agenda.ts'
import { isCalmQuestionDue } from '../../../lib/model/calm-question.ts'
import { ben, nowMs } from '../../support/replica-world.ts'
import {
  endedMeeting,
  makeMeeting,
  makeMemo,
  makeTopic,
  makeView,
} from '../../support/sample-views.ts'

/** A 1-on-1 `weeks` ago in which all is well: another topic each time, a response, a memo. */
function goodWeek(weeks: number, parts: Partial<MeetingView> = {}): MeetingView {
  const key = `w${weeks}|`
  return endedMeeting(key, -7 * weeks, {
    topics: [
      makeTopic(key, { kind: 'custom', title: `topic ${weeks}`, response: 'view', talkedMs: 1 }),
    ],
    memos: [makeMemo(key, { text: 'a point' })],
    ...parts,
  })
}

const weeks = [4, 3, 2, 1]

describe('the calm question', () => {
  it('is not asked where all is well', () => {
    expect(isCalmQuestionDue(makeView(weeks.map((week) => goodWeek(week))), nowMs)).toBeNull()
    expect(isCalmQuestionDue(makeView([]), nowMs)).toBeNull()
  })

  it('asks about one topic in four 1-on-1s in a row, of the same person', () => {
    const same = (week: number, owner?: string) =>
      goodWeek(week, {
        topics: [
          makeTopic(`w${week}|`, {
            kind: 'career',
            response: 'view',
            talkedMs: 1,
            ...(owner === undefined ? {} : { owner }),
          }),
        ],
      })
    expect(isCalmQuestionDue(makeView(weeks.map((week) => same(week))), nowMs)).toBe('same-topic')
    const three = [same(4, ben), ...[3, 2, 1].map((week) => same(week))]
    expect(isCalmQuestionDue(makeView(three), nowMs)).toBeNull()
  })

  it('sees one topic that went from time to time', () => {
    const meetings = weeks.map((week) => goodWeek(week))
    const carried = makeTopic('w4|', { kind: 'policy', response: 'view' })
    meetings[0]?.topics.push(carried)
    expect(isCalmQuestionDue(makeView(meetings), nowMs)).toBe('same-topic')
    carried.meeting = 'w2|'
    carried.talkedMs = 1
    meetings[0]?.topics.pop()
    meetings[2]?.topics.push(carried)
    expect(isCalmQuestionDue(makeView(meetings), nowMs)).toBeNull()
  })

  it('asks when no response was chosen in three, and when nothing was written down in three', () => {
    const silent = (week: number) =>
      goodWeek(week, {
        topics: [makeTopic(`w${week}|`, { kind: 'custom', title: `${week}`, talkedMs: 1 })],
      })
    expect(isCalmQuestionDue(makeView([3, 2, 1].map(silent)), nowMs)).toBe('no-response')
    expect(isCalmQuestionDue(makeView([2, 1].map(silent)), nowMs)).toBeNull()
    const blank = (week: number) => goodWeek(week, { memos: [makeMemo(`w${week}|`)] })
    expect(isCalmQuestionDue(makeView([3, 2, 1].map(blank)), nowMs)).toBe('empty-memo')
    const broken = [blank(3), goodWeek(2), blank(1)]
    expect(isCalmQuestionDue(makeView(broken), nowMs)).toBeNull()
  })

  it('takes no notice of skipped 1-on-1s, nor of those to come', () => {
    const blank = (key: string, days: number) =>
      makeMeeting(key, days, { topics: [makeTopic(key)] })
    const skipped = [blank('a|', -21), blank('b|', -14), blank('c|', -7), blank('d|', 7)]
    expect(isCalmQuestionDue(makeView(skipped), nowMs)).toBeNull()
  })

  it('is silent after it was answered or put away, until as many 1-on-1s have passed again', () => {
    const blank = (week: number) => goodWeek(week, { memos: [] })
    const meetings = [4, 3, 2, 1].map(blank)
    const asked = (askedDay: string) => makeView(meetings, { period: { askedDay } })
    expect(isCalmQuestionDue(asked('2026-11-13'), nowMs)).toBeNull()
    expect(isCalmQuestionDue(asked('2026-10-23'), nowMs)).toBe('empty-memo')
  })

  it('looks at the purpose from the morning of the half-way day on, where the person is', () => {
    const period = { startedDay: '2026-04-01', endsDay: '2027-03-31' }
    const view = makeView([], { relation: 'mentor', period })
    const day = (fromMs: number) => {
      let ms = fromMs
      while (isCalmQuestionDue(view, ms, 'UTC') === null) ms += 3_600_000
      return ms
    }
    const dueUtcMs = day(Date.parse('2026-08-01T00:00:00Z'))
    // In Tokyo the same day begins nine hours earlier, in Honolulu ten hours later.
    const hourMs = 3_600_000
    expect(isCalmQuestionDue(view, dueUtcMs - 9 * hourMs, 'Asia/Tokyo')).toBe('midterm')
    expect(isCalmQuestionDue(view, dueUtcMs - 10 * hourMs, 'Asia/Tokyo')).toBeNull()
    expect(isCalmQuestionDue(view, dueUtcMs + 9 * hourMs, 'Pacific/Honolulu')).toBeNull()
    expect(isCalmQuestionDue(view, dueUtcMs + 10 * hourMs, 'Pacific/Honolulu')).toBe('midterm')
  })

  it('looks at the purpose half-way, and asks nothing once the relation is closed', () => {
    const period = { startedDay: '2026-04-01', endsDay: '2027-03-31' }
    expect(isCalmQuestionDue(makeView([], { relation: 'mentor', period }), nowMs)).toBe('midterm')
    const closed = { ...period, closed: { atMs: 1, by: null } }
    expect(
      isCalmQuestionDue(makeView([], { relation: 'mentor', period: closed }), nowMs),
    ).toBeNull()
  })
})
