import { type ErrorCode, errorCodeOf } from '../base/app-error.ts'
import { fromBase64, toBase64 } from '../base/bytes.ts'
import { readUpdate } from '../document/protocol-messages.ts'
import type { PanelMessage } from '../messaging/protocol.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentTools } from '../sync/document-tools.ts'
import { absorbCopy } from './absorb-copy.ts'
import type { DocumentHost, HostedDocument } from './document-host.ts'
import type { CommittedUpdate } from './live-copies.ts'
import type { HubSession } from './panel-hub-session.ts'

/**
 * Takes one y-protocols message of a panel: merges it, answers it, and says `panel/saved` after the commit.
 * A panel that does not follow the protocol is cut off. `onEdited` is called once its edits are committed.
 */
export async function receivePanelSync(
  session: HubSession,
  message: PanelSync,
  parts: SyncChannelParts,
): Promise<void> {
  const bytes = fromBase64(message.message)
  if (bytes === null) {
    session.port.close()
    return
  }
  const { document } = session
  if (document !== null && session.pairId === message.pairId) {
    await takeMessage(session, message, bytes, document, parts)
    return
  }
  // Edits made in the last moment before another event was opened, or before a worker died. Questions about
  // that pair need no answer any more.
  if (message.sequence === null || !(await parts.isKnownPair(message.pairId))) return
  const before = await parts.host.open(message.pairId, [message.segment])
  try {
    await takeMessage(session, message, bytes, before, parts)
  } finally {
    before.release()
  }
}

/** What taking edits needs. */
export interface SyncChannelParts {
  host: DocumentHost
  tools: Pick<DocumentTools, 'compare' | 'rebase'>
  /** Whether this device keeps a record of the pair. */
  isKnownPair: (pairId: PairId) => Promise<boolean>
  onEdited: (pairId: PairId) => void
}

type PanelSync = Extract<PanelMessage, { type: 'panel/sync' }>

async function takeMessage(
  session: HubSession,
  message: PanelSync,
  bytes: Uint8Array,
  document: HostedDocument,
  parts: SyncChannelParts,
): Promise<void> {
  const { pairId, segment, sequence } = message
  await document.ensureSegment(segment)
  if (message.isWhole === true) {
    const copy = readUpdate(bytes)
    if (copy === null || !absorbCopy(parts.tools, document, segment, copy, session.panelId)) {
      session.port.close()
      return
    }
  } else if ((message.epoch ?? 0) === document.lineage) {
    const received = document.replica.receiveMessage(segment, bytes, session.panelId)
    if (!received.ok) {
      session.port.close()
      return
    }
    if (received.value !== null) {
      postSync(session, pairId, segment, received.value)
      // Ask back once: the panel may hold edits that a dead worker never stored.
      postSync(session, pairId, segment, document.replica.askMessage(segment))
    }
  } else {
    // Merging a change of another lineage would splice words into each other. The lease tells the panel,
    // which then hands over its copy whole: nothing of it was called saved.
    if (sequence !== null) postVoid(session, pairId, document.lineage)
    return
  }
  if (sequence === null) {
    await document.settled()
    return
  }
  let error: ErrorCode | null = null
  try {
    await document.settled()
  } catch (thrown) {
    error = errorCodeOf(thrown)
  }
  session.port.post({ type: 'panel/saved', sequence, error })
  if (error === null) parts.onEdited(pairId)
}

/** Tells a panel that its copy of a pair is void. Of the pair on screen it is told by a lease of its own. */
function postVoid(session: HubSession, pairId: PairId, epoch: number): void {
  const { port, clientId } = session
  if (pairId === session.pairId || clientId === null) return
  port.post({ type: 'panel/lease', pairId, clientId, segments: [], epoch })
}

/** Passes a committed change on to a panel of the pair, unless it made it. True when it was passed on. */
export function deliverCommitted(session: HubSession, change: CommittedUpdate): boolean {
  if (session.pairId !== change.pairId || session.panelId === change.origin) return false
  // A panel that does not know yet that its copy is void gets everything after it has begun anew.
  if (session.document === null || session.document.lineage !== session.epoch) return false
  const update = session.document.replica.updateMessage(change.update)
  postSync(session, change.pairId, change.segment, update)
  return true
}

function postSync(session: HubSession, pairId: PairId, segment: string, message: Uint8Array): void {
  session.port.post({ type: 'panel/sync', pairId, segment, message: toBase64(message) })
}
