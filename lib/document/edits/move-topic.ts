import { fail, ok } from '../../base/result.ts'
import { topicRegisters } from '../roots.ts'
import { parseTopicId } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { findTopic, topicsOfOwner } from './find-topic.ts'
import { freshOrderKeys, orderKeyBetween } from './order-keys.ts'
import { writeRegister } from './write-register.ts'

/**
 * Moves a topic one place among its owner's topics of that meeting, removed ones passed over. At the end of
 * the list nothing happens. Concurrent moves end in one place, the same on both sides.
 */
export function moveTopic(
  replica: Replica,
  topicId: string,
  direction: 'up' | 'down',
): EditOutcome {
  const parts = parseTopicId(topicId)
  if (parts === null || findTopic(replica, topicId) === null) return fail('missing')
  const shown = topicsOfOwner(replica, parts.meeting, parts.owner).filter(
    (topic) => !topic.isRemoved || topic.id === topicId,
  )
  const from = shown.findIndex((topic) => topic.id === topicId)
  const to = direction === 'up' ? from - 1 : from + 1
  if (from < 0 || to < 0 || to >= shown.length) return ok(undefined)

  const others = shown.filter((topic) => topic.id !== topicId)
  const key = orderKeyBetween(others[to - 1]?.order ?? null, others[to]?.order ?? null)
  replica.transact(editOrigin, () => {
    if (key !== null) {
      writeOrder(replica, topicId, key)
      return
    }
    // Two devices chose the same key, so there is no room between: number the whole list afresh.
    const ids = others.map((topic) => topic.id)
    ids.splice(to, 0, topicId)
    const keys = freshOrderKeys(ids.length)
    for (const [at, id] of ids.entries()) writeOrder(replica, id, keys[at] ?? '')
  })
  return ok(undefined)
}

function writeOrder(replica: Replica, topicId: string, order: string): void {
  const place = findTopic(replica, topicId)
  if (place !== null) writeRegister(place.map, topicRegisters.order, order)
}
