import type { Database } from './open-database.ts'
import type { UpcomingStore } from './ports.ts'
import { isUpcomingCache } from './record-shapes.ts'
import { stores } from './schema.ts'

/** {@link UpcomingStore} over IndexedDB. A damaged cache counts as absent. */
export function createUpcomingStore(database: Database): UpcomingStore {
  return {
    async list() {
      const records: unknown[] = await database.read([stores.upcoming], (transaction) =>
        transaction.objectStore(stores.upcoming).getAll(),
      )
      return records.filter(isUpcomingCache)
    },
    put: (cache) =>
      database.write([stores.upcoming], async (transaction) => {
        await transaction.objectStore(stores.upcoming).put(cache, cache.account)
      }),
    remove: (account) =>
      database.write([stores.upcoming], (transaction) =>
        transaction.objectStore(stores.upcoming).delete(account),
      ),
  }
}
