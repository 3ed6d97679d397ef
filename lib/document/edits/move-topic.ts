import { fail, ok } from '../../base/result.ts'
import { topicRegisters } from '../roots.ts'
import { parseTopicId } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { findTopic, readPlacedTopic, topicsOfOwner } from './find-topic.ts'
import { type OrderedItem, planMove } from './plan-move.ts'
import { writeRegister } from './write-register.ts'

/**
 * Moves a topic one place among its owner's topics of the meeting it belongs to, removed ones passed over. At
 * the end of the list nothing happens. Concurrent moves end in one place, the same on both sides.
 */
export function moveTopic(
  replica: Replica,
  topicId: string,
  direction: 'up' | 'down',
): EditOutcome {
  const topic = readPlacedTopic(replica, topicId)
  const parts = parseTopicId(topicId)
  if (topic === null || parts === null) return fail('missing')
  const shown = topicsOfOwner(replica, topic.meeting, parts.owner).filter(
    (one) => !one.isRemoved || one.id === topicId,
  )
  setTopicOrders(replica, planMove(shown, topicId, direction))
  return ok(undefined)
}

/** Writes sort keys of topics in one go; a topic that is not there is passed over. */
export function setTopicOrders(replica: Replica, orders: readonly OrderedItem[]): void {
  replica.transact(editOrigin, () => {
    for (const { id, order } of orders) {
      const place = findTopic(replica, id)
      if (place !== null) writeRegister(place.map, topicRegisters.order, order)
    }
  })
}
