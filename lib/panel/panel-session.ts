import type { ErrorCode } from '../base/app-error.ts'
import type { PanelCommand } from '../messaging/panel-command-schemas.ts'
import { createAllYears } from './all-years.ts'
import { createCalmSave } from './calm-save.ts'
import { createCommandActions } from './command-actions.ts'
import { type CommandAnswer, createCommandDesk, isAttempt } from './command-desk.ts'
import { createDraftShelf } from './draft-shelf.ts'
import { createElsewherePairs } from './elsewhere-pairs.ts'
import { createNoteShelf } from './note-shelf.ts'
import { createNoticeBoard } from './notice-board.ts'
import { isOverAlready } from './notices.ts'
import { createOpenPairs } from './open-pairs.ts'
import { keepLine } from './panel-line.ts'
import { createViewReader } from './read-session-view.ts'
import { createPushReceiver } from './receive-push.ts'
import type { PanelSession, PanelSessionDependencies } from './session-contract.ts'
import { announce, newSessionState, shownContext } from './session-state.ts'
import { createTalkActions } from './talk-actions.ts'
import { createTopicActions } from './topic-actions.ts'

/** Ages are told in minutes: redrawing twice a minute keeps them right. */
const agePauseMs = 30_000

/** Starts a session; it ends when `signal` aborts. */
export function startPanelSession(
  dependencies: PanelSessionDependencies,
  signal: AbortSignal,
): PanelSession {
  const { clock, timers } = dependencies
  const listeners = new Set<() => void>()
  const board = createNoticeBoard()
  const state = newSessionState()
  let isVisible = true
  let isWakeable = false
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
          ...(state.erasures !== null && { erasures: state.erasures }),
        })
        if (!isVisible) line.post({ type: 'panel/visible', isVisible })
        pairs.resume()
        commands.resume()
        years.resume()
      },
      onPush: (push) => receive(push),
      onLost() {
        pairs.loseLine()
        commands.loseLine()
        emit()
      },
      mayRest() {
        const frameState = state.context?.frameState
        const isAway = frameState === 'hidden' || frameState === 'collapsed'
        return isWakeable && isAway && reader.saveState() === 'saved' && commands.busy().size === 0
      },
      onInvalid: () => addError('message/invalid'),
      onOrphaned: () => addError('host/orphaned'),
    },
    signal,
  )
  const commands = createCommandDesk((message) => line.post(message))
  const shelf = createDraftShelf(commands, emit, addError)
  const notes = createNoteShelf(commands, emit)
  const pairs = createOpenPairs((message) => line.post(message))
  const elsewhere = createElsewherePairs()
  const years = createAllYears(
    commands,
    () => pairs.current()?.desk.isSynced() ?? false,
    emit,
    addError,
  )
  const calm = createCalmSave(timers, emit)

  const parts = { pairs, shelf, notes, elsewhere, years, board, calm, commands }
  const reader = createViewReader(state, parts, clock)
  const receive = createPushReceiver({
    state,
    parts,
    reader,
    startAnew: dependencies.startAnew,
    onInvalid: () => addError('message/invalid'),
    emit,
  })

  function emit(): void {
    reader.forget()
    for (const listener of [...listeners]) listener()
  }

  function addError(code: ErrorCode): void {
    board.add(code)
    emit()
  }

  const run = (command: PanelCommand): void => {
    line.wake()
    if (isAttempt(command.name)) board.beginAttempt()
    commands.run(command, (error) => {
      if (error !== null) addError(error)
    })
    emit()
  }

  const ask = (command: PanelCommand): Promise<CommandAnswer> =>
    new Promise((resolve) => {
      line.wake()
      if (isAttempt(command.name)) board.beginAttempt()
      commands.run(command, (error, bytes) => {
        if (error !== null) addError(error)
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
    if (reader.saveState() === 'failed') saveAgain()
    emit()
  }

  const topicActions = createTopicActions({
    clock,
    random: dependencies.random,
    context: () => shownContext(state),
    edit: pairs.edit,
    shelf,
    lists: () => reader.read().topics,
    onEdited(topicId) {
      pairs.current()?.memory.noteEdited(topicId)
      line.wake()
    },
    onError: addError,
    onPicked(topicId) {
      state.pickedId = topicId
    },
    onMoved: (topicId, position) => announce(state, 'moved', topicId, position),
    onChange: emit,
  })

  const talkActions = createTalkActions({
    clock,
    random: dependencies.random,
    context: () => shownContext(state),
    edit: pairs.edit,
    notes,
    elsewhere: () => reader.read().elsewhere,
    run,
    onEdited() {
      pairs.current()?.memory.noteEdited(null)
      line.wake()
    },
    onError: addError,
    onChange: emit,
  })

  dependencies.loadEditor().then(
    (open) => {
      if (signal.aborted) return
      pairs.useEditor(open)
      elsewhere.useEditor(open)
      emit()
    },
    () => addError('internal/unexpected'),
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
    view: reader.read,
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
        state.isNext = isOn
        state.pickedId = null
        emit()
      },
      loadYears() {
        const pairId = state.context?.pairId ?? null
        if (pairId === null) return
        line.wake()
        years.load(pairId)
        emit()
      },
      ...createCommandActions(run, ask),
      setLanguage(next) {
        state.language = next
        emit()
        dependencies.saveLanguage(next).then(
          (error) => {
            if (error !== null) addError(error)
          },
          () => addError('internal/unexpected'),
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
