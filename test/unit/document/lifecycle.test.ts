import { describe, expect, it } from 'vitest'
import {
  callOffMeeting,
  endMeeting,
  reopenMeeting,
} from '../../../lib/document/edits/edit-lifecycle.ts'
import { describeMeeting } from '../../../lib/document/edits/edit-meeting.ts'
import { removeTopic, setNote } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic, topicIdFor } from '../../../lib/document/edits/pick-topic.ts'
import { markTalked, placeTopic, unmarkTalked } from '../../../lib/document/edits/place-topic.ts'
import type { Replica } from '../../../lib/document/types.ts'
import { carryOver } from '../../../lib/model/carry-over.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import { stageOf } from '../../../lib/model/meeting-stage.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'
import { moveTopic } from '../../support/move-topic.ts'
import {
  ann,
  ben,
  countUpdates,
  meeting,
  nowMs,
  replicaAs,
  syncAll,
  topicsOf,
  unwrap,
} from '../../support/replica-world.ts'

const week = 7 * 24 * 3600 * 1000
const next = {
  key: 'event1@google.com|20261127T010000Z',
  startMs: nowMs + week,
  day: '2026-11-27',
}
const undated = { key: undatedMeeting, startMs: null, day: null }

function pick(replica: Replica, kind: TopicKind, place: typeof undated | typeof next = meeting) {
  const choice = { meeting: place, owner: ann, kind, suffix: null, nowMs }
  return unwrap(pickTopic(replica, choice)).topicId
}

function meetingOf(replica: Replica, key = meeting.key) {
  return replica.read().meetings.find((one) => one.key === key)
}

function topic(replica: Replica, id: string) {
  return topicsOf(replica.read()).get(id)
}

describe('ending a 1-on-1', () => {
  it('works when only one of the two ends it, and can be taken back by either', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    pick(a, 'work')
    expect(endMeeting(a, meeting, ann, nowMs + 5).ok).toBe(true)
    syncAll(a, b)
    const ended = meetingOf(b)
    expect(ended?.ended).toEqual([{ member: ann, atMs: nowMs + 5 }])
    expect(ended === undefined ? null : stageOf(ended, nowMs)).toBe('ended')
    reopenMeeting(b, meeting.key)
    syncAll(a, b)
    expect(meetingOf(a)?.ended).toEqual([])
  })

  it('by both at once is one ending; one who ends it again while the other reopens wins', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    endMeeting(a, meeting, ann, nowMs)
    endMeeting(b, meeting, ben, nowMs + 1)
    syncAll(a, b)
    expect(meetingOf(a)?.ended.map(({ member }) => member)).toEqual([ann, ben])
    reopenMeeting(a, meeting.key)
    reopenMeeting(b, meeting.key)
    endMeeting(b, meeting, ben, nowMs + 2)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(meetingOf(a)?.ended).toEqual([{ member: ben, atMs: nowMs + 2 }])
  })

  it('D7-clock-skew: counts whatever the clock of who ended it says', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    endMeeting(a, meeting, ann, Date.UTC(1999, 0, 1))
    syncAll(a, b)
    const ended = meetingOf(b)
    expect(ended === undefined ? null : stageOf(ended, nowMs - week)).toBe('ended')
  })

  it('is refused for what has no date, and for nobody', () => {
    const replica = replicaAs(1)
    expect(endMeeting(replica, undated, ann, nowMs)).toEqual({ ok: false, error: 'missing' })
    expect(endMeeting(replica, meeting, '__proto__', nowMs).ok).toBe(false)
    expect(replica.read().meetings).toEqual([])
  })

  it('that does not take place is said and taken back, in one register', () => {
    const replica = replicaAs(1)
    pick(replica, 'work')
    expect(countUpdates(replica, () => callOffMeeting(replica, meeting, true, nowMs))).toBe(1)
    expect(countUpdates(replica, () => callOffMeeting(replica, meeting, true, nowMs))).toBe(0)
    expect(meetingOf(replica)?.isCalledOff).toBe(true)
    callOffMeeting(replica, meeting, false, nowMs)
    expect(meetingOf(replica)?.isCalledOff).toBe(false)
  })
})

