import { createDocumentHost, type DocumentHost } from '../../../lib/background/document-host.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { setNote } from '../../../lib/document/edits/edit-topic.ts'
import type { Replica, SegmentId } from '../../../lib/document/types.ts'
import type { DocumentStore } from '../../../lib/storage/ports.ts'
import { type MadePair, pairId } from './make-pair.ts'

/**
 * A store that answers from memory. What is measured is our own work; IndexedDB's part is the same for a
 * young pair and an old one, because both load the same segments.
 */
export function memoryStore(pair: MadePair): DocumentStore {
  const segments = new Map<SegmentId, Uint8Array[]>(
    [...pair.segments].map(([segment, state]) => [segment, [state]]),
  )
  const current = [...pair.segments.keys()].sort().at(-1)
  if (current !== undefined) segments.get(current)?.push(...lastEdits(pair, current))
  const never = () => Promise.reject(new Error('Not part of a measurement'))
  return {
    async append(_pair, segment, update) {
      segments.set(segment, [...(segments.get(segment) ?? []), update])
    },
    load: async (_pair, segment) => segments.get(segment) ?? [],
    segments: async () => [...segments.keys()],
    lineage: async () => 0,
    compact: never,
    quarantine: never,
    quarantined: never,
    erase: never,
  }
}

/** The background's owner of documents, over one store. */
export function makeHost(store: DocumentStore, nowMs: number): DocumentHost {
  return createDocumentHost({
    store,
    makeReplica: (id) => createReplica({ pairId: id }),
    ownClientId: async () => 9,
    keepClientId: async () => undefined,
    report: (_pair, code) => {
      throw new Error(code)
    },
    nowMs: () => nowMs,
  })
}

/** Types a sentence at the end of a note, as one burst; returns what it added to the log. */
export function typeBurst(replica: Replica, topicId: string, words: string): Uint8Array[] {
  const updates: Uint8Array[] = []
  const stop = replica.onUpdate((_segment, update) => updates.push(update))
  const edited = setNote(replica, topicId, `${noteOf(replica, topicId)}${words}`)
  stop()
  if (!edited.ok || updates.length === 0) throw new Error(`Nothing was typed into ${topicId}`)
  return updates
}

/** Entries that storage has not folded yet: the edits of the last meeting. */
function lastEdits(pair: MadePair, segment: SegmentId): Uint8Array[] {
  const replica = createReplica({ pairId })
  const state = pair.segments.get(segment)
  if (state === undefined) return []
  replica.load(segment, [state])
  replica.setClientId(9)
  const edits = Array.from({ length: 30 }, () => typeBurst(replica, pair.lastTopicId, 'word '))
  replica.destroy()
  return edits.flat()
}

function noteOf(replica: Replica, topicId: string): string {
  const topics = replica.read().meetings.flatMap((meeting) => meeting.topics)
  return topics.find((topic) => topic.id === topicId)?.note ?? ''
}
