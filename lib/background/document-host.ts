import { AppError, type ErrorCode, errorCodeOf } from '../base/app-error.ts'
import type { Replica } from '../document/types.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentStore } from '../storage/ports.ts'
import { createTurns } from './turns.ts'

/** Documents kept in memory after the last holder let go: the next event is often one of the last few. */
const idleKept = 6

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

/** One pair document as the background holds it: the copy that is stored. */
export interface HostedDocument {
  /** The live copy. Read it anew after every await: {@link DocumentHost.replace} may put another in its place. */
  readonly replica: Replica
  /** The lineage of the live copy; see {@link DocumentStore.lineage}. Changes together with it. */
  readonly lineage: number
  /** Loads a segment from storage unless it is loaded; empty when storage has none. */
  ensureSegment(segment: string): Promise<void>
  /**
   * Resolves when everything the replica holds now is committed. Rejects with the `AppError` of storage;
   * what was not committed stays queued and is tried again by the next call.
   */
  settled(): Promise<void>
  /** Lets go; the document leaves memory when nobody holds it and everything is committed. */
  release(): void
}

/** Owner of the live documents in the background. */
export interface DocumentHost {
  /** Opens a pair's document with `segments` loaded (and those loaded before). */
  open(pairId: PairId, segments: readonly string[]): Promise<HostedDocument>
  /** Called after each commit, in order, once per update. */
  onCommitted(listener: (change: CommittedUpdate) => void): () => void
  /** Merges bytes that came from a shared file; resolves when they are committed. */
  merge(pairId: PairId, segment: string, update: Uint8Array): Promise<void>
  /**
   * Puts `state` in the place of the first `replacedCount` stored entries. With `isNewLineage`, live copies
   * hold what must not come back: they are made anew and `onReplaced` is told; and where anything was stored
   * beside those entries, which `state` cannot know, nothing is changed and the answer is false.
   */
  replace(
    pairId: PairId,
    segment: string,
    state: Uint8Array,
    replacedCount: number,
    isNewLineage: boolean,
  ): Promise<boolean>
  /**
   * Throws every live copy away, with what is not committed, for the store is about to be erased: who still
   * holds one edits something nobody keeps. Resolves when the last commit under way has ended.
   */
  discardAll(): Promise<void>
  /** Lets every live copy write under a new id of the background. */
  setClientId(clientId: number): void
  /** Called when a pair's live copy was made anew; panels must throw theirs away. */
  onReplaced(listener: (pairId: PairId) => void): () => void
}

