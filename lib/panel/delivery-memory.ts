import type { Topic } from '../model/agenda.ts'
import type { TopicDelivery } from './topic-item.ts'

/**
 * Remembers which of one's topics the shared file holds. The background knows only whether the file holds
 * everything; which topics still wait follows from what changed since it last did.
 */
export interface DeliveryMemory {
  /** The shared file holds everything as it stands now. */
  noteArrived(topics: readonly Topic[]): void
  /** A topic was edited here: "everything" is no longer true until the background says so again. */
  noteEdited(topicId: string | null): void
  /** The shared file is proven to hold everything. */
  isArrived(): boolean
  of(topic: Topic): TopicDelivery
}

/** An empty memory; `hasSharedFile` tells whether the partner can read a file of this pair at all. */
export function createDeliveryMemory(hasSharedFile: () => boolean): DeliveryMemory {
  let arrived: Map<string, string> | null = null
  const edited = new Set<string>()
  let isArrived = false
  return {
    noteArrived(topics) {
      isArrived = true
      arrived = new Map(topics.map((topic) => [topic.id, signatureOf(topic)]))
      edited.clear()
    },
    noteEdited(topicId) {
      isArrived = false
      if (topicId !== null) edited.add(topicId)
    },
    isArrived: () => isArrived,
    of(topic) {
      if (!hasSharedFile()) return 'waiting'
      if (isArrived) return 'arrived'
      if (arrived === null) return edited.has(topic.id) ? 'waiting' : 'unknown'
      return arrived.get(topic.id) === signatureOf(topic) ? 'arrived' : 'waiting'
    },
  }
}

function signatureOf(topic: Topic): string {
  return JSON.stringify([
    topic.title,
    topic.response,
    topic.responseNote,
    topic.note,
    topic.order,
    topic.isRemoved,
  ])
}
