import { fail, ok, type Result } from '../base/result.ts'
import type { Topic } from '../model/agenda.ts'
import { openScratch } from './decode-update.ts'
import { orderKeyAfter } from './edits/order-keys.ts'
import { writeOrClear, writeRegister } from './edits/write-register.ts'
import { writeText } from './edits/write-text.ts'
import { readPairView } from './read-pair-view.ts'
import { internalsOf } from './replica-internals.ts'
import { noteText, splitTopicId, topicMap, topicRegisters } from './roots.ts'
import { formatTopicId, parseTopicId } from './topic-id.ts'
import type { Replica, SegmentId } from './types.ts'

/**
 * Ends a divergence (`compareStates` said so): the remote is kept as it is, every topic of ours whose words
 * read differently is added as a further topic of the same kind, and the replica goes on under a fresh
 * client id (`onClientIdRotated` is called). `suffix` must be random, 1–24 of `[A-Za-z0-9_-]`.
 *
 * The caller must then replace, not append to, what is stored for the segment by `replica.encode(segment)`:
 * the old entries hold the other half of the twice-used names. Other live replicas of this device must be
 * discarded and loaded anew. Returns the ids of the added topics; `corrupt` when the remote does not
 * decode, and nothing has changed.
 */
export function repairDivergence(
  replica: Replica,
  segment: SegmentId,
  remote: Uint8Array,
  suffix: string,
): Result<{ recovered: string[] }, 'corrupt'> {
  const scratch = openScratch([remote])
  if (!scratch.ok) return scratch
  scratch.value.destroy()
  const internals = internalsOf(replica)
  const standing = internals.doc(segment)
  if (standing === null) return fail('corrupt')
  const ours = readPairView(replica.pairId, [[segment, standing]]).meetings.flatMap(
    ({ topics }) => topics,
  )
  internals.replaceSegment(segment, remote)
  const doc = internals.docToWrite(segment)
  const theirs = new Map(
    readPairView(replica.pairId, [[segment, doc]])
      .meetings.flatMap(({ topics }) => topics)
      .map((topic) => [topic.id, topic]),
  )
  const recovered: string[] = []
  replica.transact('repair', () => {
    for (const topic of ours) {
      const kept = theirs.get(topic.id)
      if (kept !== undefined && holdsWords(kept, topic)) continue
      const parts = parseTopicId(topic.id)
      if (parts === null) continue
      const copySuffix = `${suffix}-${recovered.length}`
      const id = kept === undefined ? topic.id : formatTopicId({ ...parts, suffix: copySuffix })
      const orders = [...theirs.values()]
        .filter((other) => other.meeting === topic.meeting && other.owner === topic.owner)
        .map(({ order }) => order)
      writeCopy(id, topic, orderKeyAfter(orders))
      recovered.push(id)
    }
  })
  return ok({ recovered })

  function writeCopy(id: string, topic: Topic, order: string): void {
    const { local } = splitTopicId(id)
    const map = topicMap(doc, local)
    writeRegister(map, topicRegisters.created, topic.createdMs)
    writeRegister(map, topicRegisters.order, order)
    if (topic.title !== '') writeRegister(map, topicRegisters.title, topic.title)
    writeOrClear(map, topicRegisters.response, topic.response)
    if (topic.responseNote !== '') {
      writeRegister(map, topicRegisters.responseNote, topic.responseNote)
    }
    if (topic.isRemoved) writeRegister(map, topicRegisters.removed, true)
    if (topic.note !== '') writeText(noteText(doc, local), topic.note)
  }
}

/** True when nothing a person typed into `mine` would be missed in `kept`. */
function holdsWords(kept: Topic, mine: Topic): boolean {
  return (
    kept.note.includes(mine.note) &&
    (mine.title === '' || kept.title === mine.title) &&
    (mine.responseNote === '' || kept.responseNote === mine.responseNote)
  )
}
