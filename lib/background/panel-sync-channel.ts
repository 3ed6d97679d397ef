import { type ErrorCode, errorCodeOf } from '../base/app-error.ts'
import { fromBase64, toBase64 } from '../base/bytes.ts'
import type { PanelMessage } from '../messaging/protocol.ts'
import type { PairId } from '../model/people.ts'
import type { CommittedUpdate, DocumentHost, HostedDocument } from './document-host.ts'
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
  const { host, onEdited } = parts
  const bytes = fromBase64(message.message)
  if (bytes === null) {
    session.port.close()
    return
  }
  const { document } = session
  if (document !== null && session.pairId === message.pairId) {
    await takeMessage(session, message, bytes, document, onEdited)
    return
  }
  // Edits made in the last moment before another event was opened, or before a worker died. Questions about
  // that pair need no answer any more.
  if (message.sequence === null || !(await parts.isKnownPair(message.pairId))) return
  const before = await host.open(message.pairId, [message.segment])
  try {
    await takeMessage(session, message, bytes, before, onEdited)
  } finally {
    before.release()
  }
}

/** What taking edits needs. */
export interface SyncChannelParts {
  host: DocumentHost
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
  onEdited: (pairId: PairId) => void,
): Promise<void> {
  const { pairId, segment } = message
  await document.ensureSegment(segment)
  const received = document.replica.receiveMessage(segment, bytes, session.panelId)
  if (!received.ok) {
    session.port.close()
    return
  }
  if (received.value !== null) postSync(session, pairId, segment, received.value)
  if (message.sequence === null) {
    // Ask back once: the panel may hold edits that a dead worker never stored.
    if (received.value !== null) {
      postSync(session, pairId, segment, document.replica.askMessage(segment))
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
  if (error === null) onEdited(pairId)
}

/** Passes a committed change on to a panel of the pair, unless it made it. True when it was passed on. */
export function deliverCommitted(session: HubSession, change: CommittedUpdate): boolean {
  if (session.pairId !== change.pairId || session.panelId === change.origin) return false
  if (session.document === null) return false
  const update = session.document.replica.updateMessage(change.update)
  postSync(session, change.pairId, change.segment, update)
  return true
}

function postSync(session: HubSession, pairId: PairId, segment: string, message: Uint8Array): void {
  session.port.post({ type: 'panel/sync', pairId, segment, message: toBase64(message) })
}
