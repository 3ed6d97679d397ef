import { type ErrorCode, errorCodeOf } from '../base/app-error.ts'
import { fromBase64, toBase64 } from '../base/bytes.ts'
import type { PanelCommand, PanelMessage } from '../messaging/protocol.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { DeviceStore } from '../storage/ports.ts'
import type { CommittedUpdate, DocumentHost, HostedDocument } from './document-host.ts'
import type { PanelPort } from './panel-port.ts'

/** What the hub needs from the rest of the background. */
export interface PanelHubDependencies {
  host: DocumentHost
  device: DeviceStore
  /**
   * The context of the panel in `tabId` that showed `token`; null when the token is not that tab's: the
   * panel then learns nothing. A panel outside a calendar page passes null for both.
   */
  contextFor: (tabId: number | null, token: string | null) => Promise<PanelContext | null>
  /** The segments to load for a pair now. */
  segmentsFor: (context: PanelContext) => Promise<string[]>
  /** Carries out a command; returns the code to tell, or null. */
  run: (command: PanelCommand, panel: PanelView) => Promise<ErrorCode | null>
  /** A panel edited, showed or hid this pair. */
  onEdited: (pairId: PairId) => void
  onVisible: (pairId: PairId, isVisible: boolean) => void
  report: (thrown: unknown) => void
}

/** What a command may know about the panel it came from. */
export interface PanelView {
  tabId: number | null
  pairId: PairId | null
  context: PanelContext
}

/** All connected panels. */
export interface PanelHub {
  /** Takes a new line. Call synchronously from `runtime.onConnect`. */
  accept(port: PanelPort): void
  /** Something in the context of these panels changed: send it anew. Null means every panel. */
  refresh(filter: { tabId?: number; pairId?: PairId } | null): void
  /** Pairs that some panel has on screen. */
  visiblePairs(): PairId[]
}

interface Session {
  port: PanelPort
  panelId: string
  token: string | null
  context: PanelContext | null
  pairId: PairId | null
  document: HostedDocument | null
  /** The id this panel writes under, for every pair it shows; null before its first pair. */
  clientId: number | null
  isVisible: boolean
  isGone: boolean
  /** Everything a panel asks is done in order, one after the other. */
  tail: Promise<void>
}

