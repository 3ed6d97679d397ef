import type { HostedDocument } from '../../lib/background/document-host.ts'
import type { Replica, SegmentId } from '../../lib/document/types.ts'
import type { EditTrace } from './edits.ts'

/** A word typed on a device and how far it got. */
export interface TypedWord {
  marker: string
  device: string
  /** Committed on the device: from here on it may never be lost. */
  isSaved: boolean
  /** Typed again or deleted by a person, or taken away by a fault no software can undo. */
  isExcused: boolean
}

/** An open panel: a page with a replica of its own, which outlives the worker. */
export interface SimulatedPanel {
  replica: Replica
  /** Changes made here that the background has not said to be saved, oldest first. */
  unsaved: EditTrace[]
  isJoined: boolean
  /** The lineage its copy was filled under; null before it was. */
  lineage: number | null
  /** Its copy is being exchanged: people cannot type for a moment. */
  isFrozen: boolean
  /** Updates made while nobody listens are found again by the handshake. */
  send: ((segment: SegmentId, update: Uint8Array) => void) | null
  /** The background's document this panel is joined to, in the present life of the worker. */
  document: HostedDocument | null
}

/** Wraps a replica as an open panel. */
export function createPanel(replica: Replica): SimulatedPanel {
  const panel: SimulatedPanel = {
    replica,
    unsaved: [],
    isJoined: false,
    lineage: null,
    isFrozen: false,
    send: null,
    document: null,
  }
  replica.onUpdate((segment, update, origin) => {
    if (origin !== 'background') panel.send?.(segment, update)
  })
  return panel
}

/** Two y-protocols questions bring both sides level, as after every reconnect. */
export function shakeHands(panel: Replica, background: Replica, origin: string): void {
  const segments = new Set([...panel.segments(), ...background.segments()])
  for (const segment of segments) {
    const forPanel = background.receiveMessage(segment, panel.askMessage(segment), origin)
    if (forPanel.ok && forPanel.value !== null) {
      panel.receiveMessage(segment, forPanel.value, 'background')
    }
    const forBackground = panel.receiveMessage(
      segment,
      background.askMessage(segment),
      'background',
    )
    if (forBackground.ok && forBackground.value !== null) {
      background.receiveMessage(segment, forBackground.value, origin)
    }
  }
}
