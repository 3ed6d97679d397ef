import 'fake-indexeddb/auto'
import { deleteDB, openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../lib/base/app-error.ts'
import { crc32 } from '../../../lib/storage/crc32.ts'
import { createDeviceStore } from '../../../lib/storage/device-store.ts'
import { createDocumentStore } from '../../../lib/storage/document-store.ts'
import { eraseEverything } from '../../../lib/storage/erase-everything.ts'
import { openDatabase } from '../../../lib/storage/open-database.ts'
import { createPairStore } from '../../../lib/storage/pair-store.ts'
import { requestPersistence } from '../../../lib/storage/persist.ts'
import { createPrivateStore } from '../../../lib/storage/private-store.ts'
import { openMainDatabase, openPrivateDatabase, stores } from '../../../lib/storage/schema.ts'
import { toStorageError } from '../../../lib/storage/storage-error.ts'
import { createSyncStateStore } from '../../../lib/storage/sync-state-store.ts'
import { seededRandom } from '../../support/replica-world.ts'
import { draftOf, pairRecordOf } from '../../support/stored-records.ts'

let names = 0

function freshName(): string {
  names += 1
  return `stores-${names}`
}

const clock = { nowMs: () => 77 }
const pairA = 'a'.repeat(32)
const pairB = 'b'.repeat(32)

describe('the pair store', () => {
  function openPairs() {
    const main = openMainDatabase(freshName())
    const corrupt: string[] = []
    const options = { clock, onCorrupt: (pairId: string) => corrupt.push(pairId) }
    return { main, corrupt, options, pairs: createPairStore(main, options) }
  }

  it('reads, changes and writes in one transaction', async () => {
    const { pairs } = openPairs()
    expect(await pairs.get(pairA)).toBeNull()
    await pairs.update(pairA, (record) => {
      expect(record).toBeNull()
      return pairRecordOf(pairA)
    })
    const bump = () =>
      pairs.update(pairA, (record) =>
        record === null ? null : { ...record, lastSyncedMs: (record.lastSyncedMs ?? 0) + 1 },
      )
    await Promise.all([bump(), bump(), bump()])
    expect((await pairs.get(pairA))?.lastSyncedMs).toBe(3)
  })

  it('leaves a record alone when the change returns null or throws', async () => {
    const { pairs } = openPairs()
    await pairs.update(pairA, () => pairRecordOf(pairA))
    expect(await pairs.update(pairA, () => null)).toEqual(pairRecordOf(pairA))
    const thrown = pairs.update(pairA, () => {
      throw new TypeError('a bug')
    })
    await expect(thrown).rejects.toThrow('a bug')
    expect(await pairs.get(pairA)).toEqual(pairRecordOf(pairA))
    expect(await pairs.update(pairB, () => null)).toBeNull()
    expect(await pairs.get(pairB)).toBeNull()
  })

  it('lists and removes', async () => {
    const { pairs } = openPairs()
    await pairs.update(pairB, () => pairRecordOf(pairB))
    await pairs.update(pairA, () => pairRecordOf(pairA))
    expect((await pairs.list()).map(({ pairId }) => pairId)).toEqual([pairA, pairB])
    await pairs.remove(pairA)
    expect((await pairs.list()).map(({ pairId }) => pairId)).toEqual([pairB])
  })

  it('R4-corrupt-cache: a damaged record reads as absent and is put aside when it is written over', async () => {
    const { main, corrupt, options, pairs } = openPairs()
    await pairs.update(pairB, () => pairRecordOf(pairB))
    await main.write([stores.pairs], (transaction) =>
      transaction.objectStore(stores.pairs).put({ pairId: 'other' }, pairA),
    )
    expect(await pairs.get(pairA)).toBeNull()
    expect((await pairs.list()).map(({ pairId }) => pairId)).toEqual([pairB])
    await pairs.update(pairA, (record) => record)
    expect(corrupt).toEqual([])
    await pairs.update(pairA, () => pairRecordOf(pairA))
    expect(corrupt).toEqual([pairA])
    const [aside] = await createDocumentStore(main, options).quarantined(pairA)
    expect(aside).toMatchObject({ reason: 'storage/corrupt', atMs: 77 })
    expect(new TextDecoder().decode(aside?.bytes)).toBe('{"pairId":"other"}')
  })
})

describe('the sync state store', () => {
  it('keeps, gives back and forgets; damage reads as absent', async () => {
    const main = openMainDatabase(freshName())
    const states = createSyncStateStore(main)
    const state = {
      files: {
        f: {
          etag: 'e',
          isConfirmed: true,
          segments: { core: { remoteSha256: 'r', localSha256: 'l' } },
        },
      },
      readOnlyFiles: [],
      pause: null,
      failureCount: 0,
      requests: { day: '2026-11-20', count: 3 },
    }
    expect(await states.get(pairA)).toBeNull()
    await states.put(pairA, state)
    expect(await states.get(pairA)).toEqual(state)
    await main.write([stores.syncStates], (transaction) =>
      transaction.objectStore(stores.syncStates).put({ files: 3 }, pairB),
    )
    expect(await states.get(pairB)).toBeNull()
    await states.remove(pairA)
    expect(await states.get(pairA)).toBeNull()
  })
})

describe('the private store', () => {
  it('keeps drafts by pair and meeting, and erases those of one pair', async () => {
    const privates = createPrivateStore(openPrivateDatabase(freshName()))
    await privates.putDraft(draftOf(pairA, 'one'))
    await privates.putDraft(draftOf(pairA, 'two', 'other-meeting|'))
    await privates.putDraft(draftOf(pairB, 'three'))
    await privates.putDraft({ ...draftOf(pairA, 'one'), note: 'changed' })
    const found = await privates.draftsOf(pairA, draftOf(pairA, 'one').meeting)
    expect(found.map(({ id, note }) => [id, note])).toEqual([['one', 'changed']])
    await privates.removeDraft('two')
    await privates.removeDraft('never')
    expect((await privates.allDrafts()).map(({ id }) => id)).toEqual(['one', 'three'])
    await privates.erase(pairA)
    expect((await privates.allDrafts()).map(({ id }) => id)).toEqual(['three'])
  })

  it('lives in a database of its own', async () => {
    const [main, privates] = [freshName(), freshName()]
    const store = createPrivateStore(openPrivateDatabase(privates))
    await store.putDraft(draftOf(pairA, 'one'))
    const database = openMainDatabase(main)
    await database.read([stores.pairs], async () => undefined)
    const raw = await openDB(main)
    expect([...raw.objectStoreNames]).not.toContain('drafts')
    raw.close()
  })
})

describe('the device store', () => {
  function openDevice(seed = 1) {
    return createDeviceStore(openMainDatabase(freshName()), seededRandom(seed))
  }

  it('keeps its own id until it is set or retired', async () => {
    const device = openDevice()
    expect(await device.clientIds()).toEqual([])
    const own = await device.ownClientId()
    expect(await device.ownClientId()).toBe(own)
    await device.setOwnClientId(42)
    expect(await device.ownClientId()).toBe(42)
    await device.retireClientIds([42])
    expect(await device.ownClientId()).not.toBe(42)
  })

  it('never leases one id to two panels, nor its own', async () => {
    const device = openDevice()
    const own = await device.ownClientId()
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, at) => device.leaseClientId(`p${at}`, null)),
    )
    expect(new Set([own, ...ids]).size).toBe(13)
    expect((await device.clientIds()).sort()).toEqual([own, ...ids].sort())
  })

  it('confirms a held id only to the panel it is leased to', async () => {
    const device = openDevice()
    const id = await device.leaseClientId('p1', null)
    expect(await device.leaseClientId('p1', id)).toBe(id)
    expect(await device.leaseClientId('p1', null)).toBe(id)
    expect(await device.leaseClientId('p2', id)).not.toBe(id)
  })

  it('reuses returned ids, and only those', async () => {
    const device = openDevice()
    const first = await device.leaseClientId('p1', null)
    const second = await device.leaseClientId('p2', null)
    await device.releaseClientId('p1')
    expect(await device.leaseClientId('p3', null)).toBe(first)
    expect(await device.leaseClientId('p4', null)).not.toBe(second)
    await device.releaseAllClientIds()
    expect(await device.leaseClientId('p5', second)).toBe(first)
  })

  it('keeps a small pool: free ids beyond it are forgotten', async () => {
    const device = openDevice()
    for (let at = 0; at < 30; at++) await device.leaseClientId(`p${at}`, null)
    await device.releaseAllClientIds()
    expect(await device.clientIds()).toHaveLength(4)
  })

  it('never leases a retired id again, held or not', async () => {
    const device = openDevice()
    const id = await device.leaseClientId('p1', null)
    await device.retireClientIds([id])
    expect(await device.clientIds()).toEqual([])
    expect(await device.leaseClientId('p1', id)).not.toBe(id)
  })

  it('starts afresh over a damaged record', async () => {
    const main = openMainDatabase(freshName())
    await main.write([stores.device], (transaction) =>
      transaction.objectStore(stores.device).put({ own: 'x', pool: 3 }, 'client-ids'),
    )
    const device = createDeviceStore(main, seededRandom(2))
    expect(await device.clientIds()).toEqual([])
    expect(await device.ownClientId()).toBeGreaterThan(0)
  })
})

