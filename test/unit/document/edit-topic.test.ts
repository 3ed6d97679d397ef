import { describe, expect, it } from 'vitest'
import { limits } from '../../../lib/base/limits.ts'
import { diffText } from '../../../lib/base/text-diff.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import {
  removeTopic,
  restoreTopic,
  setNote,
  setResponse,
  setResponseNote,
  setTitle,
} from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import type { Replica } from '../../../lib/document/types.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'
import { moveTopic } from '../../support/move-topic.ts'
import {
  ann,
  countUpdates,
  meeting,
  nowMs,
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
