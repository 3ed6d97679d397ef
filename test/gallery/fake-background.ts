import { fromBase64, toBase64 } from '../../lib/base/bytes.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import { setMemoText } from '../../lib/document/edits/edit-memo.ts'
import { setNote, setResponse } from '../../lib/document/edits/edit-topic.ts'
import { shareDraft } from '../../lib/document/edits/pick-topic.ts'
import type { Replica } from '../../lib/document/types.ts'
import type { PanelCommand } from '../../lib/messaging/panel-command-schemas.ts'
import {
  type PanelMessage,
  type PanelPush,
  type PrivateNoteMessage,
  panelMessages,
} from '../../lib/messaging/protocol.ts'
import type { PanelContext } from '../../lib/model/panel-context.ts'
import type { MemberId, PairId } from '../../lib/model/people.ts'
import type { ResponseKind } from '../../lib/model/topics.ts'
import type { PanelLine } from '../../lib/panel/panel-line.ts'

/**
 * A background for pages and tests without an extension: it keeps real replicas and speaks the panel's
 * protocol over an in-memory line. Messages arrive later, in order and as copies, as over a real port.
 */
export interface FakeBackground {
  connect(): PanelLine
  /** The stored document of a pair; edits made here reach the panel. */
  documentOf(pairId: PairId): Replica
  /** Another device changes the response of the partner's first topic. */
  editPartnerResponse(pairId: PairId, response: ResponseKind): void
  /** The partner makes the sheet of the first meeting that has one read as `text`. */
  writePartnerMemo(text: string): void
  /** Another device of mine changes the note that reads `from`. */
  editNote(pairId: PairId, from: string, to: string): void
  /** Changes the context and tells the panel. */
  setContext(change: Partial<PanelContext>): void
  context(): PanelContext
  /** Another pair with the same partner stands beside the one on screen; null takes it away. */
  setElsewhere(pair: { pairId: PairId; self: MemberId; partner: MemberId } | null): void
  /** Everything was erased: what panels hold is void. */
  erase(): void
  /** The worker dies: lines are cut and everything not stored is gone. */
  die(): void
  /** While paused, nothing the panel says arrives. */
  pause(isPaused: boolean): void
  /** Every message the panel sent that arrived, newest last. */
  readonly received: PanelMessage[]
  /** The code with which the next saves and commands are answered; null for success. */
  failWith: { save: 'storage/quota' | null; command: 'net/server' | 'share/refused' | null }
  /** When true, commands get no answer. */
  isSilent: boolean
}

/** Segments that every pair of the gallery has. */
export const gallerySegments = ['core', 'y2026']

/** An older year, loaded when somebody looks back. */
export const olderSegment = 'y2024'

interface OpenLine {
  push(push: PanelPush): void
  cut(): void
  pairId: PairId | null
}

