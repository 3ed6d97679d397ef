import { limits } from '../../base/limits.ts'
import { fail, ok } from '../../base/result.ts'
import type { ResponseKind } from '../../model/topics.ts'
import { noteText, topicRegisters } from '../roots.ts'
import type { Replica } from '../types.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { findTopic, type TopicPlace } from './find-topic.ts'
import { clearRegister, writeOrClear, writeRegister } from './write-register.ts'
import { writeText } from './write-text.ts'

/** Sets the person's own title of a `custom` topic. */
export function setTitle(replica: Replica, topicId: string, title: string): EditOutcome {
  if (title.length > limits.lineLength) return fail('text/too-long')
  return editTopic(replica, topicId, ({ map }) => writeRegister(map, topicRegisters.title, title))
}

/** Sets the hoped-for response; null takes it back. */
export function setResponse(
  replica: Replica,
  topicId: string,
  response: ResponseKind | null,
): EditOutcome {
  return editTopic(replica, topicId, ({ map }) =>
    writeOrClear(map, topicRegisters.response, response),
  )
}

/** Sets the free line of the response `other`. */
export function setResponseNote(replica: Replica, topicId: string, line: string): EditOutcome {
  if (line.length > limits.lineLength) return fail('text/too-long')
  return editTopic(replica, topicId, ({ map }) =>
    writeOrClear(map, topicRegisters.responseNote, line === '' ? null : line),
  )
}

/**
 * Makes the note read as `note`; only what differs is written, so that two people typing at once merge
 * letter by letter. A note that a merge made too long may still be shortened.
 */
export function setNote(replica: Replica, topicId: string, note: string): EditOutcome {
  const place = findTopic(replica, topicId)
  if (place === null) return fail('missing')
  const text = noteText(place.doc, place.local)
  if (note.length > limits.textLength && note.length > text.length) return fail('text/too-long')
  return editTopic(replica, topicId, () => writeText(text, note))
}

/** Removes a topic: it keeps its words, is listed as removed, and edits made elsewhere still arrive. */
export function removeTopic(replica: Replica, topicId: string): EditOutcome {
  return editTopic(replica, topicId, ({ map }) => writeRegister(map, topicRegisters.removed, true))
}

/** Puts a removed topic back where it was. */
export function restoreTopic(replica: Replica, topicId: string): EditOutcome {
  return editTopic(replica, topicId, ({ map }) => clearRegister(map, topicRegisters.removed))
}

/** Runs one edit of an existing topic in one transaction. */
export function editTopic(
  replica: Replica,
  topicId: string,
  edit: (place: TopicPlace) => void,
): EditOutcome {
  const place = findTopic(replica, topicId)
  if (place === null) return fail('missing')
  replica.transact(editOrigin, () => edit(place))
  return ok(undefined)
}
