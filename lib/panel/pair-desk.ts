import { fromBase64, toBase64 } from '../base/bytes.ts'
import type { PanelMessage } from '../messaging/protocol.ts'
import type { PairId } from '../model/people.ts'
import type { PairEditor } from './pair-editor.ts'
import { createSaveLedger, type SaveLedger } from './save-ledger.ts'

/** Origin of changes that came over the line; everything else is the person's own. */
const lineOrigin = 'line'

/**
 * One pair's replica at work: it is filled over the line, waits with edits until it knows what its leased
 * client id wrote before, sends every edit, and after a lost line asks and answers until both sides hold
 * the same.
 */
export interface PairDesk {
  readonly pairId: PairId
  readonly editor: PairEditor
  readonly ledger: SaveLedger
  /**
   * The background leased an id: ask for the segments; the id is taken once all are answered. `epoch` is the
   * same in every lease of one desk.
   */
  begin(clientId: number, segments: readonly string[], epoch: number): void
  /** A y-protocols message in base64; false when it is not understood. */
  receive(segment: string, message: string): boolean
  /** True once everything to be shown is here and edits are allowed. */
  isReady(): boolean
  /** True while every segment of the last lease has been answered on a line that stands. */
  isSynced(): boolean
  /** Runs an edit now, or as soon as the desk is ready. */
  edit(run: (editor: PairEditor) => void): void
  /** The id this desk writes under; null before the first lease took effect. */
  clientId(): number | null
  loseLine(): void
  /** Sends the whole state anew: after a save failed, and from a copy that became void. */
  saveAgain(): void
  /** Takes away the edits that still wait for the desk to be ready. */
  takeWaiting(): ((editor: PairEditor) => void)[]
  destroy(): void
}

/** What a desk needs. */
export interface PairDeskDependencies {
  /** Sends; false when the line is down. */
  post: (message: PanelMessage) => boolean
  /** The next sequence number of this panel. */
  nextSequence: () => number
}

/** Builds a desk around an empty editor. */
export function createPairDesk(editor: PairEditor, dependencies: PairDeskDependencies): PairDesk {
  const { replica } = editor
  const { pairId } = replica
  const ledger = createSaveLedger()
  const unanswered = new Set<string>()
  let leasedId: number | null = null
  let ownEpoch = 0
  let isLineSynced = false
  let isReady = false
  let waitingEdits: ((editor: PairEditor) => void)[] = []

  const post = (
    segment: string,
    bytes: Uint8Array,
    sequence: number | null,
    isWhole = false,
  ): boolean =>
    dependencies.post({
      type: 'panel/sync',
      pairId,
      segment,
      message: toBase64(bytes),
      sequence,
      epoch: ownEpoch,
      ...(isWhole && { isWhole }),
    })

  const postEdits = (segment: string, bytes: Uint8Array, isWhole = false): void => {
    const sequence = dependencies.nextSequence()
    if (post(segment, bytes, sequence, isWhole)) ledger.noteSent(sequence, segment)
    else ledger.noteUnsent(segment)
  }

  replica.onUpdate((segment, update, origin) => {
    if (origin === lineOrigin) return
    if (isLineSynced) postEdits(segment, replica.updateMessage(update))
    // The background will ask for it: its question is answered with everything it lacks.
    else ledger.noteUnsent(segment)
  })

  const finishSync = (): void => {
    isLineSynced = true
    if (leasedId !== null && replica.clientId() !== leasedId) replica.setClientId(leasedId)
    // A segment written to before any lease named it was not asked for: send it whole.
    for (const segment of replica.segments()) {
      if (ledger.hasUnsent(segment)) {
        postEdits(segment, replica.updateMessage(replica.encode(segment)))
      }
    }
    isReady = true
    const runs = waitingEdits
    waitingEdits = []
    for (const run of runs) run(editor)
  }

  return {
    pairId,
    editor,
    ledger,
    begin(clientId, segments, epoch) {
      leasedId = clientId
      ownEpoch = epoch
      isLineSynced = false
      unanswered.clear()
      for (const segment of segments) unanswered.add(segment)
      for (const segment of segments) post(segment, replica.askMessage(segment), null)
      if (segments.length === 0) finishSync()
    },
    receive(segment, message) {
      const bytes = fromBase64(message)
      const received = bytes === null ? null : replica.receiveMessage(segment, bytes, lineOrigin)
      if (received === null || !received.ok) return false
      if (received.value === null) return true
      // The background answers our question first and then asks its own, on one ordered line: when its
      // question is here, its answer is in.
      if (ledger.hasUnsent(segment)) postEdits(segment, received.value)
      else post(segment, received.value, null)
      if (unanswered.delete(segment) && unanswered.size === 0) finishSync()
      return true
    },
    isReady: () => isReady,
    isSynced: () => isLineSynced,
    edit(run) {
      if (isReady) run(editor)
      else waitingEdits.push(run)
    },
    clientId: () => (isReady ? replica.clientId() : null),
    loseLine() {
      isLineSynced = false
      unanswered.clear()
      ledger.noteLineLost()
    },
    saveAgain() {
      for (const segment of replica.segments()) {
        postEdits(segment, replica.updateMessage(replica.encode(segment)), true)
      }
    },
    takeWaiting() {
      const taken = waitingEdits
      waitingEdits = []
      return taken
    },
    destroy: () => replica.destroy(),
  }
}
