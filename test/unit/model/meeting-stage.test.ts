import { describe, expect, it } from 'vitest'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import { stageOf, wasHeld } from '../../../lib/model/meeting-stage.ts'
import { compareMeetings, spanOfMeeting } from '../../../lib/model/meeting-time.ts'
import { ann, ben, nowMs } from '../../support/replica-world.ts'
import { endedMeeting, makeMeeting, makeMemo, makeTopic } from '../../support/sample-views.ts'

const hour = 3600 * 1000

describe('the stage of a meeting', () => {
  it('is prepared, then held from its start, then over after twelve hours', () => {
    const meeting = makeMeeting('m|', 0)
    expect(stageOf(meeting, nowMs - 1)).toBe('prepare')
    expect(stageOf(meeting, nowMs)).toBe('hold')
    expect(stageOf(meeting, nowMs + 12 * hour)).toBe('hold')
    expect(stageOf(meeting, nowMs + 12 * hour + 1)).toBe('ended')
  })

  it('is ended when either of the two ended it, whatever a clock says', () => {
    for (const member of [ann, ben]) {
      const meeting = makeMeeting('m|', 0, { ended: [{ member, atMs: nowMs }] })
      for (const clock of [nowMs - 400 * 24 * hour, nowMs, nowMs + 400 * 24 * hour, Number.NaN]) {
        expect(stageOf(meeting, clock)).toBe('ended')
      }
    }
  })

  it('is taken back by taking the mark back', () => {
    const meeting = endedMeeting('m|', 0)
    expect(stageOf({ ...meeting, ended: [] }, nowMs + hour)).toBe('hold')
  })

  it('lasts as long as its event, when that is longer than half a day', () => {
    const meeting = makeMeeting('m|', 0)
    expect(stageOf(meeting, nowMs + 20 * hour, nowMs + 24 * hour)).toBe('hold')
    expect(stageOf(meeting, nowMs + 2 * hour, nowMs + hour)).toBe('hold')
  })

  it('without a date, or with no time known, is preparation', () => {
    expect(stageOf(makeMeeting(undatedMeeting, null), nowMs)).toBe('prepare')
    expect(stageOf({ key: undatedMeeting, startMs: 0, day: '1970-01-01', ended: [] }, nowMs)).toBe(
      'prepare',
    )
    expect(stageOf(makeMeeting('odd|', null), nowMs)).toBe('prepare')
  })

  it('of a day without a time covers that day anywhere on earth', () => {
    const meeting = makeMeeting('m|', null, { day: '2026-11-20' })
    const midnight = Date.UTC(2026, 10, 20)
    expect(stageOf(meeting, midnight - 15 * hour)).toBe('prepare')
    expect(stageOf(meeting, midnight - 9 * hour)).toBe('hold')
    expect(stageOf(meeting, midnight + 35 * hour)).toBe('hold')
    expect(stageOf(meeting, midnight + 37 * hour)).toBe('ended')
  })

  it('of a meeting nobody described comes from the original start in its key', () => {
    const meeting = makeMeeting('e@google.com|20261120T010000Z', null)
    expect(stageOf(meeting, nowMs + hour)).toBe('hold')
    expect(spanOfMeeting(makeMeeting('e@google.com|20261120', null))?.day).toBe('2026-11-20')
    expect(spanOfMeeting(makeMeeting('e@google.com|20269999', null))).toBeNull()
  })

  it('of an occurrence that was moved to another day follows that day, not its key', () => {
    const key = 'e@google.com|20261118T120000Z'
    const midnight = Date.UTC(2026, 10, 20)
    const moved = makeMeeting(key, null, { day: '2026-11-20' })
    expect(spanOfMeeting(moved)?.day).toBe('2026-11-20')
    expect(stageOf(moved, midnight - 15 * hour)).toBe('prepare')
    expect(stageOf(moved, midnight + 3 * hour)).toBe('hold')
    const unmoved = makeMeeting(key, null, { day: '2026-11-18' })
    expect(spanOfMeeting(unmoved)?.startMs).toBe(Date.UTC(2026, 10, 18, 12))
    const wholeDay = makeMeeting('e@google.com|20261118', null, { day: '2026-11-18' })
    expect(spanOfMeeting(wholeDay)?.startMs).toBe(Date.UTC(2026, 10, 18))
  })
})

describe('meetings', () => {
  it('were held when somebody ended one, ticked a topic off or wrote something down', () => {
    expect(wasHeld(makeMeeting('m|', -1, { topics: [makeTopic('m|')] }))).toBe(false)
    expect(wasHeld(endedMeeting('m|', -1))).toBe(true)
    const talked = [makeTopic('m|', { talkedMs: nowMs })]
    expect(wasHeld(makeMeeting('m|', -1, { topics: talked }))).toBe(true)
    expect(wasHeld(makeMeeting('m|', -1, { memos: [makeMemo('m|', { text: 'x' })] }))).toBe(true)
    expect(wasHeld(makeMeeting('m|', -1, { memos: [makeMemo('m|', { text: ' ' })] }))).toBe(false)
  })

  it('are ordered by time, those without one last, ties by key', () => {
    const meetings = [
      makeMeeting('z|', null),
      makeMeeting('b|', 1),
      makeMeeting('a|', 1),
      makeMeeting('c|', -3),
    ]
    expect(meetings.sort(compareMeetings).map(({ key }) => key)).toEqual(['c|', 'a|', 'b|', 'z|'])
  })
})
