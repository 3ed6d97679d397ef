import { type Database, type Migration, openDatabase } from './open-database.ts'

/** Object stores of the main database. Names are stored on people's disks: never rename one. */
export const stores = {
  /** `[pairId, segment, sequence]` → {@link StoredUpdate}. */
  updates: 'updates',
  /** Ascending number → {@link QuarantinedBytes}; index `pair`. */
  quarantine: 'quarantine',
  /** pairId → pair record. */
  pairs: 'pairs',
  /** pairId → sync state. */
  syncStates: 'sync-states',
  /** Fixed names → facts about this device. */
  device: 'device',
} as const

/** Object stores of the device-only database. */
export const privateStores = {
  /** Draft id → draft; index `pair`. */
  drafts: 'drafts',
} as const

/** Index over the pair of quarantined bytes and of drafts. */
export const pairIndex = 'pair'

const mainMigrations: readonly Migration[] = [
  {
    version: 1,
    apply(database) {
      database.createObjectStore(stores.updates)
      database
        .createObjectStore(stores.quarantine, { autoIncrement: true })
        .createIndex(pairIndex, 'pairId')
      database.createObjectStore(stores.pairs)
      database.createObjectStore(stores.syncStates)
      database.createObjectStore(stores.device)
    },
  },
]

const privateMigrations: readonly Migration[] = [
  {
    version: 1,
    apply(database) {
      database.createObjectStore(privateStores.drafts).createIndex(pairIndex, 'pairId')
    },
  },
]

/** The database of shared documents, pair records, sync states and device facts. */
export function openMainDatabase(name = 'yohaku'): Database {
  return openDatabase(name, mainMigrations)
}

/** The database of words that never leave this device: apart, so that no code for sharing opens it. */
export function openPrivateDatabase(name = 'yohaku-private'): Database {
  return openDatabase(name, privateMigrations)
}