/** What the host needs. */
export interface DocumentHostDependencies {
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

interface Entry {
  replica: Replica
  /** Null until it was read. */
  lineage: number | null
  holders: number
  loading: Map<string, Promise<void>>
  queue: CommittedUpdate[]
  draining: Promise<void> | null
  stop: () => void
}

/** Builds the owner of live documents. */
export function createDocumentHost(dependencies: DocumentHostDependencies): DocumentHost {
  const { store, report } = dependencies
  const entries = new Map<PairId, Entry>()
  const listeners = new Set<(change: CommittedUpdate) => void>()
  const replacedListeners = new Set<(pairId: PairId) => void>()

  // Bytes read while others take their place would be of neither lineage.
  const inTurn = createTurns()

  const makeEntry = (pairId: PairId): Entry => {
    const entry: Entry = {
      replica: dependencies.makeReplica(pairId),
      lineage: null,
      holders: 0,
      loading: new Map(),
      queue: [],
      draining: null,
      stop: () => undefined,
    }
    listen(pairId, entry)
    return entry
  }

  const listen = (pairId: PairId, entry: Entry): void => {
    const { replica } = entry
    const stopUpdates = replica.onUpdate((segment, update, origin) => {
      entry.queue.push({ pairId, segment, update, origin })
    })
    const stopRotation = replica.onClientIdRotated((clientId) => {
      dependencies.keepClientId(clientId).catch((error) => report(pairId, errorCodeOf(error)))
    })
    entry.stop = () => {
      stopUpdates()
      stopRotation()
    }
  }

  const loadSegment = (pairId: PairId, entry: Entry, segment: string): Promise<void> => {
    const known = entry.loading.get(segment)
    if (known !== undefined) return known
    const loading = (async () => {
      const parts = await store.load(pairId, segment)
      if (parts.length === 0) entry.replica.load(segment, [])
      for (const part of parts) {
        // One by one: a damaged part must not take the sound ones with it.
        if (!entry.replica.load(segment, [part]).ok) {
          report(pairId, 'storage/corrupt')
          await store.quarantine(pairId, 'storage/corrupt', part, dependencies.nowMs())
        }
      }
      // After loading: an id set before looks to Yjs like another client's and is rotated at every start.
      entry.replica.setClientId(await dependencies.ownClientId())
      if (parts.length > compactAbove) {
        await store.compact(pairId, segment, entry.replica.encode(segment), parts.length)
      }
    })()
    entry.loading.set(segment, loading)
    loading.catch(() => entry.loading.delete(segment))
    return loading
  }

  const drain = async (entry: Entry): Promise<void> => {
    while (entry.draining !== null) await entry.draining
    if (entry.queue.length === 0) return
    const run = (async () => {
      for (let next = entry.queue[0]; next !== undefined; next = entry.queue[0]) {
        await store.append(next.pairId, next.segment, next.update)
        entry.queue.shift()
        for (const listener of listeners) listener(next)
      }
    })()
    entry.draining = run.then(
      () => undefined,
      () => undefined,
    )
    try {
      await run
    } catch (thrown) {
      const code = errorCodeOf(thrown)
      const pairId = entry.queue[0]?.pairId
      if (pairId !== undefined) report(pairId, code)
      throw thrown instanceof AppError ? thrown : new AppError(code, 'append', { cause: thrown })
    } finally {
      entry.draining = null
    }
  }

  /**
   * Exchanges the live copy and then the stored bytes: an edit made while they are being committed is of the
   * new lineage and waits behind them. Were it the other way round, it would belong to neither.
   */
  const beginLineage = async (
    pairId: PairId,
    entry: Entry,
    segment: string,
    state: Uint8Array,
    replacedCount: number,
  ): Promise<void> => {
    const { replica: old, lineage } = entry
    const fresh = dependencies.makeReplica(pairId)
    for (const one of old.segments()) fresh.load(one, [one === segment ? state : old.encode(one)])
    fresh.setClientId(old.clientId())
    exchange(pairId, entry, fresh, (lineage ?? 0) + 1)
    const committed = store.compact(pairId, segment, state, replacedCount, true)
    // Who waits for an edit made meanwhile hears of the failure: its lineage never came to be.
    entry.draining = committed
    try {
      await committed
    } catch (thrown) {
      entry.queue.length = 0
      exchange(pairId, entry, dependencies.makeReplica(pairId), lineage)
      const loaded = [...entry.loading.keys()]
      entry.loading.clear()
      entry.draining = null
      for (const one of loaded) await loadSegment(pairId, entry, one)
      throw thrown
    } finally {
      entry.draining = null
      for (const listener of replacedListeners) listener(pairId)
    }
  }

  const exchange = (
    pairId: PairId,
    entry: Entry,
    replica: Replica,
    lineage: number | null,
  ): void => {
    entry.stop()
    entry.replica.destroy()
    entry.replica = replica
    entry.lineage = lineage
    listen(pairId, entry)
  }

  const isIdle = (entry: Entry): boolean =>
    entry.holders === 0 && entry.queue.length === 0 && entry.draining === null

  const closeIdle = (): void => {
    const idle = [...entries].filter(([, entry]) => isIdle(entry))
    // A map keeps the order of insertion, and opening puts a document last.
    for (const [pairId, entry] of idle.slice(0, Math.max(0, idle.length - idleKept))) {
      entries.delete(pairId)
      entry.stop()
      entry.replica.destroy()
    }
  }

  const host: DocumentHost = {
    async open(pairId, segments) {
      const entry = entries.get(pairId) ?? makeEntry(pairId)
      entries.delete(pairId)
      entries.set(pairId, entry)
      // Held before the first await: nobody may close it between here and there.
      entry.holders++
      let isHeld = true
      const release = () => {
        if (!isHeld) return
        isHeld = false
        entry.holders--
        closeIdle()
      }
      try {
        await inTurn(pairId, async () => {
          entry.lineage ??= await store.lineage(pairId)
          for (const segment of segments) await loadSegment(pairId, entry, segment)
        })
      } catch (thrown) {
        release()
        throw thrown
      }
      return {
        get replica() {
          return entry.replica
        },
        get lineage() {
          return entry.lineage ?? 0
        },
        ensureSegment: (segment) => inTurn(pairId, () => loadSegment(pairId, entry, segment)),
        async settled() {
          await drain(entry)
        },
        release,
      }
    },
    onCommitted(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async discardAll() {
      const discarded = [...entries.values()]
      entries.clear()
      for (const entry of discarded) {
        entry.stop()
        entry.queue.length = 0
      }
      await Promise.all(discarded.map((entry) => entry.draining))
      for (const entry of discarded) entry.replica.destroy()
    },
    setClientId(clientId) {
      for (const entry of entries.values()) entry.replica.setClientId(clientId)
    },
    onReplaced(listener) {
      replacedListeners.add(listener)
      return () => replacedListeners.delete(listener)
    },
    replace: (pairId, segment, state, replacedCount, isNewLineage) =>
      inTurn(pairId, async () => {
        const entry = entries.get(pairId)
        if (entry !== undefined) await drain(entry)
        if (isNewLineage) {
          const stored = await store.load(pairId, segment)
          if (stored.length !== replacedCount || (entry?.queue.length ?? 0) > 0) return false
        }
        if (entry === undefined || !isNewLineage) {
          await store.compact(pairId, segment, state, replacedCount, isNewLineage)
          return true
        }
        await beginLineage(pairId, entry, segment, state, replacedCount)
        return true
      }),
    async merge(pairId, segment, update) {
      const document = await host.open(pairId, [segment])
      try {
        const applied = document.replica.apply(segment, update, 'sync')
        if (!applied.ok) throw new AppError('file/corrupt', 'merge')
        await document.settled()
      } finally {
        document.release()
      }
    },
  }
  return host
}
