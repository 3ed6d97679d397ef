import { describe, expect, it } from 'vitest'
import { limits } from '../../../lib/base/limits.ts'
import { diffText } from '../../../lib/base/text-diff.ts'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import { describeMeeting, markSeen } from '../../../lib/document/edits/edit-meeting.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import {
  removeTopic,
  restoreTopic,
  setNote,
  setResponse,
  setResponseNote,
  setTitle,
} from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic, shareDraft, topicIdFor } from '../../../lib/document/edits/pick-topic.ts'
import type { Replica } from '../../../lib/document/types.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'
import { moveTopic } from '../../support/move-topic.ts'
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

describe('editing a topic', () => {
  it('sets and takes back title, response and response note', () => {
    const replica = replicaAs(1)
    const id = pick(replica, 'custom', ann, 's')
    setTitle(replica, id, 'T')
    setResponse(replica, id, 'other')
    setResponseNote(replica, id, 'line')
    expect(topicIn(replica, id)).toMatchObject({
      title: 'T',
      response: 'other',
      responseNote: 'line',
    })
    setResponse(replica, id, null)
    setResponseNote(replica, id, '')
    expect(topicIn(replica, id)).toMatchObject({ response: null, responseNote: '' })
  })

  it('refuses words beyond the limits and changes nothing', () => {
    const replica = replicaAs(1)
    const id = pick(replica, 'work')
    const long = 'x'.repeat(limits.textLength + 1)
    const line = 'x'.repeat(limits.lineLength + 1)
    const count = countUpdates(replica, () => {
      expect(setNote(replica, id, long)).toEqual({ ok: false, error: 'text/too-long' })
      expect(setTitle(replica, id, line)).toEqual({ ok: false, error: 'text/too-long' })
      expect(setResponseNote(replica, id, line)).toEqual({ ok: false, error: 'text/too-long' })
    })
    expect(count).toBe(0)
  })

  it('lets a note that a merge made too long be shortened', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = pick(a, 'work')
    syncAll(a, b)
    setNote(a, id, 'a'.repeat(15_000))
    setNote(b, id, 'b'.repeat(15_000))
    syncAll(a, b)
    const merged = topicIn(a, id).note
    expect(merged.length).toBe(30_000)
    expect(setNote(a, id, merged.slice(1)).ok).toBe(true)
    expect(setNote(a, id, merged).ok).toBe(false)
  })

  it('says missing for a topic that is not there', () => {
    const replica = replicaAs(1)
    const id = `y2026/k|/${ann}/work`
    for (const outcome of [
      setNote(replica, id, 'x'),
      setTitle(replica, 'nonsense', 'x'),
      setResponse(replica, '__proto__', 'view'),
      removeTopic(replica, id),
      restoreTopic(replica, id),
    ]) {
      expect(outcome).toEqual({ ok: false, error: 'missing' })
    }
    expect(replica.read().meetings).toEqual([])
  })

  it('writes nothing when a value is set to what it is', () => {
    const replica = replicaAs(1)
    const id = pick(replica, 'work')
    setResponse(replica, id, 'view')
    setNote(replica, id, 'n')
    const count = countUpdates(replica, () => {
      setResponse(replica, id, 'view')
      setNote(replica, id, 'n')
      restoreTopic(replica, id)
      setResponseNote(replica, id, '')
    })
    expect(count).toBe(0)
  })

  it('makes one update per touched segment of a transaction, new segments included', () => {
    const replica = replicaAs(1)
    const seen: string[] = []
    replica.onUpdate((segment, _update, origin) => seen.push(`${segment} ${origin}`))
    replica.transact('panel', () => {
      const id = pick(replica, 'work')
      setNote(replica, id, 'n')
      changePeriod(replica, { kind: 'mentor' })
      setResponse(replica, id, 'view')
    })
    expect(seen).toEqual(['y2026 panel', 'core panel'])
  })
})

describe('the note', () => {
  it.each([
    ['abc', 'abXc', { index: 2, removeCount: 0, insert: 'X' }],
    ['abc', 'ac', { index: 1, removeCount: 1, insert: '' }],
    ['aaa', 'aaaa', { index: 3, removeCount: 0, insert: 'a' }],
    ['', 'x', { index: 0, removeCount: 0, insert: 'x' }],
    ['same', 'same', null],
    ['😀', '😁', { index: 0, removeCount: 2, insert: '😁' }],
    ['a😀b', 'a😀😀b', { index: 3, removeCount: 0, insert: '😀' }],
    // Same low surrogate, other high one: the tail must not be cut inside the pair.
    ['x\u{1F600}', 'x\u{1FA00}', { index: 1, removeCount: 2, insert: '\u{1FA00}' }],
  ])('turns %j into %j by the smallest replacement', (before, after, change) => {
    expect(diffText(before, after)).toEqual(change)
  })

  it('merges two people typing in one note letter by letter', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const id = pick(a, 'work')
    setNote(a, id, 'one two')
    syncAll(a, b)
    setNote(a, id, 'one and two')
    setNote(b, id, 'one two three')
    syncAll(a, b)
    expect(topicIn(a, id).note).toBe('one and two three')
    expect(topicIn(b, id).note).toBe('one and two three')
  })
})

