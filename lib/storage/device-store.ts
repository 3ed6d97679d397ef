import type { Random } from '../base/clock.ts'
import type { Database } from './open-database.ts'
import type { DeviceStore } from './ports.ts'
import { stores } from './schema.ts'

/** One id panels may write under. */
interface PooledId {
  clientId: number
  /** The panel that holds it; null when free. */
  panelId: string | null
}

interface ClientIds {
  /** Null until first asked for, and after it was retired. */
  own: number | null
  pool: PooledId[]
}

const recordKey = 'client-ids'

/** Free ids kept for later panels; more would only be forgotten writers in the document. */
const keptFree = 4

/**
 * {@link DeviceStore} over IndexedDB. Each call is one write, so two panels that join at once cannot get
 * the same id. A damaged record counts as absent: fresh ids are always safe.
 */
export function createDeviceStore(database: Database, random: Random): DeviceStore {
  function change<T>(work: (ids: ClientIds) => T): Promise<T> {
    return database.write([stores.device], async (transaction) => {
      const store = transaction.objectStore(stores.device)
      const record: unknown = await store.get(recordKey)
      const ids = isClientIds(record) ? record : { own: null, pool: [] }
      const value = work(ids)
      await store.put(ids, recordKey)
      return value
    })
  }

  function draw(ids: ClientIds): number {
    const used = [ids.own, ...ids.pool.map(({ clientId }) => clientId)]
    for (;;) {
      const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4)
      const clientId = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
      if (clientId !== 0 && !used.includes(clientId)) return clientId
    }
  }

  return {
    ownClientId: () =>
      change((ids) => {
        ids.own ??= draw(ids)
        return ids.own
      }),

    setOwnClientId: (clientId) =>
      change((ids) => {
        ids.own = clientId
        ids.pool = ids.pool.filter((entry) => entry.clientId !== clientId)
      }),

    leaseClientId: (panelId, held) =>
      change((ids) => {
        const leased = ids.pool.filter((entry) => entry.panelId === panelId)
        const confirmed = leased.find((entry) => entry.clientId === held) ?? leased[0]
        if (confirmed !== undefined) return confirmed.clientId
        const free = ids.pool.find((entry) => entry.panelId === null)
        if (free !== undefined) {
          free.panelId = panelId
          return free.clientId
        }
        const clientId = draw(ids)
        ids.pool.push({ clientId, panelId })
        return clientId
      }),

    releaseClientId: (panelId) =>
      change((ids) => {
        for (const entry of ids.pool) if (entry.panelId === panelId) entry.panelId = null
        ids.pool = trimFree(ids.pool)
      }),

    releaseAllClientIds: () =>
      change((ids) => {
        for (const entry of ids.pool) entry.panelId = null
        ids.pool = trimFree(ids.pool)
      }),

    async clientIds() {
      const record: unknown = await database.read([stores.device], (transaction) =>
        transaction.objectStore(stores.device).get(recordKey),
      )
      if (!isClientIds(record)) return []
      const own = record.own === null ? [] : [record.own]
      return [...own, ...record.pool.map(({ clientId }) => clientId)]
    },

    retireClientIds: (clientIds) =>
      change((ids) => {
        if (ids.own !== null && clientIds.includes(ids.own)) ids.own = null
        ids.pool = ids.pool.filter(({ clientId }) => !clientIds.includes(clientId))
      }),
  }
}

function trimFree(pool: readonly PooledId[]): PooledId[] {
  let free = 0
  return pool.filter((entry) => {
    if (entry.panelId !== null) return true
    free += 1
    return free <= keptFree
  })
}

function isClientIds(value: unknown): value is ClientIds {
  if (typeof value !== 'object' || value === null || !('own' in value) || !('pool' in value)) {
    return false
  }
  const isOwn = value.own === null || typeof value.own === 'number'
  return isOwn && Array.isArray(value.pool) && value.pool.every(isPooledId)
}

function isPooledId(value: unknown): value is PooledId {
  if (typeof value !== 'object' || value === null) return false
  if (!('clientId' in value) || !('panelId' in value)) return false
  return (
    typeof value.clientId === 'number' &&
    (value.panelId === null || typeof value.panelId === 'string')
  )
}
