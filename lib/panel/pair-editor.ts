import type { ErrorCode } from '../base/app-error.ts'
import { createReplica } from '../document/create-replica.ts'
import { describeMeeting, markSeen } from '../document/edits/edit-meeting.ts'
import type { EditOutcome } from '../document/edits/edit-outcome.ts'
import {
  removeTopic,
  restoreTopic,
  setNote,
  setResponse,
  setResponseNote,
  setTitle,
} from '../document/edits/edit-topic.ts'
import { orderKeyAfter } from '../document/edits/order-keys.ts'
import { setTopicOrders } from '../document/edits/order-topics.ts'
import { pickTopic, topicIdFor } from '../document/edits/pick-topic.ts'
import { type OrderedItem, planMove } from '../document/edits/plan-move.ts'
import type { Replica } from '../document/types.ts'
import type { PairView } from '../model/agenda.ts'
import { type CarryOver, carryOver } from '../model/carry-over.ts'
import type { MeetingTimes } from '../model/meeting-time.ts'
import type { MemberId, PairId } from '../model/people.ts'
import { withTakenPeriod } from '../model/taken-period.ts'
import type { ResponseKind, TopicKind } from '../model/topics.ts'
import type { TalkEdit } from './talk-edit.ts'
import { applyTalkEdit, type TalkPlace } from './talk-editor.ts'

/** Which topic a person picks, for which meeting. */
export interface TopicPick {
  meeting: { key: string; startMs: number | null; day: string | null }
  owner: MemberId
  kind: TopicKind
  /** Random for `custom`, null otherwise. */
  suffix: string | null
  title: string
  /** The sort key of a new topic; absent puts it behind its owner's topics of the document. */
  order?: string
  nowMs: number
}

/** The part of a topic a person can write. */
export interface TopicPatch {
  title?: string
  response?: ResponseKind | null
  responseNote?: string
  note?: string
}

/**
 * A pair's document as the panel edits it. Each edit returns the code to tell the person, or null. This is
 * the seam behind which Yjs stays: the first paint does not wait for it.
 */
export interface PairEditor {
  readonly replica: Replica
  /** The id the pick has or would have. */
  idFor(pick: TopicPick): string
  pick(pick: TopicPick): ErrorCode | null
  patch(topicId: string, patch: TopicPatch): ErrorCode | null
  /** The sort keys to write so that `id` moves one place within `items`; see `planMove` of the document layer. */
  planMove(items: readonly OrderedItem[], id: string, direction: 'up' | 'down'): OrderedItem[]
  /** Writes sort keys of topics; those the document does not know are passed over. */
  setOrders(orders: readonly OrderedItem[]): ErrorCode | null
  remove(topicId: string): ErrorCode | null
  restore(topicId: string): ErrorCode | null
  markSeen(meeting: TopicPick['meeting'], member: MemberId, nowMs: number): ErrorCode | null
  /** Everything beyond the topics: memos, promises, endings, the relation. */
  talk(edit: TalkEdit, place: TalkPlace): ErrorCode | null
  /**
   * What waits for a meeting, here and in the views of other addresses; the same object until something changes
   * or a minute has gone.
   */
  carry(meeting: MeetingTimes, nowMs: number, elsewhere: readonly PairView[]): CarryOver
  /** A sort key behind all of `keys`. */
  orderAfter(keys: readonly string[]): string
}

/** Makes an empty editor; its replica is filled over the line. */
export type OpenPairEditor = (pairId: PairId) => PairEditor

/** See {@link OpenPairEditor}. */
export const openPairEditor: OpenPairEditor = (pairId) => {
  const replica = createReplica({ pairId })
  let carried: { of: unknown; beside: unknown; key: string; value: CarryOver } | null = null
  return {
    replica,
    idFor: (pick) => topicIdFor(replica, pick),
    pick(pick) {
      let outcome: EditOutcome<{ topicId: string }> | null = null
      replica.transact('edit', () => {
        describeMeeting(replica, pick.meeting, pick.nowMs)
        outcome = pickTopic(replica, pick)
      })
      return codeOf(outcome)
    },
    patch(topicId, patch) {
      const outcomes: EditOutcome[] = []
      replica.transact('edit', () => {
        if (patch.title !== undefined) outcomes.push(setTitle(replica, topicId, patch.title))
        if (patch.response !== undefined) {
          outcomes.push(setResponse(replica, topicId, patch.response))
        }
        if (patch.responseNote !== undefined) {
          outcomes.push(setResponseNote(replica, topicId, patch.responseNote))
        }
        if (patch.note !== undefined) outcomes.push(setNote(replica, topicId, patch.note))
      })
      return codeOf(outcomes.find((one) => !one.ok) ?? null)
    },
    planMove,
    setOrders(orders) {
      setTopicOrders(replica, orders)
      return null
    },
    remove: (topicId) => codeOf(removeTopic(replica, topicId)),
    restore: (topicId) => codeOf(restoreTopic(replica, topicId)),
    markSeen(meeting, member, nowMs) {
      markSeen(replica, meeting, member, nowMs)
      return null
    },
    talk: (edit, place) => applyTalkEdit(replica, edit, place),
    carry(meeting, nowMs, elsewhere) {
      const view = replica.read()
      const key = `${meeting.key} ${meeting.startMs} ${Math.floor(nowMs / 60_000)}`
      const isSame = carried?.of === view && carried.beside === elsewhere && carried.key === key
      if (carried === null || !isSame) {
        const value = carryOver({
          view: withTakenPeriod(view, elsewhere),
          elsewhere,
          meeting,
          nowMs,
        })
        carried = { of: view, beside: elsewhere, key, value }
      }
      return carried.value
    },
    orderAfter: orderKeyAfter,
  }
}

function codeOf(outcome: EditOutcome<unknown> | null): ErrorCode | null {
  if (outcome === null || outcome.ok) return null
  return outcome.error === 'text/too-long' ? 'text/too-long' : 'internal/unexpected'
}
