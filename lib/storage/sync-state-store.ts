import type { Database } from './open-database.ts'
import type { SyncStateStore } from './ports.ts'
import { isSyncState } from './record-shapes.ts'
import { stores } from './schema.ts'

/**
 * {@link SyncStateStore} over IndexedDB. A damaged record reads as absent and is not put aside: it is a
 * cache of proofs, and losing it costs a download.
 */
export function createSyncStateStore(database: Database): SyncStateStore {
  return {
    async get(pairId) {
      const record: unknown = await database.read([stores.syncStates], (transaction) =>
        transaction.objectStore(stores.syncStates).get(pairId),
      )
      return isSyncState(record) ? record : null
    },
    put: (pairId, state) =>
      database.write([stores.syncStates], async (transaction) => {
        await transaction.objectStore(stores.syncStates).put(state, pairId)
      }),
    remove: (pairId) =>
      database.write([stores.syncStates], (transaction) =>
        transaction.objectStore(stores.syncStates).delete(pairId),
      ),
  }
}
