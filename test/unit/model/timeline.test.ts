import { describe, expect, it } from 'vitest'
import { capList } from '../../../lib/model/cap-list.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import { timelineOf } from '../../../lib/model/timeline.ts'
import {
  endedMeeting,
  makeMeeting,
  makePromise,
  makeTopic,
  makeView,
} from '../../support/sample-views.ts'

describe('the timeline of a partner', () => {
  it('is one line over all documents: what waits, then the latest, and so back', () => {
    const view = makeView(
      [
        endedMeeting('a|', -7),
        makeMeeting('b|', 7),
        makeMeeting(undatedMeeting, null, { topics: [makeTopic(undatedMeeting)] }),
        makeMeeting('unknown|', null),
      ],
      {
        promises: [
          makePromise('made', { meeting: 'a|' }),
          makePromise('gone', { meeting: 'not-loaded|' }),
          makePromise('between'),
          makePromise('removed', { meeting: 'a|', isRemoved: true }),
        ],
      },
    )
    const other = makeView([endedMeeting('c|', -3)], { pairId: 'f'.repeat(32) })
    const { entries, otherPromises } = timelineOf([view, other])
    expect(entries.map(({ meeting, day }) => [meeting.key, day])).toEqual([
      [undatedMeeting, null],
      ['unknown|', null],
      ['b|', '2026-11-27'],
      ['c|', '2026-11-17'],
      ['a|', '2026-11-13'],
    ])
    expect(entries.at(-1)?.promises.map(({ id }) => id)).toEqual(['made'])
    expect(otherPromises.map(({ id }) => id)).toEqual(['between', 'gone'])
  })
})

describe('a capped list', () => {
  it('shows the first and counts the rest', () => {
    expect(capList([1, 2, 3], 2)).toEqual({ shown: [1, 2], hiddenCount: 1 })
    expect(capList([1], 2)).toEqual({ shown: [1], hiddenCount: 0 })
    expect(capList(Array.from({ length: 10_000 }, () => 0))).toMatchObject({ hiddenCount: 9800 })
  })
})
