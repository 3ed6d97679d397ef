import { fail, ok } from '../../base/result.ts'
import { topicRegisters } from '../roots.ts'
import { parseTopicId } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { describeMeeting, type MeetingPlace } from './edit-meeting.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { editTopic } from './edit-topic.ts'
import { readPlacedTopic, topicsOfOwner } from './find-topic.ts'
import { orderKeyBetween } from './order-keys.ts'
import { clearRegister, writeRegister } from './write-register.ts'

/**
 * Marks a topic as talked about in `meeting`: from then on it belongs there and carries over no more. Where
 * two devices say so at once, one of the two meetings has it, the same on both.
 */
export function markTalked(
  replica: Replica,
  topicId: string,
  meeting: MeetingPlace,
  nowMs: number,
): EditOutcome {
  const topic = readPlacedTopic(replica, topicId)
  if (topic === null) return fail('missing')
  if (topic.talkedMs !== null && topic.meeting === meeting.key) return ok(undefined)
  replica.transact(editOrigin, () => {
    describeMeeting(replica, meeting, nowMs)
    editTopic(replica, topicId, ({ map }) => {
      writeRegister(map, topicRegisters.talked, nowMs)
      writeRegister(map, topicRegisters.talkedIn, meeting.key)
    })
  })
  return ok(undefined)
}

/** Takes the mark back: the topic is where it was before, and waits again. */
export function unmarkTalked(replica: Replica, topicId: string): EditOutcome {
  return editTopic(replica, topicId, ({ map }) => {
    clearRegister(map, topicRegisters.talked)
    clearRegister(map, topicRegisters.talkedIn)
  })
}

/**
 * Gives a topic a new home, at the top of its owner's list there, and has it wait to be talked about; null
 * sends it back to the meeting it was made for. Only a register says where it belongs: the topic and its
 * words are one and the same wherever it goes, so that two devices that move it at once cannot double it.
 */
export function placeTopic(
  replica: Replica,
  topicId: string,
  meeting: MeetingPlace | null,
  nowMs: number,
): EditOutcome {
  const topic = readPlacedTopic(replica, topicId)
  const parts = parseTopicId(topicId)
  if (topic === null || parts === null) return fail('missing')
  const home = meeting?.key ?? topic.madeFor
  if (home === topic.meeting && topic.talkedMs === null) return ok(undefined)
  const first = topicsOfOwner(replica, home, parts.owner)[0]
  const order = home === topic.meeting ? null : orderKeyBetween(null, first?.order ?? null)
  replica.transact(editOrigin, () => {
    if (meeting !== null) describeMeeting(replica, meeting, nowMs)
    editTopic(replica, topicId, ({ map }) => {
      clearRegister(map, topicRegisters.talked)
      clearRegister(map, topicRegisters.talkedIn)
      if (home === topic.madeFor) clearRegister(map, topicRegisters.movedTo)
      else writeRegister(map, topicRegisters.movedTo, home)
      if (order !== null) writeRegister(map, topicRegisters.order, order)
    })
  })
  return ok(undefined)
}