/** Builds the hub. */
export function createPanelHub(dependencies: PanelHubDependencies): PanelHub {
  const { host, device, report } = dependencies
  const sessions = new Set<Session>()

  const enqueue = (session: Session, work: () => Promise<void>): void => {
    session.tail = session.tail.then(work).catch(report)
  }

  host.onCommitted((change) => {
    for (const session of sessions) deliver(session, change)
  })

  const leave = (session: Session): void => {
    session.document?.release()
    session.document = null
    session.pairId = null
  }

  const show = async (session: Session, heldClientId: number | null): Promise<void> => {
    if (session.isGone) return
    const context = await dependencies.contextFor(session.port.tabId, session.token)
    if (context === null) {
      session.port.close()
      return
    }
    session.context = context
    session.port.post({ type: 'panel/context', context })
    if (context.pairId === session.pairId) {
      await addSegments(session, context)
      return
    }
    leave(session)
    if (context.pairId === null) return
    const segments = await dependencies.segmentsFor(context)
    session.document = await host.open(context.pairId, segments)
    session.pairId = context.pairId
    // The panel may have gone while the document was loading.
    if (session.isGone) {
      leave(session)
      return
    }
    session.clientId ??= await device.leaseClientId(session.panelId, heldClientId)
    session.port.post({
      type: 'panel/lease',
      pairId: context.pairId,
      clientId: session.clientId,
      segments,
    })
    dependencies.onVisible(context.pairId, session.isVisible)
  }

  // Another meeting of the same pair may live in another year.
  const addSegments = async (session: Session, context: PanelContext): Promise<void> => {
    const { clientId } = session
    if (session.document === null || context.pairId === null || clientId === null) return
    const loaded = new Set(session.document.replica.segments())
    const wanted = await dependencies.segmentsFor(context)
    if (wanted.every((segment) => loaded.has(segment))) return
    for (const segment of wanted) await session.document.ensureSegment(segment)
    session.port.post({
      type: 'panel/lease',
      pairId: context.pairId,
      clientId,
      segments: wanted,
    })
  }

  const receive = async (session: Session, message: PanelMessage): Promise<void> => {
    switch (message.type) {
      case 'panel/join':
        session.panelId = message.panelId
        session.token = message.token
        await show(session, message.heldClientId)
        return
      case 'panel/visible':
        session.isVisible = message.isVisible
        if (session.pairId !== null) dependencies.onVisible(session.pairId, message.isVisible)
        return
      case 'panel/sync':
        await receiveSync(session, message)
        return
      case 'panel/command': {
        const { context } = session
        const error =
          context === null
            ? 'message/invalid'
            : await dependencies
                .run(message.command, {
                  tabId: session.port.tabId,
                  pairId: session.pairId,
                  context,
                })
                .catch((thrown: unknown) => {
                  report(thrown)
                  return errorCodeOf(thrown)
                })
        session.port.post({ type: 'panel/reply', id: message.id, error })
        return
      }
    }
  }

  const receiveSync = async (
    session: Session,
    message: Extract<PanelMessage, { type: 'panel/sync' }>,
  ): Promise<void> => {
    const bytes = fromBase64(message.message)
    const { document, pairId } = session
    // A late message for the pair shown before: its edits were acknowledged or will be asked for again.
    if (document === null || pairId !== message.pairId) return
    if (bytes === null) {
      session.port.close()
      return
    }
    await document.ensureSegment(message.segment)
    const received = document.replica.receiveMessage(message.segment, bytes, session.panelId)
    if (!received.ok) {
      session.port.close()
      return
    }
    if (received.value !== null) postSync(session, message.segment, received.value)
    if (message.sequence === null) {
      // Ask back once: the panel may hold edits that a dead worker never stored.
      if (received.value !== null) {
        postSync(session, message.segment, document.replica.askMessage(message.segment))
      }
      await document.settled()
      return
    }
    let error: ErrorCode | null = null
    try {
      await document.settled()
    } catch (thrown) {
      error = errorCodeOf(thrown)
    }
    session.port.post({ type: 'panel/saved', sequence: message.sequence, error })
    if (error === null) dependencies.onEdited(pairId)
  }

  const postSync = (session: Session, segment: string, message: Uint8Array): void => {
    if (session.pairId === null) return
    session.port.post({
      type: 'panel/sync',
      pairId: session.pairId,
      segment,
      message: toBase64(message),
    })
  }

  const deliver = (session: Session, change: CommittedUpdate): void => {
    if (session.pairId !== change.pairId || session.panelId === change.origin) return
    if (session.document === null) return
    postSync(session, change.segment, session.document.replica.updateMessage(change.update))
  }

  return {
    accept(port) {
      const session: Session = {
        port,
        panelId: '',
        token: null,
        context: null,
        pairId: null,
        document: null,
        clientId: null,
        isVisible: true,
        isGone: false,
        tail: Promise.resolve(),
      }
      sessions.add(session)
      port.onMessage((message) => enqueue(session, () => receive(session, message)))
      port.onDisconnect(() => {
        session.isGone = true
        sessions.delete(session)
        const { pairId } = session
        enqueue(session, async () => {
          leave(session)
          // The page is gone: a worker that dies takes this listener with it, so it never runs for one.
          if (session.panelId !== '') await device.releaseClientId(session.panelId)
          if (pairId !== null) dependencies.onVisible(pairId, false)
        })
      })
    },
    refresh(filter) {
      for (const session of sessions) {
        if (filter?.tabId !== undefined && session.port.tabId !== filter.tabId) continue
        if (filter?.pairId !== undefined && session.pairId !== filter.pairId) continue
        if (session.panelId === '') continue
        enqueue(session, () => show(session, null))
      }
    },
    visiblePairs() {
      return [...sessions].flatMap((one) =>
        one.isVisible && one.pairId !== null ? [one.pairId] : [],
      )
    },
  }
}
