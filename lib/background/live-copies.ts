import { AppError, type ErrorCode, errorCodeOf } from '../base/app-error.ts'
import type { Replica } from '../document/types.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentStore } from '../storage/ports.ts'

/** Entries of one segment above which they are folded into one. */
const compactAbove = 64

/** A change that is committed, as the other live copies must hear of it. */
export interface CommittedUpdate {
  pairId: PairId
  segment: string
  update: Uint8Array
  /** Who made it: a panel id, `sync`, or `background`. */
  origin: string
}

/** What live copies need. */
export interface LiveCopyDependencies {
  store: DocumentStore
  /** Makes an empty replica of a pair. */
  makeReplica: (pairId: PairId) => Replica
  /** The client id the background writes under. */
  ownClientId: () => Promise<number>
  /** Called when Yjs's guard rotated the background's id, so that it is kept. */
  keepClientId: (clientId: number) => Promise<void>
  /** Told of a failed commit or unreadable stored bytes. */
  report: (pairId: PairId, code: ErrorCode) => void
  nowMs: () => number
}

/** One pair's live copy, and what is not committed of it. */
export interface LiveCopy {
  readonly pairId: PairId
  replica: Replica
  /** Null until it was read. */
  lineage: number | null
  /** How many hold the copy; nobody closes it before they let go. */
  holders: number
  /** The segments that are loaded or being loaded. */
  loading: Map<string, Promise<void>>
  /** Edits that wait for their commit, in order. */
  queue: CommittedUpdate[]
  /** The commit under way; null when none is. */
  draining: Promise<void> | null
  /** Hears the replica no more. */
  stop: () => void
}

/** What is done with one live copy. */
export interface LiveCopies {
  /** An empty copy that nobody holds yet. */
  make(pairId: PairId): LiveCopy
  /** Loads a segment from storage unless it is loaded; empty when storage has none. */
  loadSegment(copy: LiveCopy, segment: string): Promise<void>
  /**
   * Commits what waits, in order. Rejects with the `AppError` of storage; what was not committed stays queued.
   */
  drain(copy: LiveCopy): Promise<void>
  /**
   * Exchanges the live copy and then the stored bytes: an edit made while they are being committed is of the
   * new lineage and waits behind them. Were it the other way round, it would belong to neither.
   */
  beginLineage(
    copy: LiveCopy,
    segment: string,
    state: Uint8Array,
    replacedCount: number,
  ): Promise<void>
}

/** True when nobody holds the copy and all of it is committed. */
export function isIdle(copy: LiveCopy): boolean {
  return copy.holders === 0 && copy.queue.length === 0 && copy.draining === null
}

/** Builds it. `onCommitted` is called after each commit, `onReplaced` when a copy was made anew. */
export function createLiveCopies(
  dependencies: LiveCopyDependencies & {
    onCommitted: (change: CommittedUpdate) => void
    onReplaced: (pairId: PairId) => void
  },
): LiveCopies {
  const { store, report } = dependencies

  const make = (pairId: PairId): LiveCopy => {
    const copy: LiveCopy = {
      pairId,
      replica: dependencies.makeReplica(pairId),
      lineage: null,
      holders: 0,
      loading: new Map(),
      queue: [],
      draining: null,
      stop: () => undefined,
    }
    listen(copy)
    return copy
  }

  const listen = (copy: LiveCopy): void => {
    const { pairId, replica } = copy
    const stopUpdates = replica.onUpdate((segment, update, origin) => {
      copy.queue.push({ pairId, segment, update, origin })
    })
    const stopRotation = replica.onClientIdRotated((clientId) => {
      dependencies.keepClientId(clientId).catch((error) => report(pairId, errorCodeOf(error)))
    })
    copy.stop = () => {
      stopUpdates()
      stopRotation()
    }
  }

  const loadSegment = (copy: LiveCopy, segment: string): Promise<void> => {
    const known = copy.loading.get(segment)
    if (known !== undefined) return known
    const { pairId } = copy
    const loading = (async () => {
      const parts = await store.load(pairId, segment)
      if (parts.length === 0) copy.replica.load(segment, [])
      for (const part of parts) {
        // One by one: a damaged part must not take the sound ones with it.
        if (!copy.replica.load(segment, [part]).ok) {
          report(pairId, 'storage/corrupt')
          await store.quarantine(pairId, 'storage/corrupt', part, dependencies.nowMs())
        }
      }
      // After loading: an id set before looks to Yjs like another client's and is rotated at every start.
      copy.replica.setClientId(await dependencies.ownClientId())
      if (parts.length > compactAbove) {
        await store.compact(pairId, segment, copy.replica.encode(segment), parts.length)
      }
    })()
    copy.loading.set(segment, loading)
    loading.catch(() => copy.loading.delete(segment))
    return loading
  }

  const drain = async (copy: LiveCopy): Promise<void> => {
    while (copy.draining !== null) await copy.draining
    if (copy.queue.length === 0) return
    const run = (async () => {
      for (let next = copy.queue[0]; next !== undefined; next = copy.queue[0]) {
        await store.append(next.pairId, next.segment, next.update)
        copy.queue.shift()
        dependencies.onCommitted(next)
      }
    })()
    copy.draining = run.then(
      () => undefined,
      () => undefined,
    )
    try {
      await run
    } catch (thrown) {
      const code = errorCodeOf(thrown)
      const pairId = copy.queue[0]?.pairId
      if (pairId !== undefined) report(pairId, code)
      throw thrown instanceof AppError ? thrown : new AppError(code, 'append', { cause: thrown })
    } finally {
      copy.draining = null
    }
  }

  const beginLineage = async (
    copy: LiveCopy,
    segment: string,
    state: Uint8Array,
    replacedCount: number,
  ): Promise<void> => {
    const { pairId, replica: old, lineage } = copy
    const fresh = dependencies.makeReplica(pairId)
    for (const one of old.segments()) fresh.load(one, [one === segment ? state : old.encode(one)])
    fresh.setClientId(old.clientId())
    exchange(copy, fresh, (lineage ?? 0) + 1)
    const committed = store.compact(pairId, segment, state, replacedCount, true)
    // Who waits for an edit made meanwhile hears of the failure: its lineage never came to be.
    copy.draining = committed
    try {
      await committed
    } catch (thrown) {
      copy.queue.length = 0
      exchange(copy, dependencies.makeReplica(pairId), lineage)
      const loaded = [...copy.loading.keys()]
      copy.loading.clear()
      copy.draining = null
      for (const one of loaded) await loadSegment(copy, one)
      throw thrown
    } finally {
      copy.draining = null
      dependencies.onReplaced(pairId)
    }
  }

  const exchange = (copy: LiveCopy, replica: Replica, lineage: number | null): void => {
    copy.stop()
    copy.replica.destroy()
    copy.replica = replica
    copy.lineage = lineage
    listen(copy)
  }

  return { make, loadSegment, drain, beginLineage }
}
