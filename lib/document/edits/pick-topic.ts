import { limits } from '../../base/limits.ts'
import { fail, ok } from '../../base/result.ts'
import type { DraftTopic } from '../../model/agenda.ts'
import type { MeetingKey } from '../../model/meeting.ts'
import type { MemberId } from '../../model/people.ts'
import type { ResponseKind, TopicKind } from '../../model/topics.ts'
import { readString } from '../read-registers.ts'
import { internalsOf } from '../replica-internals.ts'
import { noteText, splitTopicId, topicMap, topicRegisters } from '../roots.ts'
import { segmentForMeeting } from '../segments.ts'
import { formatTopicId, parseTopicId } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { findTopic, topicsOfOwner } from './find-topic.ts'
import { orderKeyAfter, orderKeyBetween } from './order-keys.ts'
import { clearRegister, writeOrClear, writeRegister } from './write-register.ts'
import { writeText } from './write-text.ts'

/** Which topic, for which meeting. */
export interface TopicChoice {
  meeting: { key: MeetingKey; startMs: number | null; day: string | null }
  owner: MemberId
  kind: TopicKind
  /** Random for `custom`, 1–32 of `[A-Za-z0-9_-]`; null for the seven kinds. */
  suffix: string | null
  nowMs: number
}

/**
 * The id a choice has: the one of the topic that already stands for it in that meeting, else a new one in the
 * meeting's segment. The same on every device for the seven kinds, so it can name a draft too: where the plain
 * name belongs to a topic that has gone on to another meeting, the next number is taken, not a random one.
 */
export function topicIdFor(replica: Replica, choice: TopicChoice): string {
  const standing = topicsOfOwner(replica, choice.meeting.key, choice.owner)
    .filter((topic) => isSameChoice(topic.id, choice))
    .sort((a, b) => Number(a.isRemoved) - Number(b.isRemoved))[0]
  if (standing !== undefined) return standing.id
  const parts = {
    segment: segmentForMeeting(choice.meeting, choice.nowMs, replica.segments()),
    meeting: choice.meeting.key,
    owner: choice.owner,
    kind: choice.kind,
  }
  let id = formatTopicId({ ...parts, suffix: choice.suffix })
  if (choice.suffix !== null) return id
  for (let number = 2; findTopic(replica, id) !== null; number++) {
    id = formatTopicId({ ...parts, suffix: `g${number}` })
  }
  return id
}

function isSameChoice(topicId: string, choice: TopicChoice): boolean {
  const parts = parseTopicId(topicId)
  if (parts?.kind !== choice.kind) return false
  if (choice.suffix !== null) return parts.suffix === choice.suffix
  return parts.suffix === null || /^g\d+$/.test(parts.suffix)
}

/**
 * Picks a topic and returns its id. Picking one that was removed puts it back with its words; picking one
 * that stands changes nothing. `title` is for `custom`; a new topic gets the sort key `order`, else one behind
 * its owner's topics of that meeting.
 */
export function pickTopic(
  replica: Replica,
  choice: TopicChoice & { title?: string; order?: string },
): EditOutcome<{ topicId: string }> {
  const topicId = topicIdFor(replica, choice)
  return addTopic(replica, {
    id: topicId,
    title: choice.title ?? '',
    response: null,
    responseNote: '',
    note: '',
    order: choice.order ?? null,
    createdMs: choice.nowMs,
  })
}

/**
 * Puts a shared draft into the document under the id it already has. Where the topic stands there (shared
 * from another device of the same person), the draft's answer wins and its words are added.
 */
export function shareDraft(replica: Replica, draft: DraftTopic): EditOutcome<{ topicId: string }> {
  return addTopic(replica, draft)
}

interface NewTopic {
  id: string
  title: string
  response: ResponseKind | null
  responseNote: string
  note: string
  order: string | null
  createdMs: number
}

function addTopic(replica: Replica, topic: NewTopic): EditOutcome<{ topicId: string }> {
  const parts = parseTopicId(topic.id)
  if (parts === null) return fail('missing')
  if (topic.title.length > limits.lineLength || topic.responseNote.length > limits.lineLength) {
    return fail('text/too-long')
  }
  if (topic.note.length > limits.textLength) return fail('text/too-long')
  const { segment, local } = splitTopicId(topic.id)
  const orders = topicsOfOwner(replica, parts.meeting, parts.owner).map(({ order }) => order)
  const isUsable = topic.order !== null && orderKeyBetween(topic.order, null) !== null
  const order = isUsable && topic.order !== null ? topic.order : orderKeyAfter(orders)
  replica.transact(editOrigin, () => {
    const doc = internalsOf(replica).docToWrite(segment)
    doc.transact(() => {
      const map = topicMap(doc, local)
      if (map.size === 0) {
        writeRegister(map, topicRegisters.created, topic.createdMs)
        writeRegister(map, topicRegisters.order, order)
      }
      clearRegister(map, topicRegisters.removed)
      if (topic.title !== '') writeRegister(map, topicRegisters.title, topic.title)
      if (topic.response !== null) writeOrClear(map, topicRegisters.response, topic.response)
      if (topic.responseNote !== '') {
        writeRegister(map, topicRegisters.responseNote, topic.responseNote)
      }
      if (topic.note !== '') addWords(doc, local, topic.note)
      if (readString(map, topicRegisters.order, limits.lineLength) === null) {
        writeRegister(map, topicRegisters.order, order)
      }
    })
  })
  return ok({ topicId: topic.id })
}

/** Words already there stay; new ones follow on their own line. */
function addWords(doc: Parameters<typeof noteText>[0], local: string, words: string): void {
  const text = noteText(doc, local)
  const standing = text.toString()
  const added = words.toWellFormed()
  if (standing.includes(added)) return
  writeText(text, standing === '' ? added : `${standing}\n${added}`)
}
