import type { PairRecord, PairStore } from '../../lib/storage/ports.ts'

/** A pair store in memory; values are copied in and out as IndexedDB does. */
export function createMemoryPairStore(): PairStore {
  const records = new Map<string, PairRecord>()
  return {
    get: async (pairId) => structuredClone(records.get(pairId) ?? null),
    async update(pairId, change) {
      const next = change(structuredClone(records.get(pairId) ?? null))
      if (next !== null) records.set(pairId, structuredClone(next))
      return next
    },
    list: async () => structuredClone([...records.values()]),
    async remove(pairId) {
      records.delete(pairId)
    },
  }
}
