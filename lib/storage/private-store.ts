import type { Database } from './open-database.ts'
import type { PrivateStore } from './ports.ts'
import { isDraft } from './record-shapes.ts'
import { pairIndex, privateStores } from './schema.ts'

const { drafts } = privateStores

/**
 * {@link PrivateStore} over the device-only database. Records that are no drafts are left where they are
 * and passed over.
 */
export function createPrivateStore(database: Database): PrivateStore {
  return {
    putDraft: (draft) =>
      database.write([drafts], async (transaction) => {
        await transaction.objectStore(drafts).put(draft, draft.id)
      }),
    async draftsOf(pairId, meeting) {
      const records: unknown[] = await database.read([drafts], (transaction) =>
        transaction.objectStore(drafts).index(pairIndex).getAll(pairId),
      )
      return records.filter(isDraft).filter((draft) => draft.meeting === meeting)
    },
    removeDraft: (id) =>
      database.write([drafts], (transaction) => transaction.objectStore(drafts).delete(id)),
    async allDrafts() {
      const records: unknown[] = await database.read([drafts], (transaction) =>
        transaction.objectStore(drafts).getAll(),
      )
      return records.filter(isDraft)
    },
    erase: (pairId) =>
      database.write([drafts], async (transaction) => {
        const store = transaction.objectStore(drafts)
        const keys = await store.index(pairIndex).getAllKeys(pairId)
        await Promise.all(keys.map((key) => store.delete(key)))
      }),
  }
}
