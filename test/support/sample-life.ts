import { mergeMembers } from '../../lib/document/edits/edit-alias.ts'
import { describeMember } from '../../lib/document/edits/edit-core.ts'
import { callOffMeeting, endMeeting } from '../../lib/document/edits/edit-lifecycle.ts'
import { removeMemo, setMemoText, writeMemo } from '../../lib/document/edits/edit-memo.ts'
import { markNuance } from '../../lib/document/edits/edit-nuance.ts'
import { addPromise, setPromiseDone } from '../../lib/document/edits/edit-promise.ts'
import {
  beginPeriod,
  changePeriod,
  closePeriod,
  setFarewell,
  setPurpose,
} from '../../lib/document/edits/edit-relation.ts'
import { setNote, setResponse } from '../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import { markTalked, placeTopic } from '../../lib/document/edits/place-topic.ts'
import type { Replica } from '../../lib/document/types.ts'
import { quoteAt } from '../../lib/model/locate-quote.ts'
import { undatedMeeting } from '../../lib/model/meeting.ts'
import type { MemoKind } from '../../lib/model/memo.ts'
import type { TopicKind } from '../../lib/model/topics.ts'
import { ann, ben, meeting, nowMs, replicaAs, syncAll, unwrap } from './replica-world.ts'

const dayMs = 24 * 3600 * 1000

/** The 1-on-1 before the shared one, and one that was called off. */
export const lastMeeting = {
  key: 'event1@google.com|20261106T010000Z',
  startMs: nowMs - 14 * dayMs,
  day: '2026-11-06',
}
export const calledOffMeeting = { key: 'event2@google.com|', startMs: nowMs + dayMs, day: null }

/**
 * A pair with a life behind it, written by two devices; the same bytes every time: one of everything that
 * came after topics (memos of both kinds, a nuance mark, promises, endings, moved topics, two periods).
 */
export function sampleLife(): Replica {
  const a = replicaAs(31)
  const b = replicaAs(42)
  const sync = () => syncAll(a, b)
  const undated = { key: undatedMeeting, startMs: null, day: null }
  const pick = (
    replica: Replica,
    owner: string,
    kind: TopicKind,
    place: { key: string; startMs: number | null; day: string | null } = meeting,
  ) => unwrap(pickTopic(replica, { meeting: place, owner, kind, suffix: null, nowMs })).topicId
  const write = (
    replica: Replica,
    by: string,
    text: string,
    kind: MemoKind,
    topicId: string | null = null,
    suffix: string | null = null,
  ) =>
    unwrap(writeMemo(replica, { meeting: lastMeeting, topicId, kind, suffix, by, text, nowMs }))
      .memoId
  const promise = { dueDay: null, whenWhere: '', meeting: lastMeeting, nowMs }

  describeMember(a, { id: ann, name: 'Ann', email: null, homeFile: null })
  describeMember(b, { id: ben, name: '弁', email: null, homeFile: null })
  changePeriod(a, { kind: 'boss' })
  setPurpose(a, '仕事の土台')
  setFarewell(a, ann, 'thanks', '一年ありがとう')
  closePeriod(a, ann, nowMs - 100 * dayMs)
  beginPeriod(a, { kind: 'mentor', startedDay: '2026-09-01' })
  changePeriod(a, { mentee: ann, endsDay: '2027-08-31', cadenceDays: 14 })
  setPurpose(a, '答えを急がず、次の一歩を探す。')
  sync()

  const [career, work, growth] = (['career', 'work', 'growth'] as const).map((kind) =>
    pick(a, ann, kind, lastMeeting),
  ) as [string, string, string]
  setResponse(a, career, 'listen')
  setNote(a, career, '異動の打診があった。')
  setResponse(a, work, 'report')
  setResponse(a, growth, 'together')
  const moved = pick(b, ben, 'policy', lastMeeting)
  sync()
  markTalked(b, work, lastMeeting, nowMs - 14 * dayMs)
  const point = write(b, ben, '異動は急がない。育成を先に考える。', 'point', career)
  const keep = write(a, ann, '結論より問いを持って帰る', 'keep')
  write(a, ann, 'an entry of its own', 'point', null, 'e1')
  removeMemo(a, write(a, ann, 'a removed entry', 'point', null, 'e2'))
  sync()
  setMemoText(b, keep, '結論より、問いを持って帰る', ben)
  const quote = quoteAt('異動は急がない。育成を先に考える。', { start: 0, end: 8 })
  const mark = { memoId: point, by: ann, quote, reply: '春までには決めたい', suffix: 'n1', nowMs }
  unwrap(markNuance(a, mark))
  endMeeting(b, lastMeeting, ben, nowMs - 14 * dayMs)
  placeTopic(b, moved, meeting, nowMs)

  addPromise(a, {
    ...promise,
    suffix: 'p1',
    owner: ann,
    text: '上司に話を聞く',
    dueDay: '2026-11-27',
    whenWhere: '水曜、会議室',
  })
  const lent = unwrap(addPromise(b, { ...promise, suffix: 'p2', owner: ben, text: '本を貸す' }))
  setPromiseDone(b, lent.promiseId, nowMs)
  setResponse(a, pick(a, ann, 'people'), 'advice')
  pick(a, ann, 'private', undated)
  pick(b, ben, 'wellbeing', calledOffMeeting)
  callOffMeeting(b, calledOffMeeting, true, nowMs)
  mergeMembers(a, 'cccccccccccccccc', ann)
  sync()
  return a
}
