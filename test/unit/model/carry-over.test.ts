import { describe, expect, it } from 'vitest'
import type { PairView } from '../../../lib/model/agenda.ts'
import { dayInZone } from '../../../lib/model/calendar-day.ts'
import { type CarriedTopic, carryOver, keepInMind } from '../../../lib/model/carry-over.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import { findSuperseded } from '../../../lib/model/series-split.ts'
import { ann, nowMs } from '../../support/replica-world.ts'
import {
  endedMeeting,
  makeMeeting,
  makeMemo,
  makePromise,
  makeTopic,
  makeView,
  startAfter,
} from '../../support/sample-views.ts'

const next = { key: 'next|', startMs: startAfter(7), day: null }

function open(view: PairView, meeting: Parameters<typeof carryOver>[0]['meeting'] = next) {
  return carryOver({ view, meeting, nowMs })
}

function kindsOf(carried: readonly CarriedTopic[]): string[] {
  return carried.map(({ topic }) => topic.kind)
}

/** A meeting of the past with topics that wait. */
function lastTime(key = 'last|', days = -7) {
  return endedMeeting(key, days, {
    topics: [
      makeTopic(key, { kind: 'career' }),
      makeTopic(key, { kind: 'work', talkedMs: nowMs }),
      makeTopic(key, { kind: 'policy', isRemoved: true }),
    ],
  })
}

