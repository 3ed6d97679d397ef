import type { PanelPush } from '../messaging/protocol.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { ViewReader } from './read-session-view.ts'
import type { SessionParts } from './session-parts.ts'
import { announce, type SessionState } from './session-state.ts'
import { signatureOfTalk } from './shown-meeting.ts'
import { saysMore } from './topic-item.ts'

/** What taking a push needs besides the state. */
export interface PushReceiverParts {
  state: SessionState
  parts: SessionParts
  reader: ViewReader
  /** Everything was erased: begin anew. */
  startAnew: () => void
  /** A message of the background was not understood. */
  onInvalid: () => void
  /** Something changed that may show. */
  emit: () => void
}

/** Builds what takes each push of the background to the part it is for. */
export function createPushReceiver(all: PushReceiverParts): (push: PanelPush) => void {
  const { state, reader, emit } = all
  const { pairs, shelf, notes, elsewhere, years, board, commands } = all.parts

  const acceptContext = (next: PanelContext): void => {
    const { context } = state
    if (next.pairId !== context?.pairId) years.turn()
    if (next.meeting?.key !== context?.meeting?.key || next.pairId !== context?.pairId) {
      state.pickedId = null
      state.isNext = false
      board.turnPage()
    }
    if (next.status.problem !== context?.status.problem) board.forgetDismissed()
    if (next.language === state.language) state.language = null
    state.context = next
    shelf.accept(next.drafts)
    pairs.show(next)
    noteShared()
  }

  /** A shared draft that stands in the document is no draft any more. */
  const noteShared = (): void => {
    const pair = pairs.current()
    if (pair === null) return
    for (const meeting of pairs.topicsOf(pair)?.meetings ?? []) {
      for (const topic of meeting.topics) {
        const draft = topic.isRemoved ? null : shelf.find(topic.id)
        if (draft !== null) shelf.noteArrived(topic.id, !saysMore(draft, topic))
      }
    }
  }

  const readShown = (): [string, string] => {
    const { topics, document, meeting } = reader.read()
    return [JSON.stringify(topics.theirs), signatureOfTalk(document, meeting?.key ?? null)]
  }

  const acceptSync = (push: Extract<PanelPush, { type: 'panel/sync' }>): void => {
    const wasReady = pairs.current()?.desk.isReady() ?? false
    const before = wasReady ? readShown() : null
    if (!pairs.receive(push.pairId, push.segment, push.message)) all.onInvalid()
    reader.forget()
    noteShared()
    if (before === null) return
    const [theirs, talk] = readShown()
    if (theirs !== before[0]) announce(state, 'partner-updated', null, 0)
    else if (talk !== before[1]) announce(state, 'talk-updated', null, 0)
  }

  return (push) => {
    switch (push.type) {
      case 'panel/context':
        state.erasures = push.erasures ?? 0
        acceptContext(push.context)
        break
      case 'panel/void':
        all.startAnew()
        return
      case 'panel/lease':
        pairs.begin(push)
        break
      case 'panel/sync':
        acceptSync(push)
        break
      case 'panel/private':
        notes.accept(push)
        break
      case 'panel/elsewhere':
        elsewhere.accept(push)
        break
      case 'panel/saved':
        pairs.settle(push.sequence, push.error)
        break
      case 'panel/reply':
        commands.settle(push.id, push.error, push.bytes)
        noteShared()
        break
    }
    emit()
  }
}
