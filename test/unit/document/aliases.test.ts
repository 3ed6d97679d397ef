import { describe, expect, it } from 'vitest'
import { mergeMembers, separateMember } from '../../../lib/document/edits/edit-alias.ts'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import { endMeeting } from '../../../lib/document/edits/edit-lifecycle.ts'
import { markSeen } from '../../../lib/document/edits/edit-meeting.ts'
import { writeMemo } from '../../../lib/document/edits/edit-memo.ts'
import { addPromise } from '../../../lib/document/edits/edit-promise.ts'
import { changePeriod, setFarewell } from '../../../lib/document/edits/edit-relation.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { renderReadable } from '../../../lib/document/file-format/render-readable.ts'
import type { Replica } from '../../../lib/document/types.ts'
import { isSameMember } from '../../../lib/model/member-alias.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'
import { moveTopic } from '../../support/move-topic.ts'
import { testWords } from '../../support/readable-words.ts'
import {
  ann,
  ben,
  countUpdates,
  meeting,
  nowMs,
  replicaAs,
  syncAll,
  unwrap,
} from '../../support/replica-world.ts'

/** Ann's former address. */
const old = 'cccccccccccccccc'

function pick(replica: Replica, owner: string, kind: TopicKind) {
  return unwrap(pickTopic(replica, { meeting, owner, kind, suffix: null, nowMs })).topicId
}

/** Ann wrote under two addresses. */
function twoAddresses(): Replica {
  const replica = replicaAs(1)
  for (const [id, name] of [
    [ann, 'Ann'],
    [old, 'Ann (old)'],
    [ben, 'Ben'],
  ] as const) {
    describeMember(replica, { id, name, email: null, homeFile: null })
  }
  pick(replica, old, 'work')
  pick(replica, ann, 'growth')
  pick(replica, ben, 'policy')
  markSeen(replica, meeting, old, nowMs)
  markSeen(replica, meeting, ann, nowMs + 5)
  endMeeting(replica, meeting, old, nowMs)
  const memo = { meeting, topicId: null, kind: 'point' as const, suffix: null, nowMs }
  writeMemo(replica, { ...memo, by: old, text: 'x' })
  writeMemo(replica, { ...memo, by: ann, text: 'xy' })
  addPromise(replica, {
    suffix: 'p1',
    owner: old,
    text: 't',
    dueDay: null,
    whenWhere: '',
    meeting: null,
    nowMs,
  })
  changePeriod(replica, { kind: 'mentor', mentee: old })
  setFarewell(replica, old, 'thanks', 'first')
  setFarewell(replica, ann, 'thanks', 'second')
  return replica
}

describe('two addresses of one person', () => {
  it('are one person everywhere once merged', () => {
    const replica = twoAddresses()
    expect(mergeMembers(replica, old, ann).ok).toBe(true)
    const view = replica.read()
    const [held] = view.meetings
    expect(held?.topics.map(({ owner }) => owner).sort()).toEqual([ann, ann, ben])
    expect(held?.seen).toEqual([{ member: ann, atMs: nowMs + 5 }])
    expect(held?.ended).toEqual([{ member: ann, atMs: nowMs }])
    expect(held?.memos[0]).toMatchObject({ author: ann, writers: [ann] })
    expect(view.promises[0]?.owner).toBe(ann)
    expect(view.period.mentee).toBe(ann)
    expect(view.period.farewells).toEqual([{ member: ann, thanks: 'second\nfirst', takeaway: '' }])
    expect(view.members.map(({ id, sameAs }) => [id, sameAs])).toEqual([
      [ann, null],
      [ben, null],
      [old, ann],
    ])
    expect(renderReadable(view, testWords, nowMs)).toContain('# 1on1: Ann & Ben\n')
  })

  it('are two again when the merge is taken back, as if it had never been', () => {
    const replica = twoAddresses()
    const before = replica.read()
    mergeMembers(replica, old, ann)
    separateMember(replica, old)
    expect(replica.read()).toEqual(before)
    expect(countUpdates(replica, () => separateMember(replica, old))).toBe(0)
  })

  it('share one list: picking and moving know the topics of both', () => {
    const replica = twoAddresses()
    mergeMembers(replica, old, ann)
    const [first, second] =
      replica.read().meetings[0]?.topics.filter(({ owner }) => owner === ann) ?? []
    expect(pick(replica, ann, 'work')).toBe(first?.kind === 'work' ? first.id : second?.id)
    expect(countUpdates(replica, () => pick(replica, ann, 'work'))).toBe(0)
    moveTopic(replica, second?.id ?? '', 'up')
    const after = replica.read().meetings[0]?.topics.filter(({ owner }) => owner === ann)
    expect(after?.map(({ id }) => id)).toEqual([second?.id, first?.id])
  })

  it('merged on two devices in opposite directions at once are still one', () => {
    const a = twoAddresses()
    const b = replicaAs(2)
    syncAll(a, b)
    mergeMembers(a, old, ann)
    mergeMembers(b, ann, old)
    syncAll(a, b)
    expect(a.read()).toEqual(b.read())
    expect(new Set(a.read().meetings[0]?.topics.map(({ owner }) => owner))).toEqual(
      new Set([ann, ben]),
    )
    separateMember(b, old)
    syncAll(a, b)
    expect(a.read().aliases).toEqual({})
  })

  it('may become three; earlier merges stay, and one can leave again', () => {
    const replica = twoAddresses()
    const third = 'dddddddddddddddd'
    mergeMembers(replica, old, ann)
    mergeMembers(replica, old, third)
    expect(new Set(replica.read().meetings[0]?.topics.map(({ owner }) => owner))).toEqual(
      new Set([third, ben]),
    )
    expect(countUpdates(replica, () => mergeMembers(replica, third, ann))).toBe(0)
    separateMember(replica, old)
    expect(replica.read().aliases).toEqual({ [ann]: third })
  })

  it('leaves the others one when the one between them leaves', () => {
    const replica = twoAddresses()
    const third = 'dddddddddddddddd'
    mergeMembers(replica, old, ann)
    mergeMembers(replica, ann, third)
    separateMember(replica, ann)
    expect(replica.read().aliases).toEqual({ [old]: third })
    mergeMembers(replica, ann, third)
    separateMember(replica, third)
    expect(isSameMember(replica.read().aliases, old, ann)).toBe(true)
    expect(isSameMember(replica.read().aliases, ann, third)).toBe(false)
  })

  it('are refused when they are no member ids', () => {
    const replica = replicaAs(1)
    expect(mergeMembers(replica, '__proto__', ann)).toEqual({ ok: false, error: 'missing' })
    expect(mergeMembers(replica, ann, 'constructor').ok).toBe(false)
    expect(mergeMembers(replica, ann, ann).ok).toBe(true)
    expect(replica.read().aliases).toEqual({})
  })
})
