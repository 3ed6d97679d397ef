import type { ErrorCode } from '../base/app-error.ts'
import type { PanelCommand, PanelPush } from '../messaging/protocol.ts'
import type { PairView } from '../model/agenda.ts'
import { resolveMember } from '../model/member-alias.ts'
import { noteIdOf } from '../model/note-id.ts'
import type { PanelContext } from '../model/panel-context.ts'
import { renameMembers } from '../model/rename-members.ts'
import { createAllYears } from './all-years.ts'
import { createCalmSave } from './calm-save.ts'
import { createCommandActions } from './command-actions.ts'
import { type CommandAnswer, createCommandDesk, isAttempt } from './command-desk.ts'
import { createDraftShelf } from './draft-shelf.ts'
import { createElsewherePairs } from './elsewhere-pairs.ts'
import { createNoteShelf } from './note-shelf.ts'
import { createNoticeBoard } from './notice-board.ts'
import { createOpenPairs } from './open-pairs.ts'
import { keepLine } from './panel-line.ts'
import {
  type Announcement,
  buildPanelView,
  isOverAlready,
  type Notice,
  type PanelView,
} from './panel-view.ts'
import type { SaveState } from './save-ledger.ts'
import type { PanelSession, PanelSessionDependencies } from './session-contract.ts'
import { signatureOfTalk, withoutDate } from './shown-meeting.ts'
import { createTalkActions } from './talk-actions.ts'
import { createTopicActions } from './topic-actions.ts'
import { saysMore } from './topic-item.ts'

/** Ages are told in minutes: redrawing twice a minute keeps them right. */
const agePauseMs = 30_000

const nothing: readonly PairView[] = []