/** Builds a background that starts with `context`. `runLater` is a microtask queue unless a test owns it. */
export function createFakeBackground(
  start: PanelContext,
  runLater: (run: () => void) => void = queueMicrotask,
): FakeBackground {
  const documents = new Map<PairId, Replica>()
  const lines = new Set<OpenLine>()
  const received: PanelMessage[] = []
  const notes = new Map<string, PrivateNoteMessage>()
  let elsewhere: Parameters<FakeBackground['setElsewhere']>[0] = null
  let isLaneHidden = false
  let context = start
  let isPaused = false
  let held: (() => void)[] = []
  let nextClientId = 1000

  const documentOf = (pairId: PairId): Replica => {
    const known = documents.get(pairId)
    if (known !== undefined) return known
    const replica = createReplica({ pairId })
    for (const segment of [...gallerySegments, olderSegment]) replica.load(segment, [])
    replica.onUpdate((segment, update, origin) => {
      if (origin === 'panel') return
      for (const line of lines) {
        if (line.pairId !== pairId) continue
        line.push({
          type: 'panel/sync',
          pairId,
          segment,
          message: toBase64(replica.updateMessage(update)),
        })
      }
    })
    documents.set(pairId, replica)
    return replica
  }

  const tellLane = (line: OpenLine): void => {
    const { pairId, meeting } = context
    if (pairId === null || meeting === null) return
    const beside = [...notes.values()].filter(
      (note) => note.topicId !== null || note.meeting === meeting.key,
    )
    line.push({
      type: 'panel/private',
      pairId,
      meeting: meeting.key,
      isHidden: isLaneHidden,
      notes: isLaneHidden ? [] : beside,
    })
  }

  const tellElsewhere = (line: OpenLine): void => {
    if (context.pairId === null) return
    const pairs =
      elsewhere === null ? [] : [{ ...elsewhere, segments: segmentsOf(elsewhere.pairId) }]
    line.push({ type: 'panel/elsewhere', pairId: context.pairId, pairs })
  }

  const segmentsOf = (pairId: PairId) =>
    gallerySegments.map((segment) => ({
      segment,
      state: toBase64(documentOf(pairId).encode(segment)),
    }))

  const show = (line: OpenLine): void => {
    line.push({ type: 'panel/context', context })
    tellLane(line)
    tellElsewhere(line)
    if (context.pairId === line.pairId) return
    line.pairId = context.pairId
    if (context.pairId === null) return
    documentOf(context.pairId)
    nextClientId += 1
    line.push({
      type: 'panel/lease',
      pairId: context.pairId,
      clientId: nextClientId,
      segments: gallerySegments,
    })
  }

  const setContext = (change: Partial<PanelContext>): void => {
    context = { ...context, ...change }
    for (const line of lines) show(line)
  }

  const runCommand = (command: PanelCommand): void => {
    switch (command.name) {
      case 'draft-put':
        setContext({
          drafts: [...context.drafts.filter((one) => one.id !== command.draft.id), command.draft],
        })
        return
      case 'draft-remove':
        setContext({ drafts: context.drafts.filter((one) => one.id !== command.draftId) })
        return
      case 'draft-share': {
        const draft = context.drafts.find((one) => one.id === command.draftId)
        if (draft === undefined) return
        shareDraft(documentOf(draft.pairId), draft)
        setContext({ drafts: context.drafts.filter((one) => one.id !== draft.id) })
        return
      }
      case 'load-all':
        for (const line of lines) {
          if (line.pairId === null) continue
          nextClientId += 1
          line.push({
            type: 'panel/lease',
            pairId: line.pairId,
            clientId: nextClientId,
            segments: [...gallerySegments, olderSegment],
          })
        }
        return
      case 'note-put':
        notes.set(command.note.id, command.note)
        for (const line of lines) tellLane(line)
        return
      case 'private-hide':
        isLaneHidden = command.isHidden
        for (const line of lines) tellLane(line)
        return
      case 'frame':
        setContext({ frameState: command.frameState })
        return
      case 'same-person':
        setContext({
          addresses: context.addresses.map((one) => {
            if (one.pairId !== command.pairId) return one
            return { ...one, kind: command.isSame ? 'same' : 'other' }
          }),
        })
        return
      case 'override':
        setContext({ override: command.override })
        return
      default:
        return
    }
  }

  const receive = (line: OpenLine, message: PanelMessage): void => {
    received.push(message)
    switch (message.type) {
      case 'panel/join':
        show(line)
        return
      case 'panel/visible':
      case 'panel/network':
      case 'panel/painted':
        return
      case 'panel/command': {
        if (background.isSilent) return
        const error = background.failWith.command
        if (error === null) runCommand(message.command)
        line.push({ type: 'panel/reply', id: message.id, error })
        return
      }
      case 'panel/sync': {
        const { pairId, segment } = message
        const bytes = fromBase64(message.message)
        const document = documentOf(pairId)
        const answer = bytes === null ? null : document.receiveMessage(segment, bytes, 'panel')
        if (answer === null || !answer.ok) {
          line.cut()
          return
        }
        const send = (reply: Uint8Array): void =>
          line.push({ type: 'panel/sync', pairId, segment, message: toBase64(reply) })
        if (answer.value !== null) {
          send(answer.value)
          send(document.askMessage(segment))
        }
        if (message.sequence !== null) {
          const { sequence } = message
          line.push({ type: 'panel/saved', sequence, error: background.failWith.save })
        }
      }
    }
  }

  const background: FakeBackground = {
    received,
    failWith: { save: null, command: null },
    isSilent: false,
    documentOf,
    setContext,
    editPartnerResponse(pairId, response) {
      const document = documentOf(pairId)
      const topic = document
        .read()
        .meetings.flatMap((meeting) => meeting.topics)
        .find((one) => one.owner === context.partner?.id)
      if (topic !== undefined) setResponse(document, topic.id, response)
    },
    writePartnerMemo(text) {
      if (context.pairId === null || context.partner === null) return
      const document = documentOf(context.pairId)
      const memo = document.read().meetings.flatMap(({ memos }) => memos)[0]
      if (memo !== undefined) setMemoText(document, memo.id, text, context.partner.id)
    },
    editNote(pairId, from, to) {
      const document = documentOf(pairId)
      const topic = document
        .read()
        .meetings.flatMap((meeting) => meeting.topics)
        .find((one) => one.note === from)
      if (topic !== undefined) setNote(document, topic.id, to)
    },
    context: () => context,
    setElsewhere(pair) {
      elsewhere = pair
      for (const line of lines) tellElsewhere(line)
    },
    erase() {
      for (const line of lines) line.push({ type: 'panel/void' })
    },
    die() {
      held = []
      isPaused = false
      for (const line of [...lines]) line.cut()
    },
    pause(next) {
      isPaused = next
      if (next) return
      const runs = held
      held = []
      for (const run of runs) run()
    },
    connect() {
      let isOpen = true
      const onMessage: ((raw: unknown) => void)[] = []
      const onDisconnect: (() => void)[] = []
      const line: OpenLine = {
        pairId: null,
        push(push) {
          const copy: unknown = JSON.parse(JSON.stringify(push))
          runLater(() => {
            if (isOpen) for (const listener of onMessage) listener(copy)
          })
        },
        cut() {
          if (!isOpen) return
          isOpen = false
          lines.delete(line)
          runLater(() => {
            for (const listener of onDisconnect) listener()
          })
        },
      }
      lines.add(line)
      return {
        post(message) {
          if (!isOpen) throw new Error('the port is closed')
          const parsed = panelMessages.parse(JSON.parse(JSON.stringify(message)))
          const arrive = (): void => {
            if (isOpen) receive(line, parsed)
          }
          runLater(() => {
            if (isPaused) held.push(arrive)
            else arrive()
          })
        },
        onMessage: (listener) => onMessage.push(listener),
        onDisconnect: (listener) => onDisconnect.push(listener),
        close() {
          isOpen = false
          lines.delete(line)
        },
      }
    },
  }
  return background
}
