import type { PanelPush } from '../messaging/protocol.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { DeviceStore } from '../storage/ports.ts'
import type { DocumentHost } from './document-host.ts'
import type { ElsewherePush } from './elsewhere.ts'
import { type HubSession, isOnScreen, leavePair, postLease } from './panel-hub-session.ts'
import type { PanelPlace } from './panel-port.ts'

/** What telling a panel needs from the rest of the background. */
export interface PanelTellerDependencies {
  host: DocumentHost
  device: DeviceStore
  /** The context of a panel; null when it may be told nothing, and then it is cut off. */
  contextFor: (who: PanelCaller) => Promise<PanelContext | null>
  /** The private notes for what a panel shows, with `isAll` for every year; null where it shows no pair. */
  privateFor: (context: PanelContext, isAll: boolean) => Promise<PrivatePush | null>
  /** What the two have under other addresses; null where a panel shows no pair. */
  elsewhereFor: (context: PanelContext, isAll: boolean) => Promise<ElsewherePush | null>
  /** The segments to load for a pair now; with `isAll`, every one that is stored. */
  segmentsFor: (context: PanelContext, isAll: boolean) => Promise<string[]>
  /** How often everything on this device was erased. */
  erasures: () => Promise<number>
  /** The content of this meeting stands before the person's eyes, as it is stored now. */
  onShown: (pairId: PairId, meeting: MeetingKey) => void
}

/** Who asks for a context. Outside a calendar page `tabId` and `token` are null. */
export interface PanelCaller {
  tabId: number | null
  token: string | null
  place: PanelPlace | null
}

/** The push that carries private notes. */
export type PrivatePush = Extract<PanelPush, { type: 'panel/private' }>

/** Tells one connected panel what it shows. Nothing is posted to a panel that has gone. */
export interface PanelTeller {
  /** Everything, anew. `heldClientId` is the id a panel that is back after the worker's death still writes under. */
  show(session: HubSession, heldClientId: number | null): Promise<void>
  /** The private notes, unless they are what was sent last. */
  showPrivate(session: HubSession): Promise<void>
  /** What the two have under other addresses, unless it is what was sent last. */
  showElsewhere(session: HubSession): Promise<void>
  /** The segments of the pair and the id to write under, once more. */
  leaseAgain(session: HubSession): Promise<void>
  /** Every year of the pair, from now on. */
  loadAll(session: HubSession): Promise<void>
  /** Reports the meeting as shown where a person can see it. */
  noteShown(session: HubSession): void
}

/** Builds it. */
export function createPanelTeller(dependencies: PanelTellerDependencies): PanelTeller {
  const { host, device } = dependencies

  const show = async (session: HubSession, heldClientId: number | null): Promise<void> => {
    if (session.isGone) return
    const { port, token, place } = session
    const context = await dependencies.contextFor({ tabId: port.tabId, token, place })
    if (context === null) {
      port.close()
      return
    }
    session.context = context
    port.post({ type: 'panel/context', context, erasures: await dependencies.erasures() })
    await showPair(session, context, heldClientId)
    await showPrivate(session)
    await showElsewhere(session)
    noteShown(session)
  }

  const showPair = async (
    session: HubSession,
    context: PanelContext,
    heldClientId: number | null,
  ): Promise<void> => {
    if (context.pairId === session.pairId) {
      await addSegments(session, context)
      return
    }
    leavePair(session)
    if (context.pairId === null) return
    const segments = await dependencies.segmentsFor(context, session.wantsAll)
    session.document = await host.open(context.pairId, segments)
    session.pairId = context.pairId
    session.segments = new Set(segments)
    // The panel may have gone while the document was loading.
    if (session.isGone) {
      leavePair(session)
      return
    }
    // A panel that is back after the worker's death has drawn the pair already and will not say so again.
    if (heldClientId !== null) session.paintedPairId = context.pairId
    session.clientId ??= await device.leaseClientId(session.panelId, heldClientId)
    postLease(session, segments)
  }

  const showPrivate = async (session: HubSession): Promise<void> => {
    if (session.context === null || session.isGone) return
    const push = await dependencies.privateFor(session.context, session.wantsAll)
    const text = JSON.stringify(push)
    if (push === null || text === session.sentPrivate) return
    session.sentPrivate = text
    session.port.post(push)
  }

  const showElsewhere = async (session: HubSession): Promise<void> => {
    if (session.context === null || session.isGone) return
    const push = await dependencies.elsewhereFor(session.context, session.wantsAll)
    const text = JSON.stringify(push)
    if (push === null || text === session.sentElsewhere) return
    // Most people have one address: nothing is said of none.
    if (push.pairs.length === 0 && session.elsewhere.length === 0) return
    session.sentElsewhere = text
    session.elsewhere = push.pairs.map(({ pairId }) => pairId)
    session.port.post(push)
  }

  const noteShown = (session: HubSession): void => {
    const meeting = session.context?.meeting ?? null
    if (session.pairId === null || meeting === null || !isOnScreen(session)) return
    dependencies.onShown(session.pairId, meeting.key)
  }

  // Another meeting of the same pair may live in another year.
  const addSegments = async (session: HubSession, context: PanelContext): Promise<void> => {
    const wanted = await dependencies.segmentsFor(context, session.wantsAll)
    if (wanted.every((segment) => session.segments.has(segment))) return
    await leaseAgain(session)
  }

  const leaseAgain = async (session: HubSession): Promise<void> => {
    const { context, document, pairId } = session
    if (context === null || document === null || pairId === null) return
    const segments = await dependencies.segmentsFor(context, session.wantsAll)
    for (const segment of segments) {
      await document.ensureSegment(segment)
      session.segments.add(segment)
    }
    session.clientId ??= await device.leaseClientId(session.panelId, null)
    postLease(session, segments)
  }

  return {
    show,
    showPrivate,
    showElsewhere,
    leaseAgain,
    async loadAll(session) {
      session.wantsAll = true
      if (session.context !== null) await addSegments(session, session.context)
      await showElsewhere(session)
      await showPrivate(session)
    },
    noteShown,
  }
}
