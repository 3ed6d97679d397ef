import { type ErrorCode, errorCodeOf } from '../base/app-error.ts'
import { toBase64 } from '../base/bytes.ts'
import { describeMeeting } from '../document/edits/edit-meeting.ts'
import { setPromiseDone } from '../document/edits/edit-promise.ts'
import { removeTopic } from '../document/edits/edit-topic.ts'
import { shareDraft, topicIdFor } from '../document/edits/pick-topic.ts'
import { parsePromiseId } from '../document/promise-id.ts'
import { splitTopicId } from '../document/roots.ts'
import { coreSegment, segmentForMeeting } from '../document/segments.ts'
import { parseTopicId } from '../document/topic-id.ts'
import type { PanelCommand } from '../messaging/panel-command-schemas.ts'
import type { PanelPush } from '../messaging/protocol.ts'
import { isSameMember } from '../model/member-alias.ts'
import { noteIdOf } from '../model/note-id.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentStore, PairRecord } from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'
import type { DocumentHost } from './document-host.ts'
import { openRecent } from './look-back.ts'
import type { PartnerAddresses } from './partner-addresses.ts'

/** The push that carries the documents of a partner's other addresses. */
export type ElsewherePush = Extract<PanelPush, { type: 'panel/elsewhere' }>

type ElsewhereCommand = Extract<PanelCommand, { name: 'elsewhere' }>

/** What the two have under another address of one of them, beside the pair that a panel shows. */
export interface Elsewhere {
  /** The documents to read beside this one; with `isAll`, every year of them. Null where a panel shows no pair. */
  pushFor(context: PanelContext, isAll: boolean): Promise<ElsewherePush | null>
  /** Edits one of them from the panel of another pair of the same two; resolves to the code to tell, or null. */
  run(command: ElsewhereCommand, context: PanelContext): Promise<ErrorCode | null>
}

/** Builds it; `onEdited` is told of every pair whose document was edited. */
export function createElsewhere(dependencies: {
  addresses: Pick<PartnerAddresses, 'othersOf'>
  documents: Pick<DocumentStore, 'segments'>
  privates: Pick<PrivateStore, 'notesOf' | 'putNote' | 'removeNote'>
  host: DocumentHost
  onEdited: (pairId: PairId) => void
  nowMs: () => number
}): Elsewhere {
  const { addresses, documents, privates, host, onEdited, nowMs } = dependencies

  const readPair = async (
    record: PairRecord,
    meeting: PanelContext['meeting'],
    isAll: boolean,
  ): Promise<ElsewherePush['pairs'][number]> => {
    const { pairId } = record
    const present = await documents.segments(pairId)
    const of = meeting === null ? [] : [segmentForMeeting(meeting, nowMs(), present)]
    const { document, segments } = await openRecent(
      pairId,
      present,
      isAll ? present : of,
      dependencies,
    )
    try {
      return {
        pairId,
        self: record.self.id,
        partner: record.partner.id,
        segments: segments.map((segment) => ({
          segment,
          state: toBase64(document.replica.encode(segment)),
        })),
      }
    } finally {
      document.release()
    }
  }

  /** A copy under the same words in the open document; the original is taken back where it was. */
  const bringTopic = async (
    there: PairRecord,
    topicId: string,
    context: PanelContext,
  ): Promise<ErrorCode | null> => {
    const { pairId, meeting, self } = context
    const parts = parseTopicId(topicId)
    if (pairId === null || meeting === null || self === null || parts === null) {
      return 'message/invalid'
    }
    const { segment } = splitTopicId(topicId)
    const from = await host.open(there.pairId, [coreSegment, segment])
    const present = await documents.segments(pairId)
    const to = await host.open(pairId, [coreSegment, segmentForMeeting(meeting, nowMs(), present)])
    try {
      const { aliases, meetings } = from.replica.read()
      const topic = meetings.flatMap(({ topics }) => topics).find(({ id }) => id === topicId)
      if (topic === undefined || !isSameMember(aliases, topic.owner, there.self.id)) {
        return 'internal/unexpected'
      }
      const id = topicIdFor(to.replica, {
        meeting,
        owner: self.id,
        kind: topic.kind,
        suffix: parts.kind === 'custom' ? parts.suffix : null,
        nowMs: nowMs(),
      })
      describeMeeting(to.replica, meeting, nowMs())
      const shared = shareDraft(to.replica, {
        ...topic,
        id,
        pairId,
        meeting: meeting.key,
        order: '',
        updatedMs: nowMs(),
      })
      if (!shared.ok) return shared.error === 'missing' ? 'internal/unexpected' : shared.error
      await to.settled()
      await moveNotes(there.pairId, topicId, pairId, id)
      removeTopic(from.replica, topicId)
      await from.settled()
      onEdited(pairId)
      onEdited(there.pairId)
      return null
    } finally {
      from.release()
      to.release()
    }
  }

  /** What only I read beside a topic goes with it. */
  const moveNotes = async (
    from: PairId,
    topicId: string,
    pairId: PairId,
    newTopicId: string,
  ): Promise<void> => {
    const standing = new Set((await privates.notesOf(pairId)).map(({ id }) => id))
    const notes = (await privates.notesOf(from)).filter((note) => note.topicId === topicId)
    for (const note of notes) {
      const id = noteIdOf(pairId, note.meeting, newTopicId)
      // Words of one's own that stand there already are not overwritten: both are kept where they are.
      if (standing.has(id)) continue
      await privates.putNote({ ...note, id, pairId, topicId: newTopicId })
      await privates.removeNote(note.id)
    }
  }

  const tickPromise = async (
    there: PairRecord,
    promiseId: string,
    isDone: boolean,
  ): Promise<ErrorCode | null> => {
    const parts = parsePromiseId(promiseId)
    if (parts === null) return 'message/invalid'
    const document = await host.open(there.pairId, [coreSegment, parts.segment])
    try {
      const edited = setPromiseDone(document.replica, promiseId, isDone ? nowMs() : null)
      if (!edited.ok) return 'internal/unexpected'
      await document.settled()
      onEdited(there.pairId)
      return null
    } finally {
      document.release()
    }
  }

  return {
    async pushFor({ pairId, meeting }, isAll) {
      if (pairId === null) return null
      const pairs: ElsewherePush['pairs'] = []
      for (const record of await addresses.othersOf(pairId)) {
        pairs.push(await readPair(record, meeting, isAll))
      }
      return { type: 'panel/elsewhere', pairId, pairs }
    },

    async run({ pairId, edit }, context) {
      if (context.pairId === null) return 'message/invalid'
      const there = (await addresses.othersOf(context.pairId)).find((one) => one.pairId === pairId)
      if (there === undefined) return 'message/invalid'
      try {
        return edit.do === 'bring-topic'
          ? await bringTopic(there, edit.topicId, context)
          : await tickPromise(there, edit.promiseId, edit.isDone)
      } catch (thrown) {
        return errorCodeOf(thrown)
      }
    },
  }
}
