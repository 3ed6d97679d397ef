import type { Clock } from '../base/clock.ts'
import type { PairId } from '../model/people.ts'
import type { Database, WriteTransaction } from './open-database.ts'
import type { PairRecord, PairStore } from './ports.ts'
import { putAside } from './quarantine.ts'
import { isPairRecord } from './record-shapes.ts'
import { stores } from './schema.ts'

/**
 * {@link PairStore} over IndexedDB. A record that is not a pair record reads as absent; the next `update` of
 * that pair puts what was there aside as `storage/corrupt` and `onCorrupt` is told.
 */
export function createPairStore(
  database: Database,
  options: { clock: Clock; onCorrupt: (pairId: PairId) => void },
): PairStore {
  return {
    async get(pairId) {
      const record: unknown = await database.read([stores.pairs], (transaction) =>
        transaction.objectStore(stores.pairs).get(pairId),
      )
      return isPairRecord(record, pairId) ? record : null
    },

    async update(pairId, change) {
      let isCorrupt = false
      const written = await database.write(
        [stores.pairs, stores.quarantine],
        async (transaction) => {
          const store = transaction.objectStore(stores.pairs)
          const record: unknown = await store.get(pairId)
          const sound = isPairRecord(record, pairId) ? record : null
          const next = change(sound)
          if (next === null) return sound
          if (record !== undefined && sound === null) {
            isCorrupt = true
            await putRecordAside(transaction, pairId, record, options.clock.nowMs())
          }
          await store.put(next, pairId)
          return next
        },
      )
      if (isCorrupt) options.onCorrupt(pairId)
      return written
    },

    async list() {
      const records: unknown[] = await database.read([stores.pairs], (transaction) =>
        transaction.objectStore(stores.pairs).getAll(),
      )
      return records.filter((record): record is PairRecord => isPairRecord(record, null))
    },

    remove: (pairId) =>
      database.write([stores.pairs], (transaction) =>
        transaction.objectStore(stores.pairs).delete(pairId),
      ),
  }
}

async function putRecordAside(
  transaction: WriteTransaction,
  pairId: PairId,
  record: unknown,
  atMs: number,
): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(record) ?? '')
  await putAside(transaction, { pairId, reason: 'storage/corrupt', bytes, atMs })
}
