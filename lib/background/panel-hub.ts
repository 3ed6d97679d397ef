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
  /** An edit of a panel was committed. */
  onEdited: (pairId: PairId) => void
  /** A panel has this pair on screen: now the network may be used. */
  onPainted: (pairId: PairId, tabId: number | null) => void
  /** The last panel of the pair was hidden. */
  onHidden: (pairId: PairId) => void
  /** A panel of this pair heard that the network came or went. */
  onNetwork: (pairId: PairId, isOnline: boolean) => void
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
  /** Gives another client id to every panel that writes under one of these; resolves when all have it. */
  renewClientIds(retired: readonly number[]): Promise<void>
  /** The pair's live copy was made anew: panels throw theirs away and load again. */
  startOver(pairId: PairId): void
}

interface Session {
  port: PanelPort
  panelId: string
  token: string | null
  context: PanelContext | null
  pairId: PairId | null
  document: HostedDocument | null
  /** Segments the panel was told to load. */
  segments: Set<string>
  /** The id this panel writes under, for every pair it shows; null before its first pair. */
  clientId: number | null
  /** Grows when the panel must throw its copy away. */
  epoch: number
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
    session.segments = new Set()
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
    session.segments = new Set(segments)
    // The panel may have gone while the document was loading.
    if (session.isGone) {
      leave(session)
      return
    }
    session.clientId ??= await device.leaseClientId(session.panelId, heldClientId)
    postLease(session, segments)
  }

  const isShownElsewhere = (pairId: PairId, except: Session): boolean =>
    [...sessions].some((one) => one !== except && one.pairId === pairId && one.isVisible)

  // Another meeting of the same pair may live in another year.
  const addSegments = async (session: Session, context: PanelContext): Promise<void> => {
    const wanted = await dependencies.segmentsFor(context)
    if (wanted.every((segment) => session.segments.has(segment))) return
    await leaseAgain(session)
  }

  const leaseAgain = async (session: Session): Promise<void> => {
    const { context, document, pairId } = session
    if (context === null || document === null || pairId === null) return
    const segments = await dependencies.segmentsFor(context)
    for (const segment of segments) {
      await document.ensureSegment(segment)
      session.segments.add(segment)
    }
    session.clientId ??= await device.leaseClientId(session.panelId, null)
    postLease(session, segments)
  }

  const postLease = ({ port, pairId, clientId, epoch }: Session, segments: string[]): void => {
    if (pairId === null || clientId === null) return
    port.post({ type: 'panel/lease', pairId, clientId, segments, epoch })
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
        if (session.pairId === null) return
        if (message.isVisible) dependencies.onPainted(session.pairId, session.port.tabId)
        else if (!isShownElsewhere(session.pairId, session)) dependencies.onHidden(session.pairId)
        return
      case 'panel/network':
        if (session.pairId !== null) dependencies.onNetwork(session.pairId, message.isOnline)
        return
      case 'panel/painted':
        if (session.pairId === message.pairId && session.isVisible) {
          dependencies.onPainted(message.pairId, session.port.tabId)
        }
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
        segments: new Set(),
        clientId: null,
        epoch: 0,
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
          if (pairId !== null && !isShownElsewhere(pairId, session)) dependencies.onHidden(pairId)
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
    startOver(pairId) {
      for (const session of sessions) {
        if (session.pairId !== pairId) continue
        session.epoch++
        enqueue(session, () => leaseAgain(session))
      }
    },
  }
}
