import { AppError } from '../base/app-error.ts'
import type { Replica } from '../document/types.ts'
import type { PairId } from '../model/people.ts'
import {
  type CommittedUpdate,
  createLiveCopies,
  isIdle,
  type LiveCopy,
  type LiveCopyDependencies,
} from './live-copies.ts'
import { createTurns } from './turns.ts'

/** Documents kept in memory after the last holder let go: the next event is often one of the last few. */
const idleKept = 6

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

/** Builds the owner of live documents. */
export function createDocumentHost(dependencies: LiveCopyDependencies): DocumentHost {
  const { store } = dependencies
  const copies = new Map<PairId, LiveCopy>()
  const listeners = new Set<(change: CommittedUpdate) => void>()
  const replacedListeners = new Set<(pairId: PairId) => void>()
  const live = createLiveCopies({
    ...dependencies,
    onCommitted(change) {
      for (const listener of listeners) listener(change)
    },
    onReplaced(pairId) {
      for (const listener of replacedListeners) listener(pairId)
    },
  })

  // Bytes read while others take their place would be of neither lineage.
  const inTurn = createTurns()

  const closeIdle = (): void => {
    const idle = [...copies].filter(([, copy]) => isIdle(copy))
    // A map keeps the order of insertion, and opening puts a document last.
    for (const [pairId, copy] of idle.slice(0, Math.max(0, idle.length - idleKept))) {
      copies.delete(pairId)
      copy.stop()
      copy.replica.destroy()
    }
  }

  const host: DocumentHost = {
    async open(pairId, segments) {
      const copy = copies.get(pairId) ?? live.make(pairId)
      copies.delete(pairId)
      copies.set(pairId, copy)
      // Held before the first await: nobody may close it between here and there.
      copy.holders++
      let isHeld = true
      const release = () => {
        if (!isHeld) return
        isHeld = false
        copy.holders--
        closeIdle()
      }
      try {
        await inTurn(pairId, async () => {
          copy.lineage ??= await store.lineage(pairId)
          for (const segment of segments) await live.loadSegment(copy, segment)
        })
      } catch (thrown) {
        release()
        throw thrown
      }
      return {
        get replica() {
          return copy.replica
        },
        get lineage() {
          return copy.lineage ?? 0
        },
        ensureSegment: (segment) => inTurn(pairId, () => live.loadSegment(copy, segment)),
        async settled() {
          await live.drain(copy)
        },
        release,
      }
    },
    onCommitted(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async discardAll() {
      const discarded = [...copies.values()]
      copies.clear()
      for (const copy of discarded) {
        copy.stop()
        copy.queue.length = 0
      }
      await Promise.all(discarded.map((copy) => copy.draining))
      for (const copy of discarded) copy.replica.destroy()
    },
    setClientId(clientId) {
      for (const copy of copies.values()) copy.replica.setClientId(clientId)
    },
    onReplaced(listener) {
      replacedListeners.add(listener)
      return () => replacedListeners.delete(listener)
    },
    replace: (pairId, segment, state, replacedCount, isNewLineage) =>
      inTurn(pairId, async () => {
        const copy = copies.get(pairId)
        if (copy !== undefined) await live.drain(copy)
        if (isNewLineage) {
          const stored = await store.load(pairId, segment)
          if (stored.length !== replacedCount || (copy?.queue.length ?? 0) > 0) return false
        }
        if (copy === undefined || !isNewLineage) {
          await store.compact(pairId, segment, state, replacedCount, isNewLineage)
          return true
        }
        await live.beginLineage(copy, segment, state, replacedCount)
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
