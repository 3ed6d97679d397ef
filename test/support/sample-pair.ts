import { describeMember, editCore } from '../../lib/document/edits/edit-core.ts'
import { describeMeeting, markSeen } from '../../lib/document/edits/edit-meeting.ts'
import {
  removeTopic,
  setNote,
  setResponse,
  setResponseNote,
} from '../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import { writeRegister } from '../../lib/document/edits/write-register.ts'
import { coreRegisters, pairMap } from '../../lib/document/roots.ts'
import type { Replica } from '../../lib/document/types.ts'
import type { RelationKind, TopicKind } from '../../lib/model/topics.ts'
import { ann, ben, meeting, nowMs, replicaAs, syncAll, unwrap } from './replica-world.ts'

/** A small document with one of everything, written by two devices; the same bytes every time. */
export function samplePair(): Replica {
  const a = replicaAs(11)
  const b = replicaAs(22)
  describeMember(a, { id: ann, name: 'Ann', email: 'ann@example.com', homeFile: 'file-1' })
  describeMember(b, { id: ben, name: '弁', email: null, homeFile: null })
  setFirstRelation(a, 'mentor')
  describeMeeting(a, meeting, nowMs)
  const pick = (
    replica: Replica,
    owner: string,
    kind: TopicKind,
    options: { title?: string; place?: typeof meeting } = {},
  ) => {
    const suffix = kind === 'custom' ? 's1' : null
    const { title = '', place = meeting } = options
    return unwrap(pickTopic(replica, { meeting: place, owner, kind, suffix, nowMs, title })).topicId
  }
  const career = pick(a, ann, 'career')
  setResponse(a, career, 'listen')
  setNote(a, career, 'これから 5 年をどう考えるか。\n- 資格\n- 異動')
  const custom = pick(a, ann, 'custom', { title: '予算 [draft]' })
  setResponse(a, custom, 'other')
  setResponseNote(a, custom, 'まず読んでほしい')
  const removed = pick(b, ben, 'policy')
  setNote(b, removed, 'not now')
  removeTopic(b, removed)
  const past = {
    key: 'event1@google.com|20261106T010000Z',
    startMs: nowMs - 14 * 24 * 3600 * 1000,
    day: '2026-11-06',
  }
  describeMeeting(b, past, nowMs)
  setNote(b, pick(b, ben, 'work', { place: past }), 'Finished the <b>report</b> & sent it.')
  const undated = { key: 'undated|', startMs: nowMs, day: '2026-11-20' }
  pick(b, ben, 'growth', { place: undated })
  markSeen(b, meeting, ben, nowMs + 60_000)
  syncAll(a, b)
  return a
}

/** The relation as the first version wrote it, which knew of no periods: its files have to be read for ever. */
function setFirstRelation(replica: Replica, relation: RelationKind): void {
  editCore(replica, (doc) => writeRegister(pairMap(doc), coreRegisters.relation, relation))
}
