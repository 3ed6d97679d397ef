import { AppError } from '../../lib/base/app-error.ts'
import { createDocumentStore } from '../../lib/storage/document-store.ts'
import type { Database } from '../../lib/storage/open-database.ts'
import type { DocumentList, DocumentStore } from '../../lib/storage/ports.ts'
import { openMainDatabase, stores } from '../../lib/storage/schema.ts'

/**
 * What every document store must do, free of any test framework: Node runs it over fake-indexeddb, Chromium
 * over its own IndexedDB. Each case gets a database name of its own.
 */
export const documentStoreContract: { name: string; run: (name: string) => Promise<void> }[] = []

const pair = '0'.repeat(32)
const otherPair = '1'.repeat(32)
const year = 'y2026'

function contract(name: string, run: (world: World) => Promise<void>): void {
  documentStoreContract.push({
    name,
    async run(databaseName) {
      const world = openWorld(databaseName)
      try {
        await run(world)
      } finally {
        world.database.close()
      }
    },
  })
}

interface World {
  databaseName: string
  database: Database
  store: DocumentStore & DocumentList
  corruptPairs: string[]
  /** The same disk, opened anew: as after a restart. */
  reopen: () => World
}

function openWorld(databaseName: string): World {
  const database = openMainDatabase(databaseName)
  const corruptPairs: string[] = []
  const store = createDocumentStore(database, {
    clock: { nowMs: () => 1234 },
    onCorrupt: (pairId) => corruptPairs.push(pairId),
  })
  return {
    databaseName,
    database,
    store,
    corruptPairs,
    reopen() {
      database.close()
      return openWorld(databaseName)
    },
  }
}

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values)
}

function expectSame(actual: unknown, expected: unknown): void {
  const [a, b] = [actual, expected].map((value) =>
    JSON.stringify(value, (_key, inner) => (inner instanceof Uint8Array ? [...inner] : inner)),
  )
  if (a !== b) throw new Error(`expected ${b}, got ${a}`)
}

contract(
  'gives updates back in order, and nothing for what was never written',
  async ({ store }) => {
    expectSame(await store.load(pair, year), [])
    expectSame(await store.segments(pair), [])
    for (let at = 1; at <= 12; at++) await store.append(pair, year, bytes(at))
    expectSame(
      await store.load(pair, year),
      Array.from({ length: 12 }, (_, at) => bytes(at + 1)),
    )
  },
)

contract('keeps pairs and segments apart', async ({ store }) => {
  await store.append(pair, 'core', bytes(1))
  await store.append(pair, year, bytes(2))
  await store.append(otherPair, year, bytes(3))
  await store.append(pair, 'y2026-x', bytes(4))
  expectSame(await store.segments(pair), ['core', year, 'y2026-x'])
  expectSame(await store.segments(otherPair), [year])
  expectSame(await store.load(pair, year), [bytes(2)])
  expectSame(await store.pairIds(), [pair, otherPair])
})

contract('survives a restart', async (world) => {
  await world.store.append(pair, year, bytes(1, 2, 3))
  await world.store.quarantine(pair, 'file/corrupt', bytes(9), 5)
  const again = world.reopen()
  expectSame(await again.store.load(pair, year), [bytes(1, 2, 3)])
  expectSame(await again.store.quarantined(pair), [
    { reason: 'file/corrupt', bytes: bytes(9), atMs: 5 },
  ])
  await again.store.append(pair, year, bytes(4))
  expectSame(await again.store.load(pair, year), [bytes(1, 2, 3), bytes(4)])
  again.database.close()
})

contract('loses none of many appends made at once', async ({ store }) => {
  await Promise.all(Array.from({ length: 50 }, (_, at) => store.append(pair, year, bytes(at))))
  const loaded = await store.load(pair, year)
  expectSame(
    loaded.map((update) => update[0]),
    Array.from({ length: 50 }, (_, at) => at),
  )
})

contract('compacts what was loaded and keeps what was appended since', async ({ store }) => {
  for (const value of [1, 2, 3]) await store.append(pair, year, bytes(value))
  const loaded = await store.load(pair, year)
  await store.append(pair, year, bytes(4))
  await store.compact(pair, year, bytes(123), loaded.length)
  expectSame(await store.load(pair, year), [bytes(123), bytes(4)])
  await store.append(pair, year, bytes(5))
  await store.compact(pair, year, bytes(124), 2)
  expectSame(await store.load(pair, year), [bytes(124), bytes(5)])
  expectSame(await store.segments(pair), [year])
})

contract('counts a lineage with the bytes that begin it, across a restart', async (world) => {
  const { store } = world
  await store.append(pair, year, bytes(1))
  await store.append(otherPair, year, bytes(1))
  const { length } = await store.load(pair, year)
  await store.compact(pair, year, bytes(2), length)
  expectSame(await store.lineage(pair), 0)
  await store.load(pair, year)
  await store.compact(pair, year, bytes(3), length, true)
  // These entries are not there any more: nothing changes, so no lineage begins.
  await store.compact(pair, year, bytes(4), 7, true)
  expectSame([await store.lineage(pair), await store.lineage(otherPair)], [1, 0])
  const again = world.reopen()
  expectSame(await again.store.lineage(pair), 1)
  expectSame(await again.store.load(pair, year), [bytes(3)])
  await again.store.load(pair, year)
  await again.store.compact(pair, year, bytes(5), 1, true)
  expectSame(await again.store.lineage(pair), 2)
  again.database.close()
})

