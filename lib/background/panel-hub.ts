import { type ErrorCode, errorCodeOf } from '../base/app-error.ts'
import { toBase64 } from '../base/bytes.ts'
import type { PanelCommand } from '../messaging/panel-command-schemas.ts'
import type { PanelMessage } from '../messaging/protocol.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentTools } from '../sync/document-tools.ts'
import { type HubSession, leavePair, newHubSession } from './panel-hub-session.ts'
import type { PanelPlace, PanelPort } from './panel-port.ts'
import { deliverCommitted, receivePanelSync } from './panel-sync-channel.ts'
import { createPanelTeller, type PanelTellerDependencies } from './panel-teller.ts'

/** What the hub needs from the rest of the background. */
export interface PanelHubDependencies extends PanelTellerDependencies {
  /** For copies that outlived what is stored. */
  tools: Pick<DocumentTools, 'compare' | 'rebase'>
  /** Carries out a command; returns the code to tell, or null. */
  run: (command: PanelCommand, panel: PanelView) => Promise<ErrorCode | null>
  /** Whether this device keeps a record of the pair. */
  isKnownPair: (pairId: PairId) => Promise<boolean>
  /** The pair's document as the bytes of a file. */
  encodeFile: (pairId: PairId) => Promise<Uint8Array>
  /** An edit of a panel was committed. */
  onEdited: (pairId: PairId) => void
  /** A panel has this pair on screen: now the network may be used. */
  onPainted: (pairId: PairId, panel: PanelView) => void
  /** The last panel of the pair was hidden. */
  onHidden: (pairId: PairId) => void
  /** A panel of this pair heard that the network came or went. */
  onNetwork: (pairId: PairId, isOnline: boolean) => void
  report: (thrown: unknown) => void
}

/**
 * Commands that talk with a provider or the person: a request takes a minute at the worst, a sign-in window as long
 * as it stands. Meanwhile the panel goes on being heard and told what its page shows.
 */
const errands: readonly PanelCommand['name'][] = [
  'connect',
  'share-file',
  'pick',
  'paste-link',
  'sync-now',
  'end-access',
]

function startErrand(session: HubSession, errand: Promise<void>): void {
  const ended = errand.finally(() => session.errands.delete(ended))
  session.errands.add(ended)
}

/** What a command may know about the panel it came from. */
export interface PanelView {
  tabId: number | null
  /** What a panel outside a calendar page was asked to show. */
  place: PanelPlace | null
  pairId: PairId | null
  context: PanelContext
}

/** All connected panels. */
export interface PanelHub {
  /** Takes a new line. Call synchronously from `runtime.onConnect`. */
  accept(port: PanelPort): void
  /** Whether the panel framed in this tab is connected. */
  hasLine(tabId: number): boolean
  /** Something in the context of these panels changed: send it anew. Null means every panel. */
  refresh(filter: { tabId?: number; pairId?: PairId } | null): void
  /** Private notes, or their hiding, changed: panels that show other ones are told. */
  refreshPrivate(): void
  /** Gives another client id to every panel that writes under one of these; resolves when all have it. */
  renewClientIds(retired: readonly number[]): Promise<void>
  /** The pair's live copy was made anew: panels throw theirs away and load again. */
  startOver(pairId: PairId): void
  /**
   * Everything is being erased: no panel that is open now is heard any more, and new ones have to wait until
   * `release`, which also tells the old ones to begin anew. `settled` resolves when what panels asked before
   * has been dealt with, which may take as long as a sign-in window stands.
   */
  voidAll(): { settled: Promise<unknown>; release(): void }
}

