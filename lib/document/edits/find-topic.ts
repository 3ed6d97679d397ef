import type * as Y from 'yjs'
import type { Topic } from '../../model/agenda.ts'
import type { MeetingKey } from '../../model/meeting.ts'
import type { MemberId } from '../../model/people.ts'
import { internalsOf } from '../replica-internals.ts'
import { splitTopicId, topicMap } from '../roots.ts'
import { parseTopicId } from '../topic-id.ts'
import type { Replica } from '../types.ts'

/** Where a topic is kept. */
export interface TopicPlace {
  doc: Y.Doc
  /** The topic's name inside its segment. */
  local: string
  map: Y.Map<unknown>
}

/** The place of an existing topic; null when it does not exist or its segment is not loaded. */
export function findTopic(replica: Replica, topicId: string): TopicPlace | null {
  if (parseTopicId(topicId) === null) return null
  const { segment, local } = splitTopicId(topicId)
  const doc = internalsOf(replica).doc(segment)
  if (doc === null) return null
  const map = topicMap(doc, local)
  return map.size === 0 ? null : { doc, local, map }
}

/** The topics of one person for one meeting, in the order shown, removed ones included. */
export function topicsOfOwner(replica: Replica, meeting: MeetingKey, owner: MemberId): Topic[] {
  const view = replica.read().meetings.find(({ key }) => key === meeting)
  return view?.topics.filter((topic) => topic.owner === owner) ?? []
}
