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
  /** Fixed names → facts about this device; `lineage <pairId>` → how often that pair's lineage changed. */
  device: 'device',
  /** Account (of another provider than Google: provider, space, account) → the 1-on-1s its calendar showed last; a cache. */
  upcoming: 'upcoming',
  /** `[pairId, meeting key]` → what this person has seen of a meeting on this device. */
  meetingMarks: 'meeting-marks',
  /** Place (see `placeOf`) → what the person said about people shown there by name alone. */
  names: 'names',
} as const

/** Object stores of the device-only database. */
export const privateStores = {
  /** Draft id → draft; index `pair`. */
  drafts: 'drafts',
  /** Note id → private note; index `pair`. */
  notes: 'notes',
} as const

/** Index over the pair of quarantined bytes, drafts and private notes. */
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
  {
    version: 2,
    apply(database) {
      database.createObjectStore(stores.upcoming)
      database.createObjectStore(stores.meetingMarks)
    },
  },
  {
    version: 3,
    apply(database) {
      database.createObjectStore(stores.names)
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
  {
    version: 2,
    apply(database) {
      database.createObjectStore(privateStores.notes).createIndex(pairIndex, 'pairId')
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