/** Starts a session; it ends when `signal` aborts. */
export function startPanelSession(
  dependencies: PanelSessionDependencies,
  signal: AbortSignal,
): PanelSession {
  const { clock, timers } = dependencies
  const listeners = new Set<() => void>()
  const board = createNoticeBoard()
  let context: PanelContext | null = null
  let isNext = false
  let language: 'ja' | 'en' | null = null
  let view: PanelView | null = null
  let announcement: Announcement | null = null
  let pickedId: string | null = null
  let isVisible = true
  let isWakeable = false
  /** How often everything was erased, as the background said it last. */
  let erasures: number | null = null
  let stopAging: (() => void) | null = null

  const line = keepLine(
    dependencies.connect,
    timers,
    {
      onOpen() {
        const heldClientId = pairs.clientId()
        const { token, place, panelId } = dependencies
        line.post({
          type: 'panel/join',
          token,
          place,
          panelId,
          heldClientId,
          ...(erasures !== null && { erasures }),
        })
        if (!isVisible) line.post({ type: 'panel/visible', isVisible })
        pairs.resume()
        commands.resume()
        years.resume()
      },
      onPush: receive,
      onLost() {
        pairs.loseLine()
        commands.loseLine()
        emit()
      },
      mayRest() {
        const isAway = context?.frameState === 'hidden' || context?.frameState === 'collapsed'
        return isWakeable && isAway && saveState() === 'saved' && commands.busy().size === 0
      },
      onInvalid: () => addError('message/invalid', null),
      onOrphaned: () => addError('host/orphaned', null),
    },
    signal,
  )
  const commands = createCommandDesk((message) => line.post(message))
  const shelf = createDraftShelf(commands, emit, (code) => addError(code, null))
  const notes = createNoteShelf(commands, emit)
  const pairs = createOpenPairs((message) => line.post(message))
  const elsewhere = createElsewherePairs()
  /** The views of other addresses with the ids of the pair on screen, until either changes. */
  let renamed: { of: unknown; document: PairView; views: PairView[] } | null = null
  const years = createAllYears(
    commands,
    () => pairs.current()?.desk.isSynced() ?? false,
    emit,
    (code) => addError(code, null),
  )
  const calm = createCalmSave(timers, emit)

  function emit(): void {
    view = null
    for (const listener of [...listeners]) listener()
  }

  function addError(code: ErrorCode, remedy: Notice['remedy']): void {
    board.add(code, remedy)
    emit()
  }

  function announce(kind: Announcement['kind'], topicId: string | null, position: number): void {
    announcement = { serial: (announcement?.serial ?? 0) + 1, kind, topicId, position }
  }

  function saveState(): SaveState {
    const states = [...pairs.saveStates(), shelf.state(), notes.state()]
    return (
      states.find((one) => one === 'failed') ?? states.find((one) => one === 'saving') ?? 'saved'
    )
  }

  /** The context with the meeting on screen. */
  const shown = (): PanelContext | null =>
    isNext && context !== null ? withoutDate(context) : context

  const readLane = (): PanelView['lane'] => {
    const { pairId, meeting } = context ?? {}
    // Beside the meeting in the calendar: only its notes are told to this panel.
    if (isNext || pairId == null || meeting == null) return null
    return {
      isHidden: notes.isHidden(),
      text: notes.find(noteIdOf(pairId, meeting.key, null))?.text ?? '',
      notes: notes.list(pairId),
    }
  }

  function viewsElsewhere(document: PairView | null): readonly PairView[] {
    const of = elsewhere.of(context?.pairId ?? null)
    const { self, partner } = context ?? {}
    if (document === null || of.length === 0 || self == null || partner == null) return nothing
    if (renamed?.of !== of || renamed.document !== document) {
      const here = {
        self: resolveMember(document.aliases, self.id),
        partner: resolveMember(document.aliases, partner.id),
      }
      renamed = {
        of,
        document,
        views: of.map(({ view, ...there }) => renameMembers(view, there, here)),
      }
    }
    return renamed.views
  }

  function currentView(): PanelView {
    if (view !== null) return view
    const pair = pairs.current()
    const { topicsOf, deliveryOf } = pairs
    const document = pair === null ? null : topicsOf(pair)
    const meeting = shown()?.meeting ?? null
    const beside = viewsElsewhere(document)
    view = buildPanelView({
      context: shown(),
      isNext,
      lane: readLane(),
      years: years.state(context?.pairId ?? null),
      language,
      document,
      elsewhere: beside,
      carry:
        document === null || meeting === null
          ? null
          : (pair?.desk.editor.carry(meeting, clock.nowMs(), beside) ?? null),
      isReady: pair?.desk.isReady() ?? false,
      drafts: shelf.list(),
      removedDrafts: shelf.removed(),
      isSharing: shelf.isSharing,
      deliveryOf,
      isArrived: pair?.memory.isArrived() ?? false,
      save: calm.show(saveState()),
      saveError: pair?.desk.ledger.error() ?? shelf.error() ?? notes.error(),
      errors: board.list(),
      dismissed: board.dismissed(),
      busy: commands.busy(),
      announcement,
      pickedId,
      nowMs: clock.nowMs(),
    })
    return view
  }

  function receive(push: PanelPush): void {
    switch (push.type) {
      case 'panel/context':
        erasures = push.erasures ?? 0
        acceptContext(push.context)
        break
      case 'panel/void':
        dependencies.startAnew()
        return
      case 'panel/lease':
        pairs.begin(push)
        break
      case 'panel/sync': {
        const wasReady = pairs.current()?.desk.isReady() ?? false
        const readShown = (): [string, string] => {
          const { topics, document, meeting } = currentView()
          return [JSON.stringify(topics.theirs), signatureOfTalk(document, meeting?.key ?? null)]
        }
        const before = wasReady ? readShown() : null
        if (!pairs.receive(push.pairId, push.segment, push.message)) {
          addError('message/invalid', null)
        }
        view = null
        noteShared()
        if (before !== null) {
          const [theirs, talk] = readShown()
          if (theirs !== before[0]) announce('partner-updated', null, 0)
          else if (talk !== before[1]) announce('talk-updated', null, 0)
        }
        break
      }
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

  function acceptContext(next: PanelContext): void {
    if (next.pairId !== context?.pairId) years.turn()
    if (next.meeting?.key !== context?.meeting?.key || next.pairId !== context?.pairId) {
      pickedId = null
      isNext = false
      board.turnPage()
    }
    if (next.status.problem !== context?.status.problem) board.forgetDismissed()
    if (next.language === language) language = null
    context = next
    shelf.accept(next.drafts)
    pairs.show(next)
    noteShared()
  }

  /** A shared draft that stands in the document is no draft any more. */
  function noteShared(): void {
    const pair = pairs.current()
    if (pair === null) return
    for (const meeting of pairs.topicsOf(pair)?.meetings ?? []) {
      for (const topic of meeting.topics) {
        const draft = topic.isRemoved ? null : shelf.find(topic.id)
        if (draft !== null) shelf.noteArrived(topic.id, !saysMore(draft, topic))
      }
    }
  }

  const run = (command: PanelCommand): void => {
    line.wake()
    if (isAttempt(command.name)) board.beginAttempt()
    commands.run(command, (error) => {
      if (error !== null) addError(error, null)
    })
    emit()
  }

  const ask = (command: PanelCommand): Promise<CommandAnswer> =>
    new Promise((resolve) => {
      line.wake()
      commands.run(command, (error, bytes) => {
        if (error !== null) addError(error, null)
        resolve({ error, bytes })
      })
      emit()
    })

  const saveAgain = (): void => {
    pairs.saveAgain()
    shelf.saveAgain()
    notes.saveAgain()
  }

  const age = (): void => {
    stopAging?.()
    stopAging = isVisible ? timers.after(agePauseMs, age) : null
    // There may be room again; nobody has to press for it.
    if (saveState() === 'failed') saveAgain()
    emit()
  }

  const topicActions = createTopicActions({
    clock,
    random: dependencies.random,
    context: shown,
    edit: pairs.edit,
    shelf,
    lists: () => currentView().topics,
    onEdited(topicId) {
      pairs.current()?.memory.noteEdited(topicId)
      line.wake()
    },
    onError: (code) => addError(code, null),
    onPicked(topicId) {
      pickedId = topicId
    },
    onMoved: (topicId, position) => announce('moved', topicId, position),
    onChange: emit,
  })

  const talkActions = createTalkActions({
    clock,
    random: dependencies.random,
    context: shown,
    edit: pairs.edit,
    notes,
    elsewhere: () => currentView().elsewhere,
    run,
    onEdited() {
      pairs.current()?.memory.noteEdited(null)
      line.wake()
    },
    onError: (code) => addError(code, null),
    onChange: emit,
  })

  dependencies.loadEditor().then(
    (open) => {
      if (signal.aborted) return
      pairs.useEditor(open)
      elsewhere.useEditor(open)
      emit()
    },
    () => addError('internal/unexpected', null),
  )
  signal.addEventListener('abort', () => {
    stopAging?.()
    calm.stop()
    listeners.clear()
    pairs.close()
  })
  line.wake()
  age()

  return {
    view: currentView,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setVisible(next) {
      if (next === isVisible) return
      isVisible = next
      if (isVisible) line.wake()
      line.post({ type: 'panel/visible', isVisible })
      age()
    },
    noteNetwork(isOnline) {
      line.wake()
      line.post({ type: 'panel/network', isOnline })
    },
    wake() {
      isWakeable = true
      line.wake()
    },
    notePainted(pairId) {
      line.post({ type: 'panel/painted', pairId })
    },
    actions: {
      ...topicActions,
      ...talkActions,
      prepareNext(isOn) {
        isNext = isOn
        pickedId = null
        emit()
      },
      loadYears() {
        const pairId = context?.pairId ?? null
        if (pairId === null) return
        line.wake()
        years.load(pairId)
        emit()
      },
      ...createCommandActions(run, ask),
      setLanguage(next) {
        language = next
        emit()
        dependencies.saveLanguage(next).then(
          (error) => {
            if (error !== null) addError(error, null)
          },
          () => addError('internal/unexpected', null),
        )
      },
      saveAgain() {
        saveAgain()
        emit()
      },
      dismiss(code) {
        board.dismiss(code)
        // What was put right is kept until it was read; whatever else is told ends when it is over.
        if (isOverAlready(code)) run({ name: 'dismiss' })
        emit()
      },
    },
  }
}