describe('what carries over', () => {
  it('is every topic that was neither talked about nor removed, with its id and where it comes from', () => {
    const carried = open(makeView([lastTime()]))
    expect(carried.topics).toEqual([
      {
        pairId: expect.any(String),
        topic: expect.objectContaining({ id: `y2026/last|/${ann}/career` }),
        from: 'last|',
        fromDay: '2026-11-13',
        isCalledOff: false,
      },
    ])
    expect(carried).toMatchObject({ resting: [], planned: [] })
  })

  it('survives a moved meeting: the key stays, whatever its date is now', () => {
    const view = makeView([lastTime('last|', -2)])
    expect(kindsOf(open(view).topics)).toEqual(['career'])
    // Moved into the future instead: it is still before us, so its topics stay with it.
    const moved = makeView([makeMeeting('last|', 3, { topics: [makeTopic('last|')] })])
    expect(kindsOf(open(moved).topics)).toEqual([])
    expect(kindsOf(open(moved).planned)).toEqual(['work'])
  })

  it('survives a skipped meeting that nobody ended', () => {
    const skipped = makeMeeting('skipped|', -1, {
      topics: [makeTopic('skipped|', { kind: 'growth' })],
    })
    const carried = open(makeView([lastTime(), skipped]))
    // The last meeting first.
    expect(kindsOf(carried.topics)).toEqual(['growth', 'career'])
  })

  it('survives a cancelled meeting, also one that was still to come', () => {
    const topics = [makeTopic('off|', { kind: 'growth' })]
    const off = makeMeeting('off|', 30, { topics, isCalledOff: true })
    expect(kindsOf(open(makeView([off])).topics)).toEqual(['growth'])
    const on = makeMeeting('off|', 30, { topics })
    expect(kindsOf(open(makeView([on])).topics)).toEqual([])
  })

  it('survives a series split by "this and following"', () => {
    const old = makeMeeting('abc@google.com|20261211T010000Z', 21, {
      topics: [makeTopic('abc@google.com|20261211T010000Z', { kind: 'growth' })],
    })
    const kept = makeMeeting('abc@google.com|20261127T010000Z', 7, {
      topics: [makeTopic('abc@google.com|20261127T010000Z', { kind: 'policy' })],
    })
    const branch = {
      key: 'abc_R20261204T013000@google.com|20261211T013000Z',
      startMs: startAfter(21),
      day: null,
    }
    const carried = open(makeView([old, kept]), branch)
    expect(kindsOf(carried.topics)).toEqual(['growth'])
    expect(kindsOf(carried.planned)).toEqual(['policy'])
  })

  it('survives a new series and another organizer: the key means nothing, the pair carries', () => {
    const view = makeView([lastTime('abc@google.com|20261113T010000Z')])
    const other = { key: '0400uid@outlook.example|', startMs: startAfter(1), day: null }
    expect(kindsOf(open(view, other).topics)).toEqual(['career'])
  })

  it('survives a split that gives the new series a UID of its own, as Outlook does', () => {
    const [old, branch] = ['0400AAAA|20261211T010000Z', '0400BBBB|20261211T010000Z']
    const prepared = makeMeeting(old, 21, { topics: [makeTopic(old, { kind: 'growth' })] })
    // The one of the week after is another one, and waits for its own day.
    const later = '0400AAAA|20261218T010000Z'
    const view = makeView([
      prepared,
      makeMeeting(later, 28, { topics: [makeTopic(later, { kind: 'policy' })] }),
    ])
    const carried = open(view, { key: branch, startMs: startAfter(21), day: null })
    expect(kindsOf(carried.topics)).toEqual(['growth'])
    expect(kindsOf(carried.planned)).toEqual(['policy'])
    // Two on one day are two.
    const sameDay = { key: branch, startMs: startAfter(21) + 3_600_000, day: null }
    expect(kindsOf(open(view, sameDay).topics)).toEqual([])
    // A day alone tells no moment.
    const byDay = { key: 'day|2026-12-11', startMs: null, day: '2026-12-11' }
    expect(kindsOf(open(view, byDay).topics)).toEqual([])
  })

  it('takes a day for over once it is over here, where no hour is known', () => {
    const source = (day: string) => ({
      ...makeMeeting(`day|${day}`, null, { topics: [makeTopic(`day|${day}`)] }),
      day,
    })
    const today = dayInZone(nowMs)
    const [yesterday, tomorrow] = [-1, 1].map((days) => dayInZone(nowMs + days * 86_400_000))
    const on = (day = '') => ({ key: `day|${day}`, startMs: null, day })
    const view = makeView([source(yesterday ?? '')])
    // Moved from yesterday to today: all that was prepared comes along.
    expect(kindsOf(open(view, on(today)).topics)).toEqual(['work'])
    expect(kindsOf(open(view, on(tomorrow)).topics)).toEqual(['work'])
    const early = open(makeView([source(today)]), on(tomorrow))
    expect(kindsOf(early.topics)).toEqual([])
    expect(kindsOf(early.planned)).toEqual(['work'])
  })

  it('survives early preparation: what the last one leaves arrives although the next one has topics', () => {
    const early = makeMeeting('next|', 7, { topics: [makeTopic('next|', { kind: 'growth' })] })
    const before = makeView([
      early,
      makeMeeting('last|', 1, { topics: [makeTopic('last|', { kind: 'career' })] }),
    ])
    expect(kindsOf(open(before).topics)).toEqual([])
    const after = makeView([early, lastTime()])
    expect(kindsOf(open(after).topics)).toEqual(['career'])
  })

  it('survives New Year', () => {
    const december = makeMeeting('x@google.com|20261228T010000Z', null, {
      topics: [makeTopic('x@google.com|20261228T010000Z')],
    })
    const january = { key: 'x@google.com|20270104T010000Z', startMs: null, day: null }
    const opened = carryOver({
      view: makeView([december]),
      meeting: january,
      nowMs: Date.UTC(2027, 0, 3),
    })
    expect(kindsOf(opened.topics)).toEqual(['work'])
  })

  it('lets what waits without a date join the next event found, and its own place have it till then', () => {
    const waiting = makeMeeting(undatedMeeting, null, { topics: [makeTopic(undatedMeeting)] })
    const view = makeView([waiting, lastTime()])
    expect(open(view).topics.map(({ from }) => from)).toEqual(['last|', null])
    const undated = { key: undatedMeeting, startMs: null, day: null }
    expect(kindsOf(open(view, undated).topics)).toEqual(['career'])
  })

  it('begins afresh where the relation broadens, and says what rests', () => {
    const topics = [makeTopic('off|', { kind: 'growth' })]
    const waiting = makeMeeting(undatedMeeting, null, {
      topics: [makeTopic(undatedMeeting, { kind: 'policy' })],
    })
    const meetings = [lastTime(), waiting, makeMeeting('off|', 30, { topics, isCalledOff: true })]
    const diagonal = open(makeView(meetings, { relation: 'diagonal' }))
    expect(kindsOf(diagonal.resting)).toEqual(['career'])
    // Never begun, so there is no thread to cut.
    expect(kindsOf(diagonal.topics)).toEqual(['growth', 'policy'])
    for (const period of [{ isCarrying: true }, { axis: 'deepen' as const }]) {
      const chosen = open(makeView([lastTime()], { relation: 'diagonal', period }))
      expect(kindsOf(chosen.topics)).toEqual(['career'])
    }
    for (const period of [{ isCarrying: false }, { axis: 'broaden' as const }]) {
      const chosen = open(makeView([lastTime()], { relation: 'mentor', period }))
      expect(kindsOf(chosen.topics)).toEqual([])
    }
  })

  it('carries nothing over in a relation that is closed, and keeps it at hand', () => {
    const period = { closed: { atMs: nowMs, by: ann } }
    const carried = open(makeView([lastTime()], { relation: 'mentor', period }))
    expect(kindsOf(carried.topics)).toEqual([])
    expect(kindsOf(carried.resting)).toEqual(['career'])
  })

  it('carries nothing to a meeting that is over', () => {
    const view = makeView([lastTime('before|', -14), lastTime('last|', -7)])
    const last = { key: 'last|', startMs: startAfter(-7), day: null }
    expect(open(view, last)).toMatchObject({ topics: [], planned: [] })
  })

  it('ends whole with a clock that is years behind: an ended meeting is over all the same', () => {
    const behindMs = nowMs - 5 * 365 * 24 * 3600 * 1000
    const carried = carryOver({ view: makeView([lastTime()]), meeting: next, nowMs: behindMs })
    expect(kindsOf(carried.topics)).toEqual(['career'])
  })

  it('takes an event that lost its second guest for what it is: over, or called off', () => {
    const lost = makeMeeting('lost|', -1, { topics: [makeTopic('lost|')] })
    expect(kindsOf(open(makeView([lost])).topics)).toEqual(['work'])
    const coming = makeMeeting('lost|', 3, { topics: [makeTopic('lost|')] })
    expect(kindsOf(open(makeView([coming])).planned)).toEqual(['work'])
    expect(kindsOf(open(makeView([{ ...coming, isCalledOff: true }])).topics)).toEqual(['work'])
  })

  it('offers topics of a meeting of which no time is known, rather than hiding them', () => {
    const unknown = makeMeeting('gone|', null, { topics: [makeTopic('gone|')] })
    expect(kindsOf(open(makeView([unknown])).planned)).toEqual(['work'])
  })

  it('joins the documents of two addresses of one person, each topic with its document', () => {
    const other = makeView([lastTime('other|', -3)], { pairId: 'f'.repeat(32) })
    const carried = carryOver({
      view: makeView([lastTime()]),
      elsewhere: [other],
      meeting: next,
      nowMs,
    })
    expect(carried.topics.map(({ pairId, from }) => [pairId.slice(0, 2), from])).toEqual([
      ['ff', 'other|'],
      ['01', 'last|'],
    ])
  })
})

