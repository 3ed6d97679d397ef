import type { PanelContext } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { HostedDocument } from './document-host.ts'
import type { PanelPlace, PanelPort } from './panel-port.ts'

/** What the hub knows of one connected panel. */
export interface HubSession {
  readonly port: PanelPort
  panelId: string
  token: string | null
  /** What a panel outside a calendar page asked for; null inside one, and where it asked for nothing. */
  place: PanelPlace | null
  context: PanelContext | null
  pairId: PairId | null
  document: HostedDocument | null
  /** Segments the panel was told to load. */
  segments: Set<string>
  /** The panel asked for every year of its pair. */
  wantsAll: boolean
  /** The epoch of the last lease; another than the document's means that the panel's copy is void. */
  epoch: number
  /** The id this panel writes under, for every pair it shows; null before its first pair. */
  clientId: number | null
  isVisible: boolean
  /** The pair whose content the panel said it has drawn. */
  paintedPairId: PairId | null
  /** The private notes last sent, as text; not sent again while they are the same. */
  sentPrivate: string
  /** What was last sent of other addresses, as text, and the pairs it is made of. */
  sentElsewhere: string
  elsewhere: PairId[]
  isGone: boolean
  /** What this panel holds was erased: nothing of it is heard any more. */
  isVoid: boolean
  /** Everything a panel asks is done in order, one after the other, but for its errands. */
  tail: Promise<void>
  /** What it asked of a provider, and is not answered yet. */
  errands: Set<Promise<void>>
}

/** A panel that has said nothing yet. */
export function newHubSession(port: PanelPort): HubSession {
  return {
    port,
    panelId: '',
    token: null,
    place: null,
    context: null,
    pairId: null,
    document: null,
    segments: new Set(),
    wantsAll: false,
    epoch: 0,
    clientId: null,
    isVisible: true,
    paintedPairId: null,
    sentPrivate: '',
    sentElsewhere: '',
    elsewhere: [],
    isGone: false,
    isVoid: false,
    tail: Promise.resolve(),
    errands: new Set(),
  }
}

/** Lets go of the pair a panel showed. */
export function leavePair(session: HubSession): void {
  session.document?.release()
  session.document = null
  session.segments = new Set()
  session.wantsAll = false
  session.pairId = null
}

/** True when a person can see the content of the session's pair: drawn, in front, and not folded away. */
export function isOnScreen(session: HubSession): boolean {
  const { pairId, context } = session
  if (pairId === null || session.paintedPairId !== pairId || !session.isVisible) return false
  return context?.frameState === 'glance' || context?.frameState === 'open'
}

/** Tells the panel under which id it may write, and what to load; a copy of another lineage is void. */
export function postLease(session: HubSession, segments: string[]): void {
  const { port, pairId, clientId, document } = session
  if (pairId === null || clientId === null || document === null) return
  session.epoch = document.lineage
  port.post({ type: 'panel/lease', pairId, clientId, segments, epoch: session.epoch })
}
