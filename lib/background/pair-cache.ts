import type { PairId } from '../model/people.ts'
import type { PairRecord, PairStore } from '../storage/ports.ts'

/**
 * Pair records in memory, in front of their store. The background is the only writer, so what is here is
 * what is stored or about to be: opening an event must not wait for a disk.
 */
export interface PairCache extends PairStore {
  /**
   * Like `update`, but resolves as soon as everybody who asks sees the change; `committed` resolves after
   * the commit and rejects as `update` does. For bookkeeping that may be lost with the worker, never for
   * what a person decided.
   */
  updateSoon(
    pairId: PairId,
    change: (record: PairRecord | null) => PairRecord | null,
  ): Promise<{ record: PairRecord | null; committed: Promise<void> }>
  /** Pairs that went on under another id, which `list` leaves out. `get` and `update` know them still. */
  moved(): Promise<PairRecord[]>
  /** Forgets what is in memory: the store was changed behind our back (erased). */
  reload(): void
}

/** Puts a cache in front of a store. Records are frozen in meaning: callers get copies. */
export function createPairCache(store: PairStore): PairCache {
  let loaded: Promise<Map<PairId, PairRecord>> | null = null
  /** New pairs that the disk refused: the panel goes on with them, and the next update tries again. */
  const unkept = new Map<PairId, PairRecord>()

  const load = (): Promise<Map<PairId, PairRecord>> => {
    loaded ??= store
      .list()
      .then((records) => new Map([...unkept, ...records.map((one) => [one.pairId, one] as const)]))
    loaded.catch(() => {
      loaded = null
    })
    return loaded
  }

  const all = async (): Promise<PairRecord[]> => structuredClone([...(await load()).values()])

  const updateSoon: PairCache['updateSoon'] = async (pairId, change) => {
    const records = await load()
    const before = records.get(pairId) ?? null
    const next = change(structuredClone(before))
    if (next === null) return { record: null, committed: Promise.resolve() }
    if (JSON.stringify(next) === JSON.stringify(before) && !unkept.has(pairId)) {
      return { record: structuredClone(next), committed: Promise.resolve() }
    }
    records.set(pairId, structuredClone(next))
    const committed = store
      .update(pairId, () => next)
      .then(
        () => {
          unkept.delete(pairId)
        },
        (thrown: unknown) => {
          if (before === null || unkept.has(pairId)) unkept.set(pairId, next)
          // Memory must not claim what the disk refused.
          else loaded = null
          throw thrown
        },
      )
    return { record: structuredClone(next), committed }
  }

  return {
    async get(pairId) {
      return structuredClone((await load()).get(pairId) ?? null)
    },
    async list() {
      return (await all()).filter((one) => one.movedTo === undefined)
    },
    async moved() {
      return (await all()).filter((one) => one.movedTo !== undefined)
    },
    updateSoon,
    async update(pairId, change) {
      const { record, committed } = await updateSoon(pairId, change)
      await committed
      return record
    },
    async remove(pairId) {
      await store.remove(pairId)
      ;(await load()).delete(pairId)
    },
    reload() {
      unkept.clear()
      loaded = null
    },
  }
}