describe('moving a topic', () => {
  function kindsOf(replica: Replica) {
    return replica
      .read()
      .meetings.flatMap(({ topics }) => topics)
      .filter(({ isRemoved }) => !isRemoved)
      .map(({ kind }) => kind)
  }

  it("moves up and down among the owner's topics and stops at the ends", () => {
    const replica = replicaAs(1)
    const [work, , policy] = [
      pick(replica, 'work'),
      pick(replica, 'growth'),
      pick(replica, 'policy'),
    ]
    moveTopic(replica, policy, 'up')
    expect(kindsOf(replica)).toEqual(['work', 'policy', 'growth'])
    moveTopic(replica, work, 'down')
    expect(kindsOf(replica)).toEqual(['policy', 'work', 'growth'])
    moveTopic(replica, policy, 'up')
    expect(kindsOf(replica)).toEqual(['policy', 'work', 'growth'])
  })

  it('passes over removed topics', () => {
    const replica = replicaAs(1)
    const [work, growth] = [pick(replica, 'work'), pick(replica, 'growth')]
    const policy = pick(replica, 'policy')
    removeTopic(replica, growth)
    moveTopic(replica, policy, 'up')
    expect(kindsOf(replica)).toEqual(['policy', 'work'])
    moveTopic(replica, work, 'up')
    expect(kindsOf(replica)).toEqual(['work', 'policy'])
  })

  it('finds room where two devices chose the same sort key', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    pick(a, 'work')
    pick(b, 'growth')
    pick(b, 'policy')
    syncAll(a, b)
    const before = kindsOf(a)
    expect(before).toHaveLength(3)
    const last = [...topicsOf(a.read()).values()].find(({ kind }) => kind === before[2])
    moveTopic(a, last?.id ?? '', 'up')
    expect(kindsOf(a)).toEqual([before[0], before[2], before[1]])
    moveTopic(a, last?.id ?? '', 'up')
    expect(kindsOf(a)).toEqual([before[2], before[0], before[1]])
  })

  it('K4-move: concurrent moves end in one place, the same on both', () => {
    const a = replicaAs(1)
    const b = replicaAs(2)
    const ids = (['work', 'growth', 'policy', 'career'] as const).map((kind) => pick(a, kind))
    syncAll(a, b)
    moveTopic(a, ids[3] ?? '', 'up')
    moveTopic(a, ids[3] ?? '', 'up')
    moveTopic(b, ids[3] ?? '', 'up')
    syncAll(a, b)
    expect(kindsOf(a)).toEqual(kindsOf(b))
    expect(kindsOf(a).filter((kind) => kind === 'career')).toHaveLength(1)
    expect(kindsOf(a)).toHaveLength(4)
  })
})

describe('meetings, members and the pair', () => {
  it('marks seen, per person', () => {
    const replica = replicaAs(1)
    markSeen(replica, meeting, ben, nowMs)
    markSeen(replica, meeting, ann, nowMs + 1)
    expect(replica.read().meetings[0]?.seen).toEqual([
      { member: ann, atMs: nowMs + 1 },
      { member: ben, atMs: nowMs },
    ])
  })

  it('describes a meeting once', () => {
    const replica = replicaAs(1)
    pick(replica, 'work')
    expect(countUpdates(replica, () => describeMeeting(replica, meeting, nowMs))).toBe(1)
    expect(countUpdates(replica, () => describeMeeting(replica, meeting, nowMs))).toBe(0)
    expect(replica.read().meetings[0]).toMatchObject({ startMs: nowMs, day: '2026-11-20' })
  })

  it('describes members without wiping what is known, and sets the relation', () => {
    const replica = replicaAs(1)
    describeMember(replica, { id: ben, name: 'Ben', email: 'b@example.com', homeFile: null })
    describeMember(replica, { id: ann, name: '', email: null, homeFile: 'file-1' })
    describeMember(replica, { id: ben, name: '', email: null, homeFile: null })
    changePeriod(replica, { kind: 'diagonal' })
    expect(replica.read()).toMatchObject({
      relation: 'diagonal',
      members: [
        { id: ann, name: '', email: null, homeFile: 'file-1' },
        { id: ben, name: 'Ben', email: 'b@example.com', homeFile: null },
      ],
    })
    changePeriod(replica, { kind: null })
    expect(replica.read().relation).toBeNull()
  })
})