contract('puts a state before everything when nothing was loaded', async ({ store }) => {
  await store.load(pair, year)
  await store.append(pair, year, bytes(2))
  await store.compact(pair, year, bytes(1), 0)
  expectSame(await store.load(pair, year), [bytes(1), bytes(2)])
})

contract('does not let a late compaction throw away what it never saw', async ({ store }) => {
  for (const value of [1, 2]) await store.append(pair, year, bytes(value))
  const early = await store.load(pair, year)
  const other = await store.load(pair, year)
  await store.compact(pair, year, bytes(12), other.length)
  for (const value of [3, 4]) await store.append(pair, year, bytes(value))
  await store.compact(pair, year, bytes(12), early.length)
  expectSame(await store.load(pair, year), [bytes(12), bytes(3), bytes(4)])
})

contract('does not bring an erased pair back by a late compaction', async ({ store }) => {
  await store.append(pair, year, bytes(1))
  await store.load(pair, year)
  await store.erase(pair)
  await store.compact(pair, year, bytes(1), 1)
  expectSame(await store.load(pair, year), [])
})

contract('keeps the newest five quarantined, each once', async ({ store }) => {
  for (let at = 1; at <= 7; at++) await store.quarantine(pair, 'file/corrupt', bytes(at), at)
  await store.quarantine(pair, 'file/corrupt', bytes(7), 99)
  await store.quarantine(otherPair, 'file/foreign', bytes(1), 1)
  const kept = await store.quarantined(pair)
  expectSame(
    kept.map(({ atMs }) => atMs),
    [3, 4, 5, 6, 7],
  )
  expectSame((await store.quarantined(otherPair)).length, 1)
})

contract('erases a pair whole, and no other', async ({ store }) => {
  for (const owner of [pair, otherPair]) {
    await store.append(owner, 'core', bytes(1))
    await store.append(owner, year, bytes(1))
    await store.quarantine(owner, 'file/corrupt', bytes(1), 1)
  }
  await store.erase(pair)
  expectSame(await store.segments(pair), [])
  expectSame(await store.pairIds(), [otherPair])
  expectSame(await store.quarantined(pair), [])
  expectSame(await store.segments(otherPair), ['core', year])
  expectSame((await store.quarantined(otherPair)).length, 1)
})

contract('stores large updates and views into larger buffers as they are', async ({ store }) => {
  const large = Uint8Array.from({ length: 1_000_000 }, (_, at) => at % 251)
  await store.append(pair, year, large)
  await store.append(pair, year, large.subarray(10, 13))
  const [first, second] = await store.load(pair, year)
  expectSame([first?.length, first?.at(-1)], [1_000_000, large.at(-1)])
  expectSame(second, bytes(10, 11, 12))
})

contract('puts damaged records aside and returns the sound ones', async (world) => {
  const { store, database } = world
  for (const value of [1, 2, 3]) await store.append(pair, year, bytes(value))
  await database.write([stores.updates], async (transaction) => {
    const updates = transaction.objectStore(stores.updates)
    await updates.put({ bytes: bytes(77), crc: 0 }, [pair, year, 2])
    await updates.put('nonsense', [pair, year, 2.5])
  })
  expectSame(await store.load(pair, year), [bytes(1), bytes(3)])
  expectSame(world.corruptPairs, [pair])
  expectSame(await store.quarantined(pair), [
    { reason: 'storage/corrupt', bytes: bytes(77), atMs: 1234 },
  ])
  await store.compact(pair, year, bytes(13), 2)
  expectSame(await store.load(pair, year), [bytes(13)])
  expectSame(world.corruptPairs, [pair])
})

contract('keeps nothing of a write that fails half-way', async ({ store, database }) => {
  await store.append(pair, year, bytes(1))
  const failure = await database
    .write([stores.updates], async (transaction) => {
      await transaction.objectStore(stores.updates).clear()
      throw new AppError('internal/unexpected', 'on purpose')
    })
    .catch((thrown: unknown) => thrown)
  expectSame(failure instanceof AppError && failure.code, 'internal/unexpected')
  expectSame(await store.load(pair, year), [bytes(1)])
})

contract('goes on after its connection was closed', async ({ store, database }) => {
  await store.append(pair, year, bytes(1))
  database.close()
  await store.append(pair, year, bytes(2))
  expectSame(await store.load(pair, year), [bytes(1), bytes(2)])
})

contract(
  'steps aside for a newer version, and then says that storage is unavailable',
  async (world) => {
    await world.store.append(pair, year, bytes(1))
    const newer = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(world.databaseName, 99)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const failure = await world.store.load(pair, year).catch((thrown: unknown) => thrown)
    newer.close()
    expectSame(failure instanceof AppError && failure.code, 'storage/unavailable')
  },
)
