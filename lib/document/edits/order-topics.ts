import { topicRegisters } from '../roots.ts'
import type { Replica } from '../types.ts'
import { editOrigin } from './edit-outcome.ts'
import { findTopic } from './find-topic.ts'
import type { OrderedItem } from './plan-move.ts'
import { writeRegister } from './write-register.ts'

/**
 * Writes sort keys of topics in one go (see `planMove`); a topic that is not there is passed over. Concurrent moves
 * end in one place, the same on both sides.
 */
export function setTopicOrders(replica: Replica, orders: readonly OrderedItem[]): void {
  replica.transact(editOrigin, () => {
    for (const { id, order } of orders) {
      const place = findTopic(replica, id)
      if (place !== null) writeRegister(place.map, topicRegisters.order, order)
    }
  })
}
