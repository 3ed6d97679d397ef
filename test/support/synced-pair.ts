import { setNote } from '../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../lib/document/edits/pick-topic.ts'
import type { Replica } from '../../lib/document/types.ts'
import { ann, meeting, nowMs, replicaAs, syncAll, topicsOf, unwrap } from './replica-world.ts'

/** The segment that {@link syncedPair} writes. */
export const year = 'y2026'

/** Two replicas in sync, with one topic of Ann's. */
export function syncedPair(): { a: Replica; b: Replica; id: string } {
  const a = replicaAs(1)
  const b = replicaAs(2)
  const choice = { meeting, owner: ann, kind: 'career' as const, suffix: null, nowMs }
  const id = unwrap(pickTopic(a, choice)).topicId
  setNote(a, id, 'base')
  syncAll(a, b)
  return { a, b, id }
}

/** The words of a topic; undefined where the replica has none of that id. */
export function noteOf(replica: Replica, id: string): string | undefined {
  return topicsOf(replica.read()).get(id)?.note
}
