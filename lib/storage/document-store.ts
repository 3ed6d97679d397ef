import type { Clock } from '../base/clock.ts'
import type { PairId } from '../model/people.ts'
import { crc32 } from './crc32.ts'
import type { Database, WriteTransaction } from './open-database.ts'
import type { DocumentList, DocumentStore } from './ports.ts'
import { isQuarantinedBytes, putAside } from './quarantine.ts'
import { stores } from './schema.ts'

/** One stored update and its checksum. */
interface StoredUpdate {
  bytes: Uint8Array
  crc: number
}

type UpdateKey = [pairId: string, segment: string, sequence: number]

/**
 * {@link DocumentStore} and {@link DocumentList} over IndexedDB. Records that are damaged on disk are put aside as
 * `storage/corrupt` when they are loaded, `onCorrupt` is told, and the sound ones are returned.
 *
 * `compact` takes effect only where its `replacedCount` entries are still the ones that the last `load` of
 * that length returned; otherwise somebody else compacted in between, the state may lack what was appended
 * since, and nothing is changed: the entries hold everything already.
 */
export function createDocumentStore(
  database: Database,
  options: { clock: Clock; onCorrupt: (pairId: PairId) => void },
): DocumentStore & DocumentList {
  /** By pair and segment: number of entries a load returned → sequence of the last of them. */
  const loads = new Map<string, Map<number, number>>()

  function rememberLoad(pairId: PairId, segment: string, keys: readonly UpdateKey[]): void {
    const name = `${pairId} ${segment}`
    const known = loads.get(name) ?? new Map<number, number>()
    known.set(keys.length, keys.at(-1)?.[2] ?? 0)
    loads.set(name, known)
  }

  async function putCorruptAside(pairId: PairId, corrupt: readonly UpdateKey[]): Promise<void> {
    await database.write([stores.updates, stores.quarantine], async (transaction) => {
      const store = transaction.objectStore(stores.updates)
      for (const key of corrupt) {
        const record: unknown = await store.get(key)
        const bytes = bytesIn(record)
        const atMs = options.clock.nowMs()
        if (bytes !== null) {
          await putAside(transaction, { pairId, reason: 'storage/corrupt', bytes, atMs })
        }
        await store.delete(key)
      }
    })
    options.onCorrupt(pairId)
  }

  return {
    append: (pairId, segment, update) =>
      database.write([stores.updates], async (transaction) => {
        const last = await lastSequence(transaction, pairId, segment)
        const key: UpdateKey = [pairId, segment, last + 1]
        await transaction.objectStore(stores.updates).add(pack(update), key)
      }),

    async load(pairId, segment) {
      const range = rangeOf(pairId, segment)
      const [keys, records] = await database.read([stores.updates], (transaction) => {
        const store = transaction.objectStore(stores.updates)
        return Promise.all([store.getAllKeys(range), store.getAll(range)])
      })
      const sound: { key: UpdateKey; bytes: Uint8Array }[] = []
      const corrupt: UpdateKey[] = []
      for (const [at, record] of records.entries()) {
        const key = keys[at] as UpdateKey
        if (isSound(record)) sound.push({ key, bytes: record.bytes })
        else corrupt.push(key)
      }
      if (corrupt.length > 0) await putCorruptAside(pairId, corrupt)
      rememberLoad(
        pairId,
        segment,
        sound.map(({ key }) => key),
      )
      return sound.map(({ bytes }) => bytes)
    },

    async segments(pairId) {
      return database.read([stores.updates], async (transaction) => {
        const names: string[] = []
        const store = transaction.objectStore(stores.updates)
        let cursor = await store.openKeyCursor(rangeOfPair(pairId))
        while (cursor !== null) {
          const [, segment] = cursor.key as UpdateKey
          names.push(segment)
          cursor = await cursor.continue([pairId, segment, []])
        }
        return names
      })
    },

    async pairIds() {
      return database.read([stores.updates], async (transaction) => {
        const pairIds: PairId[] = []
        let cursor = await transaction.objectStore(stores.updates).openKeyCursor()
        while (cursor !== null) {
          const [pairId] = cursor.key as UpdateKey
          pairIds.push(pairId)
          cursor = await cursor.continue([pairId, []])
        }
        return pairIds
      })
    },

    compact: (pairId, segment, state, replacedCount, isNewLineage = false) =>
      database.write([stores.updates, stores.device], async (transaction) => {
        const store = transaction.objectStore(stores.updates)
        const keys = (await store.getAllKeys(
          rangeOf(pairId, segment),
          replacedCount,
        )) as UpdateKey[]
        const expected = loads.get(`${pairId} ${segment}`)?.get(replacedCount)
        const replaced = replacedCount === 0 ? [] : keys
        const last = replaced.at(-1)?.[2] ?? 0
        if (replaced.length !== replacedCount || expected !== last) return
        await Promise.all(replaced.map((key) => store.delete(key)))
        // The place of the last replaced entry: before everything appended since.
        await store.put(pack(state), [pairId, segment, last])
        loads.delete(`${pairId} ${segment}`)
        if (!isNewLineage) return
        const facts = transaction.objectStore(stores.device)
        await facts.put(countIn(await facts.get(lineageKey(pairId))) + 1, lineageKey(pairId))
      }),

    lineage: (pairId) =>
      database.read([stores.device], async (transaction) =>
        countIn(await transaction.objectStore(stores.device).get(lineageKey(pairId))),
      ),

    quarantine: (pairId, reason, bytes, atMs) =>
      database.write([stores.quarantine], (transaction) =>
        putAside(transaction, { pairId, reason, bytes, atMs }),
      ),

    async quarantined(pairId) {
      const records: unknown[] = await database.read([stores.quarantine], (transaction) =>
        transaction.objectStore(stores.quarantine).index('pair').getAll(pairId),
      )
      return records
        .filter(isQuarantinedBytes)
        .map(({ reason, bytes, atMs }) => ({ reason, bytes, atMs }))
    },

    async erase(pairId) {
      const touched = [stores.updates, stores.quarantine, stores.device] as const
      await database.write([...touched], async (transaction) => {
        await transaction.objectStore(stores.updates).delete(rangeOfPair(pairId))
        await transaction.objectStore(stores.device).delete(lineageKey(pairId))
        const store = transaction.objectStore(stores.quarantine)
        const keys = await store.index('pair').getAllKeys(pairId)
        await Promise.all(keys.map((key) => store.delete(key)))
      })
      for (const name of [...loads.keys()]) if (name.startsWith(`${pairId} `)) loads.delete(name)
    },
  }
}