describe('a topic', () => {
  it('talked about belongs to that 1-on-1, and waits again when the mark is taken back', () => {
    const replica = replicaAs(1)
    const id = pick(replica, 'career')
    markTalked(replica, id, next, nowMs + 9)
    expect(topic(replica, id)).toMatchObject({
      meeting: next.key,
      madeFor: meeting.key,
      talkedMs: nowMs + 9,
    })
    expect(meetingOf(replica, next.key)?.startMs).toBe(next.startMs)
    expect(countUpdates(replica, () => markTalked(replica, id, next, nowMs + 99))).toBe(0)
    unmarkTalked(replica, id)
    expect(topic(replica, id)).toMatchObject({ meeting: meeting.key, talkedMs: null })
  })

  it('ticked off by both at once has been talked about once', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = pick(a, 'career')
    syncAll(a, b)
    markTalked(a, id, meeting, nowMs)
    markTalked(b, id, next, nowMs + 1)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect([meeting.key, next.key]).toContain(topic(a, id)?.meeting)
    expect(topicsOf(a.read()).size).toBe(1)
  })

  it('goes to another 1-on-1 with its id and words, on top of the list there, and back', () => {
    const replica = replicaAs(1)
    const id = pick(replica, 'career')
    setNote(replica, id, 'words')
    const other = pick(replica, 'work', next)
    expect(placeTopic(replica, id, next, nowMs).ok).toBe(true)
    expect(meetingOf(replica, next.key)?.topics.map((one) => one.id)).toEqual([id, other])
    expect(topic(replica, id)).toMatchObject({ note: 'words', madeFor: meeting.key })
    moveTopic(replica, id, 'down')
    expect(meetingOf(replica, next.key)?.topics.map((one) => one.id)).toEqual([other, id])
    placeTopic(replica, id, null, nowMs)
    expect(topic(replica, id)?.meeting).toBe(meeting.key)
    expect(countUpdates(replica, () => placeTopic(replica, id, null, nowMs))).toBe(0)
  })

  it('moved on two devices at once is one topic in one place, with the words of both', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = pick(a, 'career')
    setNote(a, id, 'base')
    syncAll(a, b)
    placeTopic(a, id, next, nowMs)
    setNote(a, id, 'base, from Ann')
    placeTopic(b, id, undated, nowMs)
    setNote(b, id, 'from Ben: base')
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(topicsOf(a.read()).size).toBe(1)
    expect(topic(a, id)?.note).toBe('from Ben: base, from Ann')
    expect([next.key, undatedMeeting]).toContain(topic(a, id)?.meeting)
  })

  it('removed by one while the other moves it stays removed, and moved when it comes back', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = pick(a, 'career')
    syncAll(a, b)
    removeTopic(a, id)
    placeTopic(b, id, next, nowMs)
    syncAll(a, b)
    expect(topic(a, id)).toMatchObject({ isRemoved: true, meeting: next.key })
  })

  it('that has gone on leaves room for a new one of its kind, counted and not drawn', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = pick(a, 'career', undated)
    expect(id).toBe(`core/undated|/${ann}/career`)
    markTalked(a, id, next, nowMs)
    syncAll(a, b)
    const second = pick(a, 'career', undated)
    expect(second).toBe(`core/undated|/${ann}/career.g2`)
    setNote(a, second, 'phone')
    expect(pick(b, 'career', undated)).toBe(second)
    setNote(b, second, 'laptop')
    syncAll(a, b)
    expect(topic(a, second)?.note).toMatch(/phone.*laptop|laptop.*phone/)
    // Standing again in its own place, the first is the one that is meant, then the newer.
    expect(pick(a, 'career', undated)).toBe(second)
    unmarkTalked(a, id)
    removeTopic(a, second)
    expect(pick(a, 'career', undated)).toBe(id)
  })

  it('brought to a 1-on-1 is the one that picking its kind means there', () => {
    const replica = replicaAs(1)
    const id = pick(replica, 'career')
    placeTopic(replica, id, next, nowMs)
    expect(pick(replica, 'career', next)).toBe(id)
    expect(topicIdFor(replica, { meeting, owner: ann, kind: 'career', suffix: null, nowMs })).toBe(
      `${id}.g2`,
    )
  })

  it('that is not there cannot be ticked off or moved', () => {
    const replica = replicaAs(1)
    const id = `y2026/m|/${ann}/work`
    const missing = { ok: false, error: 'missing' }
    expect(markTalked(replica, id, meeting, nowMs)).toEqual(missing)
    expect(unmarkTalked(replica, 'odd')).toEqual(missing)
    expect(placeTopic(replica, id, next, nowMs)).toEqual(missing)
    expect(replica.read().meetings).toEqual([])
  })
})

