import { describe, expect, it } from 'vitest'
import { digestPair, firstDayOfMap } from '../../../lib/model/dialogue-map.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import { nowMs } from '../../support/replica-world.ts'
import {
  endedMeeting,
  makeMeeting,
  makeMemo,
  makeTopic,
  makeView,
  startAfter,
} from '../../support/sample-views.ts'

const today = '2026-11-25'

const dayOf = (days: number): string => new Date(startAfter(days)).toISOString().slice(0, 10)

describe('the digest of a pair', () => {
  it('counts what was brought to 1-on-1s by day and kind, and holds no word of anybody', () => {
    const view = makeView(
      [
        endedMeeting('a|', -14, {
          topics: [
            makeTopic('a|', { kind: 'career', note: 'SECRET', title: 'SECRET' }),
            makeTopic('a|', { id: 'other', kind: 'career', owner: 'b'.repeat(16) }),
            makeTopic('a|', { kind: 'policy', isRemoved: true }),
          ],
          memos: [makeMemo('a|', { text: 'SECRET' })],
        }),
        makeMeeting('next|', 7, { topics: [makeTopic('next|', { kind: 'work' })] }),
      ],
      { relation: 'mentor' },
    )
    const digest = digestPair(view, '2020-01-01')
    expect(digest).toEqual({
      relation: 'mentor',
      isClosed: false,
      aliases: {},
      heldDays: [dayOf(-14)],
      topics: [
        { day: dayOf(-14), relation: 'mentor', kind: 'career', count: 2 },
        { day: dayOf(7), relation: 'mentor', kind: 'work', count: 1 },
      ],
    })
    expect(JSON.stringify(digest)).not.toContain('SECRET')
  })

  it('leaves out what waits, what fell out, and what lies before the first day', () => {
    const topic = (meeting: string) => [makeTopic(meeting, { kind: 'work' })]
    const view = makeView([
      makeMeeting(undatedMeeting, null, { topics: topic(undatedMeeting) }),
      makeMeeting('off|', -7, { topics: topic('off|'), isCalledOff: true }),
      endedMeeting('old|', -400, { topics: topic('old|') }),
    ])
    const digest = digestPair(view, dayOf(-365))
    expect(digest.topics).toEqual([])
    // When the two last talked is known all the same.
    expect(digest.heldDays).toEqual([dayOf(-400)])
  })

  it('counts what was talked about on the day it was, wherever it stands', () => {
    const talkedMs = startAfter(-3)
    const view = makeView([
      makeMeeting(undatedMeeting, null, {
        topics: [makeTopic(undatedMeeting, { kind: 'growth', talkedMs })],
      }),
      makeMeeting('off|', -7, {
        isCalledOff: true,
        topics: [makeTopic('off|', { kind: 'work', talkedMs })],
      }),
    ])
    expect(digestPair(view, '2020-01-01').topics.map(({ day, kind }) => [day, kind])).toEqual([
      [dayOf(-3), 'growth'],
      [dayOf(-7), 'work'],
    ])
  })

  it('counts a topic for the relation of its time', () => {
    const closed = (days: number) => ({ atMs: startAfter(days), by: null })
    const view = makeView(
      [-30, -10].map((days) =>
        endedMeeting(`m${days}|`, days, { topics: [makeTopic(`m${days}|`, { kind: 'work' })] }),
      ),
      { relation: 'lateral', period: { id: 'p2' } },
    )
    const mentored = { ...view.period, id: 'p1', kind: 'mentor' as const, closed: closed(-20) }
    const digest = digestPair({ ...view, pastPeriods: [mentored] }, '2020-01-01')
    expect(digest.topics.map(({ relation }) => relation)).toEqual(['mentor', 'lateral'])
  })
})

describe('the twelve months', () => {
  it.each([
    ['2026-11-25', '2025-12-01'],
    ['2026-12-31', '2026-01-01'],
    ['2026-01-01', '2025-02-01'],
    ['2028-02-29', '2027-03-01'],
  ])('of %s begin on %s', (day, first) => {
    expect(firstDayOfMap(day)).toBe(first)
  })

  it('agree with the shared clock of these tests', () => {
    expect(new Date(nowMs).toISOString().slice(0, 4)).toBe(today.slice(0, 4))
  })
})