describe('opening a database', () => {
  it('applies each migration once, in order, also over an older version', async () => {
    const name = freshName()
    const applied: number[] = []
    const step = (version: number) => ({
      version,
      apply: (database: Parameters<Parameters<typeof openDatabase>[1][0]['apply']>[0]) => {
        applied.push(version)
        database.createObjectStore(`s${version}`)
      },
    })
    const first = openDatabase(name, [step(1)])
    await first.write(['s1'], (transaction) => transaction.objectStore('s1').put('kept', 1))
    first.close()
    const third = openDatabase(name, [step(1), step(2), step(3)])
    expect(
      await third.read(['s1', 's3'], (transaction) => transaction.objectStore('s1').get(1)),
    ).toBe('kept')
    expect(applied).toEqual([1, 2, 3])
    third.close()
    const old = openDatabase(name, [step(1)])
    await expect(old.read(['s1'], async () => 1)).rejects.toMatchObject({
      code: 'storage/unavailable',
    })
  })

  it('refuses a migration table with a gap', () => {
    const step = { version: 2, apply: () => undefined }
    expect(() => openDatabase('gap', [step])).toThrow(TypeError)
  })

  it('is unavailable, not broken, when the browser refuses it', async () => {
    const database = openDatabase(freshName(), [{ version: 1, apply: () => undefined }])
    await expect(database.read(['nothing'], async () => 1)).rejects.toBeInstanceOf(AppError)
  })

  it('tells a full disk from any other failure', () => {
    expect(toStorageError(new DOMException('x', 'QuotaExceededError')).code).toBe('storage/quota')
    expect(toStorageError(new DOMException('x', 'UnknownError')).code).toBe('storage/unavailable')
    expect(toStorageError('odd').code).toBe('storage/unavailable')
    const own = new AppError('storage/corrupt')
    expect(toStorageError(own)).toBe(own)
  })
})