/** Builds the hub. */
export function createPanelHub(dependencies: PanelHubDependencies): PanelHub {
  const { host, device, report } = dependencies
  const { show, showPrivate, showElsewhere, leaseAgain, loadAll, noteShown } =
    createPanelTeller(dependencies)
  const sessions = new Set<HubSession>()
  /** Stands open except while everything is being erased. */
  let gate: Promise<void> = Promise.resolve()

  const enqueue = (session: HubSession, work: () => Promise<void>): void => {
    const open = gate
    session.tail = session.tail
      .then(() => open)
      .then(() => (session.isVoid ? undefined : work()))
      .catch(report)
  }

  host.onCommitted((change) => {
    for (const session of sessions) {
      if (deliverCommitted(session, change)) noteShown(session)
      if (session.elsewhere.includes(change.pairId)) enqueue(session, () => showElsewhere(session))
    }
  })

  const viewOf = (session: HubSession, context: PanelContext): PanelView => ({
    tabId: session.port.tabId,
    place: session.place,
    pairId: session.pairId,
    context,
  })

  const isShownElsewhere = (pairId: PairId, except: HubSession): boolean =>
    [...sessions].some((one) => one !== except && one.pairId === pairId && one.isVisible)

  const loadEveryYear = async (session: HubSession, id: number): Promise<void> => {
    let error: ErrorCode | null = null
    try {
      await loadAll(session)
    } catch (thrown) {
      report(thrown)
      error = errorCodeOf(thrown)
    }
    session.port.post({ type: 'panel/reply', id, error })
  }

  const exportFile = async (session: HubSession, id: number): Promise<void> => {
    const { pairId, port } = session
    try {
      const bytes = pairId === null ? null : await dependencies.encodeFile(pairId)
      if (bytes === null) port.post({ type: 'panel/reply', id, error: 'message/invalid' })
      else port.post({ type: 'panel/reply', id, error: null, bytes: toBase64(bytes) })
    } catch (thrown) {
      report(thrown)
      port.post({ type: 'panel/reply', id, error: errorCodeOf(thrown) })
    }
  }

  const receive = async (session: HubSession, message: PanelMessage): Promise<void> => {
    switch (message.type) {
      case 'panel/join':
        session.panelId = message.panelId
        session.token = message.token
        // In somebody's page only the background says what is shown.
        session.place = session.port.tabId === null ? (message.place ?? null) : null
        if (message.erasures != null && message.erasures !== (await dependencies.erasures())) {
          // It slept while everything was erased.
          session.isVoid = true
          session.port.post({ type: 'panel/void' })
          return
        }
        await show(session, message.heldClientId)
        return
      case 'panel/visible':
        session.isVisible = message.isVisible
        if (session.pairId === null || session.context === null) return
        if (message.isVisible) {
          dependencies.onPainted(session.pairId, viewOf(session, session.context))
          noteShown(session)
        } else if (!isShownElsewhere(session.pairId, session)) {
          dependencies.onHidden(session.pairId)
        }
        return
      case 'panel/network':
        if (session.pairId !== null) dependencies.onNetwork(session.pairId, message.isOnline)
        return
      case 'panel/painted':
        if (session.pairId !== message.pairId || session.context === null) return
        session.paintedPairId = message.pairId
        if (!session.isVisible) return
        dependencies.onPainted(message.pairId, viewOf(session, session.context))
        noteShown(session)
        return
      case 'panel/sync':
        await receivePanelSync(session, message, dependencies)
        return
      case 'panel/command': {
        const { context } = session
        if (message.command.name === 'export-file') {
          await exportFile(session, message.id)
          return
        }
        if (message.command.name === 'load-all') {
          await loadEveryYear(session, message.id)
          return
        }
        const carryOut = async (): Promise<void> => {
          const error =
            context === null
              ? 'message/invalid'
              : await dependencies
                  .run(message.command, viewOf(session, context))
                  .catch((thrown: unknown) => {
                    report(thrown)
                    return errorCodeOf(thrown)
                  })
          session.port.post({ type: 'panel/reply', id: message.id, error })
        }
        if (errands.includes(message.command.name)) startErrand(session, carryOut())
        else await carryOut()
        return
      }
    }
  }

  return {
    accept(port) {
      const session = newHubSession(port)
      sessions.add(session)
      port.onMessage((message) => enqueue(session, () => receive(session, message)))
      port.onDisconnect(() => {
        session.isGone = true
        sessions.delete(session)
        const { pairId } = session
        enqueue(session, async () => {
          leavePair(session)
          // The page is gone: a worker that dies takes this listener with it, so it never runs for one.
          if (session.panelId !== '') await device.releaseClientId(session.panelId)
          if (pairId !== null && !isShownElsewhere(pairId, session)) dependencies.onHidden(pairId)
        })
      })
    },
    hasLine: (tabId) => [...sessions].some((one) => one.port.tabId === tabId && one.panelId !== ''),
    refresh(filter) {
      for (const session of sessions) {
        if (filter?.tabId !== undefined && session.port.tabId !== filter.tabId) continue
        if (filter?.pairId !== undefined && session.pairId !== filter.pairId) continue
        if (session.panelId === '') continue
        enqueue(session, () => show(session, null))
      }
    },
    refreshPrivate() {
      for (const session of sessions) enqueue(session, () => showPrivate(session))
    },
    async renewClientIds(retired) {
      const hit = [...sessions].filter(
        (one) => one.clientId !== null && retired.includes(one.clientId),
      )
      for (const session of hit) {
        session.clientId = null
        enqueue(session, () => leaseAgain(session))
      }
      await Promise.all(hit.map((session) => session.tail))
    },
    voidAll() {
      const voided = [...sessions]
      let open = (): void => undefined
      gate = new Promise((resolve) => {
        open = resolve
      })
      for (const session of voided) {
        session.isVoid = true
        leavePair(session)
      }
      return {
        settled: Promise.all(voided.flatMap(({ tail, errands }) => [tail, ...errands])),
        release() {
          open()
          for (const { port } of voided) port.post({ type: 'panel/void' })
        },
      }
    },
    startOver(pairId) {
      for (const session of sessions) {
        if (session.pairId !== pairId) continue
        enqueue(session, () => leaseAgain(session))
      }
    },
  }
}
