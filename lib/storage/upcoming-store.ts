import type { Database } from './open-database.ts'
import type { UpcomingCache, UpcomingStore } from './ports.ts'
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
        await transaction.objectStore(stores.upcoming).put(cache, keyOf(cache))
      }),
    remove: (cache) =>
      database.write([stores.upcoming], (transaction) =>
        transaction.objectStore(stores.upcoming).delete(keyOf(cache)),
      ),
  }
}

/** Google's caches keep the key they had when there was no other provider. */
function keyOf({ account, provider = 'google' }: Pick<UpcomingCache, 'account' | 'provider'>) {
  return provider === 'google' ? account : `${provider} ${account}`
}