describe('erasing', () => {
  it('empties both databases', async () => {
    const [mainName, privateName] = [freshName(), freshName()]
    const main = openMainDatabase(mainName)
    const privates = openPrivateDatabase(privateName)
    await createPairStore(main, { clock, onCorrupt: () => undefined }).update(pairA, () =>
      pairRecordOf(pairA),
    )
    await createDeviceStore(main, seededRandom(1)).ownClientId()
    await createPrivateStore(privates).putDraft(draftOf(pairA, 'one'))
    await eraseEverything({ main, privates })
    main.close()
    privates.close()
    for (const name of [mainName, privateName]) {
      const raw = await openDB(name)
      for (const store of raw.objectStoreNames) expect(await raw.count(store)).toBe(0)
      raw.close()
      await deleteDB(name)
    }
  })
})

describe('small parts', () => {
  it('computes the CRC-32 of the standard check value', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
    expect(crc32(new Uint8Array(0))).toBe(0)
  })

  it('asks for persistence only where it exists and is not granted yet', async () => {
    expect(await requestPersistence({})).toBe('unsupported')
    const never = () => Promise.reject(new Error('asked although granted'))
    const yes = async () => true
    const no = async () => false
    expect(await requestPersistence({ persisted: yes, persist: never })).toBe('granted')
    expect(await requestPersistence({ persisted: no, persist: yes })).toBe('granted')
    expect(await requestPersistence({ persisted: no, persist: no })).toBe('refused')
  })
})
