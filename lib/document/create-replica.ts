import * as Y from 'yjs'
import { type Random, systemRandom } from '../base/clock.ts'
import { fail, ok } from '../base/result.ts'
import type { PairView } from '../model/agenda.ts'
import type { PairId } from '../model/people.ts'
import { createDoc } from './create-doc.ts'
import { readMessage, writeAnswer, writeAsk, writeUpdate } from './protocol-messages.ts'
import { readPairView } from './read-pair-view.ts'
import { registerInternals } from './replica-internals.ts'
import { createSegmentDoc, type SegmentDoc } from './segment-doc.ts'
import { isSegmentId } from './segments.ts'
import type { Replica, SegmentId } from './types.ts'

type UpdateListener = (segment: SegmentId, update: Uint8Array, origin: string) => void

/**
 * An empty replica of a pair's document. Load stored bytes with `load`, then set the client id, then edit.
 * Until an id is set it writes under a fresh random one, which is always safe.
 */
export function createReplica(options: { pairId: PairId; random?: Random }): Replica {
  const random = options.random ?? systemRandom
  const segments = new Map<SegmentId, SegmentDoc>()
  const updateListeners = new Set<UpdateListener>()
  const rotationListeners = new Set<(clientId: number) => void>()
  let clientId = drawClientId(random)
  let isClientIdLeased = false
  let depth = 0
  let transactionOrigin = ''
  let outbox: { segment: SegmentId; update: Uint8Array; origin: string }[] = []
  let cached: PairView | null = null

  function ensure(segment: SegmentId): SegmentDoc {
    const existing = segments.get(segment)
    if (existing !== undefined) return existing
    const made = createSegmentDoc(
      () => clientId,
      (update, origin) => emit(segment, update, depth > 0 ? transactionOrigin : origin),
    )
    segments.set(segment, made)
    cached = null
    return made
  }

  function emit(segment: SegmentId, update: Uint8Array, origin: string): void {
    cached = null
    outbox.push({ segment, update, origin })
    if (depth === 0) flush()
  }

  function flush(): void {
    const entries = outbox
    outbox = []
    const merged = new Map<SegmentId, { updates: Uint8Array[]; origin: string }>()
    for (const { segment, update, origin } of entries) {
      const entry = merged.get(segment)
      if (entry === undefined) merged.set(segment, { updates: [update], origin })
      else entry.updates.push(update)
    }
    for (const [segment, { updates, origin }] of merged) {
      const [first] = updates
      const update = updates.length === 1 && first !== undefined ? first : Y.mergeUpdatesV2(updates)
      for (const listener of [...updateListeners]) listener(segment, update, origin)
    }
  }

  function adoptClientId(id: number): void {
    clientId = id
    for (const segment of segments.values()) segment.doc().clientID = id
  }

  function rotate(): void {
    adoptClientId(drawClientId(random))
    if (isClientIdLeased) for (const listener of [...rotationListeners]) listener(clientId)
  }

  /** How far `id` has written in a segment. */
  function clockOf(segment: SegmentId, id: number): number {
    const doc = segments.get(segment)?.doc()
    return doc === undefined ? 0 : Y.getState(doc.store, id)
  }

  const replica: Replica = {
    pairId: options.pairId,
    segments: () => [...segments.keys()],
    load(segment, updates) {
      if (!isSegmentId(segment)) return fail('corrupt')
      const made = ensure(segment)
      for (const update of updates) {
        if (!made.apply(update, 'load').ok) return fail('corrupt')
      }
      cached = null
      return ok(undefined)
    },
    apply(segment, update, origin) {
      if (!isSegmentId(segment)) return fail('corrupt')
      const isNew = !segments.has(segment)
      const made = ensure(segment)
      const wasEmpty = made.doc().store.clients.size === 0
      const before = clockOf(segment, clientId)
      const outcome = made.apply(update, origin)
      if (!outcome.ok) {
        if (isNew) segments.delete(segment)
        return outcome
      }
      const { isChanged, isPending } = outcome.value
      // Edits under our own id that we never made: the id was used after this state was lost, or by
      // another replica. Going on would give two texts the same name (sync facts, trap 2).
      if (!wasEmpty && clockOf(segment, clientId) > before) rotate()
      if (isChanged) emit(segment, outcome.value.update, origin)
      return ok({ isChanged, isPending })
    },
    encode: (segment) => segments.get(segment)?.encode() ?? Y.encodeStateAsUpdateV2(createDoc()),
    askMessage: (segment) => writeAsk(segments.get(segment)?.doc() ?? createDoc()),
    receiveMessage(segment, message, origin) {
      const read = readMessage(message)
      if (!read.ok || !isSegmentId(segment)) return fail('corrupt')
      if (read.value.kind === 'update') {
        const outcome = replica.apply(segment, read.value.update, origin)
        return outcome.ok ? ok(null) : outcome
      }
      try {
        return ok(writeAnswer(segments.get(segment)?.doc() ?? createDoc(), read.value.stateVector))
      } catch {
        return fail('corrupt')
      }
    },
    updateMessage: writeUpdate,
    onUpdate(listener) {
      updateListeners.add(listener)
      return () => updateListeners.delete(listener)
    },
    transact(origin, run) {
      if (depth === 0) transactionOrigin = origin
      depth += 1
      try {
        // One Yjs transaction per loaded segment, nested: an untouched one emits nothing.
        const inAll = [...segments.values()].reduce(
          (inner, segment) => () => segment.doc().transact(inner, transactionOrigin),
          run,
        )
        inAll()
      } finally {
        depth -= 1
        if (depth === 0) flush()
      }
    },
    read() {
      cached ??= readPairView(options.pairId, docs())
      return cached
    },
    setClientId(id) {
      isClientIdLeased = true
      adoptClientId(id)
    },
    clientId: () => clientId,
    onClientIdRotated(listener) {
      rotationListeners.add(listener)
      return () => rotationListeners.delete(listener)
    },
    destroy() {
      for (const segment of segments.values()) segment.destroy()
      segments.clear()
      updateListeners.clear()
      rotationListeners.clear()
      cached = null
    },
  }

  function docs(): [SegmentId, Y.Doc][] {
    return [...segments].map(([segment, made]) => [segment, made.doc()])
  }

  registerInternals(replica, {
    doc: (segment) => segments.get(segment)?.doc() ?? null,
    docToWrite: (segment) => ensure(segment).doc(),
    docs,
  })
  return replica
}

/** A Yjs client id: 32 bits, never 0. */
function drawClientId(random: Random): number {
  const [a = 0, b = 0, c = 0, d = 1] = random.bytes(4)
  return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) % 2 ** 32 || 1
}
