import { findTopic, topicsOfOwner } from '../../lib/document/edits/find-topic.ts'
import { setTopicOrders } from '../../lib/document/edits/order-topics.ts'
import { planMove } from '../../lib/document/edits/plan-move.ts'
import { parseTopicId } from '../../lib/document/topic-id.ts'
import type { Replica } from '../../lib/document/types.ts'

/** Moves a topic one place among its owner's of the meeting it stands in, as the panel does without drafts. */
export function moveTopic(replica: Replica, topicId: string, direction: 'up' | 'down'): void {
  const parts = parseTopicId(topicId)
  const standing = replica
    .read()
    .meetings.find(({ topics }) => topics.some(({ id }) => id === topicId))
  if (parts === null || standing === undefined || findTopic(replica, topicId) === null) return
  const shown = topicsOfOwner(replica, standing.key, parts.owner).filter(
    (one) => !one.isRemoved || one.id === topicId,
  )
  setTopicOrders(replica, planMove(shown, topicId, direction))
}
