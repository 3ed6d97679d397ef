import { describe, expect, it } from 'vitest'
import { removeTopic, setNote } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic, shareDraft, topicIdFor } from '../../../lib/document/edits/pick-topic.ts'
import type { Replica } from '../../../lib/document/types.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'
import {
  ann,
  ben,
  countUpdates,
  meeting,
  nowMs,
  pairId,
  replicaAs,
  syncAll,
  topicsOf,
  unwrap,
} from '../../support/replica-world.ts'

function pick(replica: Replica, kind: TopicKind, owner = ann, suffix: string | null = null) {
  return unwrap(pickTopic(replica, { meeting, owner, kind, suffix, nowMs })).topicId
}

function topicIn(replica: Replica, id: string) {
  const topic = topicsOf(replica.read()).get(id)
  if (topic === undefined) throw new Error(`no topic ${id}`)
  return topic
}

describe('picking a topic', () => {
  it('makes a topic with a deterministic id in the segment of its year', () => {
    const replica = replicaAs(1)
    const id = pick(replica, 'career')
    expect(id).toBe(`y2026/event1@google.com|20261120T010000Z/${ann}/career`)
    expect(topicIn(replica, id)).toEqual({
      id,
      meeting: meeting.key,
      madeFor: meeting.key,
      owner: ann,
      kind: 'career',
      title: '',
      response: null,
      responseNote: '',
      note: '',
      order: 'a0',
      isRemoved: false,
      talkedMs: null,
      createdMs: nowMs,
    })
  })

  it('is one transaction, and picking again changes nothing', () => {
    const replica = replicaAs(1)
    expect(countUpdates(replica, () => pick(replica, 'work'))).toBe(1)
    expect(countUpdates(replica, () => pick(replica, 'work'))).toBe(0)
  })

  it('merges the same kind picked on two devices of one person', () => {
    const phone = replicaAs(1)
    const laptop = replicaAs(2)
    const id = pick(phone, 'work')
    expect(pick(laptop, 'work')).toBe(id)
    setNote(phone, id, 'phone')
    setNote(laptop, id, 'laptop')
    syncAll(phone, laptop)
    expect(topicsOf(phone.read()).size).toBe(1)
    expect(topicIn(phone, id).note).toContain('phone')
    expect(topicIn(phone, id).note).toContain('laptop')
    expect(phone.read()).toEqual(laptop.read())
  })

  it('keeps two topics when two people pick the same kind', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    pick(a, 'work', ann)
    pick(b, 'work', ben)
    syncAll(a, b)
    expect([...topicsOf(a.read()).values()].map(({ owner }) => owner)).toEqual([ann, ben])
  })

  it('tells custom topics apart by their suffix', () => {
    const replica = replicaAs(1)
    const first = unwrap(
      pickTopic(replica, {
        meeting,
        owner: ann,
        kind: 'custom',
        suffix: 'x1',
        nowMs,
        title: '予算',
      }),
    ).topicId
    const second = pick(replica, 'custom', ann, 'x2')
    expect(first).not.toBe(second)
    expect(topicIn(replica, first).title).toBe('予算')
  })

  it('refuses a custom topic without a suffix and an owner that is no member id', () => {
    const replica = replicaAs(1)
    const choice = { meeting, owner: ann, kind: 'custom' as const, suffix: null, nowMs }
    expect(pickTopic(replica, choice)).toEqual({ ok: false, error: 'missing' })
    expect(pickTopic(replica, { ...choice, kind: 'work', owner: '../x' }).ok).toBe(false)
    expect(replica.read().meetings).toEqual([])
  })

  it('puts a removed topic back with its words when it is picked again', () => {
    const replica = replicaAs(1)
    const id = pick(replica, 'growth')
    setNote(replica, id, 'words')
    removeTopic(replica, id)
    expect(topicIn(replica, id).isRemoved).toBe(true)
    expect(pick(replica, 'growth')).toBe(id)
    expect(topicIn(replica, id)).toMatchObject({ isRemoved: false, note: 'words' })
  })

  it('finds the standing topic when this device would now choose another segment', () => {
    const replica = replicaAs(1)
    const undated = { key: 'moved|', startMs: null, day: null }
    const choice = { meeting: undated, owner: ann, kind: 'work' as const, suffix: null, nowMs }
    const id = unwrap(pickTopic(replica, choice)).topicId
    const nextYear = { ...choice, nowMs: Date.UTC(2027, 1, 1) }
    expect(topicIdFor(replica, nextYear)).toBe(id)
  })

  it('keeps an iCalendar UID with slashes and percent signs', () => {
    const replica = replicaAs(1)
    const odd = { key: 'a/b%2F c|', startMs: nowMs, day: null }
    unwrap(pickTopic(replica, { meeting: odd, owner: ann, kind: 'work', suffix: null, nowMs }))
    expect(replica.read().meetings.map(({ key }) => key)).toEqual([odd.key])
  })

  it('shares a draft under the id it had', () => {
    const replica = replicaAs(1)
    const choice = { meeting, owner: ann, kind: 'wellbeing' as const, suffix: null, nowMs }
    const id = topicIdFor(replica, choice)
    const draft = {
      id,
      pairId,
      meeting: meeting.key,
      kind: 'wellbeing' as const,
      title: '',
      response: 'listen' as const,
      responseNote: '',
      note: '眠れない',
      order: 'a3',
      createdMs: nowMs,
      updatedMs: nowMs + 5,
    }
    expect(countUpdates(replica, () => shareDraft(replica, draft))).toBe(1)
    expect(countUpdates(replica, () => shareDraft(replica, draft))).toBe(0)
    expect(topicIn(replica, id)).toMatchObject({
      response: 'listen',
      note: '眠れない',
      order: 'a3',
    })
    shareDraft(replica, { ...draft, note: 'さらに' })
    expect(topicIn(replica, id).note).toBe('眠れない\nさらに')
  })
})