describe('what to keep in mind', () => {
  const keep = (key: string, text: string) => [makeMemo(key, { kind: 'keep', text })]

  it('comes from the latest 1-on-1 the two had, and stays over skipped and cancelled ones', () => {
    const view = makeView([
      endedMeeting('a|', -14, { memos: keep('a|', 'old') }),
      endedMeeting('b|', -7, {
        memos: [
          ...keep('b|', 'listen first'),
          makeMemo('b|', { id: 'p', text: 'a point' }),
          makeMemo('b|', { id: 'r', kind: 'keep', text: 'removed', isRemoved: true }),
          makeMemo('b|', { id: 'e', kind: 'keep', text: '  ' }),
        ],
      }),
      makeMeeting('skipped|', -3, { topics: [makeTopic('skipped|')] }),
      endedMeeting('off|', -2, { isCalledOff: true }),
    ])
    expect(keepInMind([view], nowMs).map(({ text }) => text)).toEqual(['listen first'])
    expect(open(view).keep.map(({ text }) => text)).toEqual(['listen first'])
  })

  it('is taken over by the next 1-on-1 they have, also when that leaves nothing', () => {
    const view = makeView([
      endedMeeting('a|', -14, { memos: keep('a|', 'old') }),
      endedMeeting('b|', -7),
    ])
    expect(keepInMind([view], nowMs)).toEqual([])
  })

  it('stays in view during the next 1-on-1 and after it shows what was in mind then', () => {
    const view = makeView([
      endedMeeting('a|', -7, { memos: keep('a|', 'old') }),
      makeMeeting('now|', 0, { memos: keep('now|', 'new') }),
    ])
    const now = { key: 'now|', startMs: startAfter(0), day: null }
    expect(open(view, now).keep.map(({ text }) => text)).toEqual(['old'])
    const later = { view, meeting: now, nowMs: startAfter(2) }
    expect(carryOver(later).keep.map(({ text }) => text)).toEqual(['old'])
    expect(keepInMind([view], startAfter(2)).map(({ text }) => text)).toEqual(['new'])
  })

  it('stands in a relation that broadens: writing it down is a wish of its own', () => {
    const view = makeView([endedMeeting('a|', -7, { memos: keep('a|', 'x') })], {
      relation: 'diagonal',
    })
    expect(open(view).keep).toHaveLength(1)
  })
})

describe('open promises', () => {
  it('come along whatever the relation, those of all documents in one calm order', () => {
    const view = makeView([], {
      relation: 'diagonal',
      promises: [
        makePromise('b', { dueDay: '2026-12-01' }),
        makePromise('a'),
        makePromise('done', { isDone: true }),
      ],
    })
    const other = makeView([], { promises: [makePromise('c', { dueDay: '2026-11-01' })] })
    const carried = carryOver({ view, elsewhere: [other], meeting: next, nowMs })
    expect(carried.promises.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })
})

describe('a split series', () => {
  const first = 'abc@google.com|'
  const second = 'abc_R20261204T010000@google.com|'
  const third = 'abc_R20270101@google.com|'

  it('hands over the occurrences from the split on, branch by branch', () => {
    const keys = [
      `${first}20261127T010000Z`,
      `${first}20261204T010000Z`,
      `${first}20270108T010000Z`,
      `${second}20261211T010000Z`,
      `${second}20270108T010000Z`,
      `${third}20270108`,
      'abc@google.com|',
      'other@google.com|20270108T010000Z',
      'other@example.com|20270108T010000Z',
      undatedMeeting,
    ]
    expect([...findSuperseded(keys)].sort()).toEqual(
      [`${first}20261204T010000Z`, `${first}20270108T010000Z`, `${second}20270108T010000Z`].sort(),
    )
  })

  it('stays fast for keys made to be slow', () => {
    const keys = [
      `${'@'.repeat(100_000)}x`,
      ...Array.from({ length: 5000 }, (_, at) => `s_R${20_000_000 + at}@g|${30_000_000 + at}`),
    ]
    expect(findSuperseded(keys).size).toBe(4999)
  })
})
