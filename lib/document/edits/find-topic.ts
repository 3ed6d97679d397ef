import type * as Y from 'yjs'
import type { Topic } from '../../model/agenda.ts'
import type { MeetingKey } from '../../model/meeting.ts'
import { resolveMember } from '../../model/member-alias.ts'
import type { MemberId } from '../../model/people.ts'
import { readTopic } from '../read-topic.ts'
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

/** An existing topic as it reads now; null as in {@link findTopic}. */
export function readPlacedTopic(replica: Replica, topicId: string): Topic | null {
  const place = findTopic(replica, topicId)
  return place === null ? null : readTopic(splitTopicId(topicId).segment, place.doc, place.local)
}

/**
 * The topics of one person that belong to one meeting now, in the order shown, removed ones included. Any
 * of a person's merged ids names them.
 */
export function topicsOfOwner(replica: Replica, meeting: MeetingKey, owner: MemberId): Topic[] {
  const { meetings, aliases } = replica.read()
  const person = resolveMember(aliases, owner)
  const view = meetings.find(({ key }) => key === meeting)
  return view?.topics.filter((topic) => topic.owner === person) ?? []
}