function lineageKey(pairId: PairId): string {
  return `lineage ${pairId}`
}

function countIn(record: unknown): number {
  return typeof record === 'number' && Number.isSafeInteger(record) ? record : 0
}

function pack(bytes: Uint8Array): StoredUpdate {
  // A view into a larger buffer would drag the whole buffer onto the disk.
  const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
  return { bytes: own, crc: crc32(own) }
}

function isSound(record: unknown): record is StoredUpdate {
  const bytes = bytesIn(record)
  return bytes !== null && (record as { crc?: unknown }).crc === crc32(bytes)
}

function bytesIn(record: unknown): Uint8Array | null {
  if (typeof record !== 'object' || record === null || !('bytes' in record)) return null
  return record.bytes instanceof Uint8Array ? record.bytes : null
}

/** Arrays sort after every number and string. https://w3c.github.io/IndexedDB/#key-construct */
function rangeOf(pairId: PairId, segment: string): IDBKeyRange {
  return IDBKeyRange.bound([pairId, segment], [pairId, segment, []])
}

function rangeOfPair(pairId: PairId): IDBKeyRange {
  return IDBKeyRange.bound([pairId], [pairId, []])
}

async function lastSequence(
  transaction: WriteTransaction,
  pairId: PairId,
  segment: string,
): Promise<number> {
  const store = transaction.objectStore(stores.updates)
  const cursor = await store.openKeyCursor(rangeOf(pairId, segment), 'prev')
  return cursor === null ? 0 : (cursor.key as UpdateKey)[2]
}
