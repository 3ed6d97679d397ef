import type { ErrorCode } from '../base/app-error.ts'
import type { PanelMessage, PanelPush } from '../messaging/protocol.ts'
import type { PairView, Topic } from '../model/agenda.ts'
import type { PanelContext } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import { createDeliveryMemory, type DeliveryMemory } from './delivery-memory.ts'
import { createPairDesk, type PairDesk } from './pair-desk.ts'
import type { OpenPairEditor, PairEditor } from './pair-editor.ts'
import type { SaveState } from './save-ledger.ts'
import type { TopicDelivery } from './topic-item.ts'

/** A pair whose document this panel holds. */
export interface OpenPair {
  desk: PairDesk
  memory: DeliveryMemory
  /** The epoch of the lease this copy was filled under; null before the first. */
  epoch: number | null
}

/** Pairs kept after they left the screen: opening one of them again draws it at once. */
const recentKept = 8

type Lease = Extract<PanelPush, { type: 'panel/lease' }>

/**
 * The pair on screen, the last few shown before, and pairs whose edits are not all acknowledged: those are
 * kept until they are, so that switching to another event loses nothing.
 */
export interface OpenPairs {
  /** The document layer is loaded; what waited for it runs. */
  useEditor(open: OpenPairEditor): void
  show(context: PanelContext): void
  /**
   * The background leased an id. Another epoch than the copy's makes it void: what may not be saved of it is
   * handed over whole, and a new one is filled.
   */
  begin(lease: Lease): void
  /** The id this panel writes under; null before the first lease. */
  clientId(): number | null
  /** False when the message is not understood; one for a pair no longer held is passed over. */
  receive(pairId: PairId, segment: string, message: string): boolean
  settle(sequence: number, error: ErrorCode | null): void
  current(): OpenPair | null
  /** The readable content of a pair; null before all of it is here. */
  topicsOf(pair: OpenPair): PairView | null
  deliveryOf(topic: Topic): TopicDelivery
  edit(run: (editor: PairEditor) => void): void
  loseLine(): void
  /** The line stands again: send what pairs no longer on screen still owe. */
  resume(): void
  saveAgain(): void
  /** Whether what was written is saved: of the pair on screen, and of copies that became void. */
  saveStates(): SaveState[]
  close(): void
}

