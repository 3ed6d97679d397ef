import { describe, expect, it } from 'vitest'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import { describeMeeting, markSeen } from '../../../lib/document/edits/edit-meeting.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import type { Replica } from '../../../lib/document/types.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'
import {
  ann,
  ben,
  countUpdates,
  meeting,
  nowMs,
  replicaAs,
  unwrap,
} from '../../support/replica-world.ts'

function pick(replica: Replica, kind: TopicKind, owner = ann, suffix: string | null = null) {
  return unwrap(pickTopic(replica, { meeting, owner, kind, suffix, nowMs })).topicId
}

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
