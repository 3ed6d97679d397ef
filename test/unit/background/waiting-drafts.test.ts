import { describe, expect, it } from 'vitest'
import { draftsForMeeting } from '../../../lib/background/waiting-drafts.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import { factsOf } from '../../support/event-facts.ts'
import { draftOf } from '../../support/stored-records.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const dayMs = 24 * 3_600_000
const pairId = 'a'.repeat(32)
const next = { key: 'next@google.com|', startMs: nowMs + dayMs, day: null }
const past = 'series@google.com|20261118T030000Z'

const show = (
  drafts: [string, string][],
  change: Partial<Parameters<typeof draftsForMeeting>[0]> = {},
) =>
  draftsForMeeting({
    drafts: drafts.map(([id, meeting]) => draftOf(pairId, id, meeting)),
    meeting: next,
    remembered: [],
    isCarrying: true,
    calledOff: new Set(),
    nowMs,
    ...change,
  }).map(({ id, meeting }) => [id, meeting])

describe('draftsForMeeting', () => {
  it('shows its own, those without a date and those of what is over, as drafts of this meeting', () => {
    expect(
      show([
        ['own', next.key],
        ['undated', undatedMeeting],
        ['past', past],
        ['planned', 'series@google.com|20261202T030000Z'],
      ]),
    ).toEqual([
      ['own', next.key],
      ['undated', next.key],
      ['past', next.key],
    ])
  })

  it('leaves the past where the relation does not carry over, but never loses what has no meeting', () => {
    const split = 'weekly_R20261120@google.com|20261125T030000Z'
    expect(
      show(
        [
          ['past', past],
          ['undated', undatedMeeting],
          ['split', 'weekly@google.com|20261125T030000Z'],
        ],
        { isCarrying: false, meeting: { ...next, key: split } },
      ),
    ).toEqual([
      ['undated', split],
      ['split', split],
    ])
  })

  it('follows a split that gives the new series a UID of its own', () => {
    const old = '0400AAAA|20261126T030000Z'
    const meeting = { ...next, key: '0400BBBB|20261126T030000Z' }
    expect(show([['old', old]], { isCarrying: false, meeting })).toEqual([['old', meeting.key]])
    const later = { ...meeting, startMs: meeting.startMs + 3_600_000 }
    expect(show([['old', old]], { isCarrying: false, meeting: later })).toEqual([])
  })

  it('keeps what is undated for the next one once a meeting has begun', () => {
    const begun = { ...next, startMs: nowMs - 60_000 }
    expect(show([['undated', undatedMeeting]], { meeting: begun })).toEqual([
      ['undated', undatedMeeting],
    ])
  })

  it('knows from the calendar when a single event was', () => {
    const facts = factsOf('single', nowMs - 3 * dayMs)
    const remembered = [{ key: 'single@google.com|', facts, seenMs: nowMs }]
    expect(show([['single', 'single@google.com|']], { remembered })).toEqual([['single', next.key]])
    expect(show([['single', 'single@google.com|']])).toEqual([])
  })

  it('carries nothing to a meeting that is over', () => {
    const over = { key: past, startMs: null, day: null }
    expect(
      show(
        [
          ['own', past],
          ['older', 'series@google.com|20261111T030000Z'],
        ],
        { meeting: over },
      ),
    ).toEqual([['own', past]])
  })
})