describe('from one 1-on-1 to the next', () => {
  it('what was not talked about waits, on both devices alike, and nothing is written for it', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const [talked, waiting] = [pick(a, 'work'), pick(a, 'career')]
    const later = pick(b, 'growth', undated)
    syncAll(a, b)
    markTalked(b, talked, meeting, nowMs)
    endMeeting(b, meeting, ben, nowMs)
    syncAll(a, b)
    for (const replica of [a, b]) {
      const updates = countUpdates(replica, () => {
        const carried = carryOver({ view: replica.read(), meeting: next, nowMs: nowMs + 1 })
        expect(carried.topics.map((one) => one.topic.id)).toEqual([waiting, later])
      })
      expect(updates).toBe(0)
    }
    placeTopic(a, waiting, next, nowMs)
    placeTopic(b, waiting, next, nowMs)
    syncAll(a, b)
    const carried = carryOver({ view: a.read(), meeting: next, nowMs: nowMs + 1 })
    expect(carried.topics.map((one) => one.topic.id)).toEqual([later])
    expect(meetingOf(a, next.key)?.topics.map((one) => one.id)).toEqual([waiting])
  })

  it('survives New Year: what waits without a date is in core, and both years are read', () => {
    const replica = replicaAs(1)
    const december = { key: 'x@g|20261229T010000Z', startMs: null, day: null }
    const id = pick(replica, 'work', december)
    const waiting = pick(replica, 'growth', undated)
    const january = { key: 'x@g|20270105T010000Z', startMs: null, day: null }
    pick(replica, 'policy', january)
    expect(replica.segments().sort()).toEqual(['core', 'y2026', 'y2027'])
    const carried = carryOver({
      view: replica.read(),
      meeting: january,
      nowMs: Date.UTC(2027, 0, 4),
    })
    expect(carried.topics.map((one) => one.topic.id)).toEqual([id, waiting])
  })

  it('a single event moved across New Year and back is one meeting with one start', () => {
    const replica = replicaAs(1)
    const other = replicaAs(2)
    const at = (startMs: number) => ({ key: 'single@g|', startMs, day: null })
    const [december, january] = [Date.UTC(2026, 11, 30), Date.UTC(2027, 0, 5)]
    pick(replica, 'work', { ...at(december), day: '2026-12-30' })
    endMeeting(replica, at(january), ann, nowMs)
    expect(replica.segments().sort()).toEqual(['y2026', 'y2027'])
    expect(meetingOf(replica, 'single@g|')?.startMs).toBe(january)
    describeMeeting(replica, at(december), nowMs)
    syncAll(replica, other)
    for (const one of [replica, other]) {
      expect(meetingOf(one, 'single@g|')).toMatchObject({ startMs: december })
      expect(meetingOf(one, 'single@g|')?.topics).toHaveLength(1)
      expect(meetingOf(one, 'single@g|')?.ended).toHaveLength(1)
    }
  })
})