/** Builds the holder; `post` returns false when the line is down. */
export function createOpenPairs(post: (message: PanelMessage) => boolean): OpenPairs {
  const held = new Map<PairId, OpenPair>()
  /** Void copies whose words the background has not acknowledged yet. */
  const outlived = new Set<OpenPair>()
  let openEditor: OpenPairEditor | null = null
  let context: PanelContext | null = null
  let lastSequence = 0
  let leasedId: number | null = null
  /** What came or was asked while the document layer was loading, in order. */
  let waiting: (() => void)[] = []

  const current = (): OpenPair | null =>
    context?.pairId == null ? null : (held.get(context.pairId) ?? null)

  const openPair = (pairId: PairId): OpenPair | null => {
    const known = held.get(pairId)
    if (known !== undefined) return known
    if (openEditor === null) return null
    const made: OpenPair = {
      desk: createPairDesk(openEditor(pairId), {
        post,
        nextSequence() {
          lastSequence += 1
          return lastSequence
        },
      }),
      memory: createDeliveryMemory(() => (context?.status.phase ?? 'local') !== 'local'),
      epoch: null,
    }
    held.set(pairId, made)
    return made
  }

  const dropSettled = (keptCount = recentKept): void => {
    const settled = [...held].filter(
      ([pairId, pair]) => pairId !== context?.pairId && pair.desk.ledger.state() === 'saved',
    )
    // A map keeps the order of insertion, and showing puts a pair last.
    for (const [pairId, pair] of settled.slice(0, Math.max(0, settled.length - keptCount))) {
      held.delete(pairId)
      pair.desk.destroy()
    }
    for (const pair of outlived) {
      if (pair.desk.ledger.state() !== 'saved') continue
      outlived.delete(pair)
      pair.desk.destroy()
    }
  }

  const saveUnsaved = (pair: OpenPair): void => {
    if (pair.desk.ledger.state() !== 'saved') pair.desk.saveAgain()
  }

  /** Lets go of a copy that may not be merged any more; returns the edits that wait for its successor. */
  const outlive = (pair: OpenPair): ReturnType<PairDesk['takeWaiting']> => {
    held.delete(pair.desk.pairId)
    outlived.add(pair)
    saveUnsaved(pair)
    dropSettled()
    return pair.desk.takeWaiting()
  }

  /** "The file holds everything" is about what was saved when the background said so. */
  const noteArrived = (): void => {
    const pair = current()
    if (pair === null || context === null || context.status.phase !== 'arrived') return
    if (!pair.desk.isReady() || pair.desk.ledger.state() !== 'saved') return
    pair.memory.noteArrived(
      pair.desk.editor.replica.read().meetings.flatMap((meeting) => meeting.topics),
    )
  }

  const all = (): OpenPair[] => [...held.values(), ...outlived]

  const whenLoaded = (run: () => void): void => {
    if (openEditor === null) waiting.push(run)
    else run()
  }

  return {
    useEditor(open) {
      openEditor = open
      const runs = waiting
      waiting = []
      for (const run of runs) run()
    },
    show(next) {
      const before = current()
      context = next
      // The line was lost, and when it stood again another pair was on screen: nobody asks for these edits.
      if (before !== null && before !== current() && !before.desk.isSynced()) saveUnsaved(before)
      if (next.pairId !== null) {
        const pair = openPair(next.pairId)
        if (pair !== null) {
          held.delete(next.pairId)
          held.set(next.pairId, pair)
        }
      }
      dropSettled()
      if (next.status.phase === 'arrived') noteArrived()
      else current()?.memory.noteEdited(null)
    },
    begin({ pairId, clientId, segments, epoch = 0 }) {
      leasedId = clientId
      whenLoaded(() => {
        const known = held.get(pairId)
        const isVoid = known !== undefined && known.epoch !== null && known.epoch !== epoch
        const waitingEdits = isVoid ? outlive(known) : []
        if (pairId !== context?.pairId) return
        const pair = openPair(pairId)
        if (pair === null) return
        pair.epoch = epoch
        pair.desk.begin(clientId, segments, epoch)
        for (const run of waitingEdits) pair.desk.edit(run)
      })
    },
    clientId: () => current()?.desk.clientId() ?? leasedId,
    receive(pairId, segment, message) {
      const pair = held.get(pairId)
      if (pair === undefined) return true
      const wasReady = pair.desk.isReady()
      const isUnderstood = pair.desk.receive(segment, message)
      if (!wasReady && pair.desk.isReady()) noteArrived()
      return isUnderstood
    },
    settle(sequence, error) {
      for (const pair of all()) if (pair.desk.ledger.settle(sequence, error)) break
      dropSettled()
    },
    current,
    topicsOf: (pair) => (pair.desk.isReady() ? pair.desk.editor.replica.read() : null),
    deliveryOf: (topic) => current()?.memory.of(topic) ?? 'unknown',
    edit(run) {
      const pairId = context?.pairId
      if (pairId == null) return
      whenLoaded(() => openPair(pairId)?.desk.edit(run))
    },
    loseLine() {
      // Nobody tells what becomes of a copy that is not on screen.
      dropSettled(0)
      for (const pair of all()) pair.desk.loseLine()
    },
    resume() {
      const shown = current()
      for (const pair of all()) if (pair !== shown) saveUnsaved(pair)
    },
    saveAgain() {
      current()?.desk.saveAgain()
      for (const pair of outlived) pair.desk.saveAgain()
    },
    saveStates: () => [current(), ...outlived].map((pair) => pair?.desk.ledger.state() ?? 'saved'),
    close() {
      for (const pair of all()) pair.desk.destroy()
      held.clear()
      outlived.clear()
      waiting = []
    },
  }
}
