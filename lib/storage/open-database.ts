import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import { toStorageError } from './storage-error.ts'

/** One step of a database's history. Never change a step that shipped: add one. */
export interface Migration {
  /** The version the step leads to. */
  version: number
  apply(
    database: IDBPDatabase,
    transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
  ): void
}

/** A write in progress. Wait for nothing but its own requests inside, or it commits too early. */
export type WriteTransaction = IDBPTransaction<unknown, string[], 'readwrite'>

/** A read in progress; the same rule. */
export type ReadTransaction = IDBPTransaction<unknown, string[], 'readonly'>

/** A database that opens on first use and again after the browser closed it. */
export interface Database {
  /** Runs `work` in one read. Rejects with an `AppError` of `storage/`. */
  read<T>(stores: string[], work: (transaction: ReadTransaction) => Promise<T>): Promise<T>
  /**
   * Runs `work` in one write and resolves after it is committed with strict durability. When `work` throws
   * or the disk is full, nothing of it is kept. Rejects with an `AppError` of `storage/`, or with what
   * `work` threw.
   */
  write<T>(stores: string[], work: (transaction: WriteTransaction) => Promise<T>): Promise<T>
  /** Empties every store, in one write. */
  clear(): Promise<void>
  close(): void
}

/**
 * A database with its migrations, whose versions must run 1, 2, 3 …. A newer version open elsewhere makes
 * this one step aside; a database already newer than `migrations` is `storage/unavailable`.
 */
export function openDatabase(name: string, migrations: readonly Migration[]): Database {
  for (const [at, { version }] of migrations.entries()) {
    if (version !== at + 1) throw new TypeError(`migration ${at} of ${name} leads to ${version}`)
  }
  let opened: Promise<IDBPDatabase> | null = null

  function open(): Promise<IDBPDatabase> {
    if (opened !== null) return opened
    const opening = openDB(name, migrations.length, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        for (const migration of migrations) {
          if (migration.version > oldVersion) migration.apply(database, transaction)
        }
      },
      // A newer version of the extension wants to upgrade: it may not wait for us.
      blocking: (_current, _blocked, event) => {
        forget()
        if (event.target instanceof IDBDatabase) event.target.close()
      },
      terminated: forget,
    })
    function forget(): void {
      if (opened === opening) opened = null
    }
    opened = opening
    opening.catch(forget)
    return opening
  }

  async function begin<M extends 'readonly' | 'readwrite'>(
    stores: string[],
    mode: M,
  ): Promise<IDBPTransaction<unknown, string[], M>> {
    try {
      return (await open()).transaction(stores, mode, { durability: 'strict' })
    } catch (thrown) {
      // The connection was closed between two uses; a transaction that never began is safe to begin again.
      if (!(thrown instanceof DOMException) || thrown.name !== 'InvalidStateError') {
        throw toStorageError(thrown)
      }
      opened = null
    }
    try {
      return (await open()).transaction(stores, mode, { durability: 'strict' })
    } catch (thrown) {
      throw toStorageError(thrown)
    }
  }

  async function run<T, M extends 'readonly' | 'readwrite'>(
    stores: string[],
    mode: M,
    work: (transaction: IDBPTransaction<unknown, string[], M>) => Promise<T>,
  ): Promise<T> {
    const transaction = await begin(stores, mode)
    // Watched from the start: a failure that comes while `work` waits is not an unhandled rejection.
    const done = transaction.done.then(
      () => null,
      (reason: unknown) => ({ reason: transaction.error ?? reason }),
    )
    let value: T
    try {
      value = await work(transaction)
    } catch (thrown) {
      abort(transaction)
      const failure = await done
      // A full disk aborts the transaction; what `work` saw may be no more than the abort.
      if (failure !== null && isQuota(failure.reason)) throw toStorageError(failure.reason)
      throw thrown instanceof DOMException ? toStorageError(thrown) : thrown
    }
    const failure = await done
    if (failure !== null) throw toStorageError(failure.reason)
    return value
  }

  const database: Database = {
    read: (stores, work) => run(stores, 'readonly', work),
    write: (stores, work) => run(stores, 'readwrite', work),
    async clear() {
      const stores = [...(await open().catch(rethrow)).objectStoreNames]
      await run(stores, 'readwrite', async (transaction) => {
        await Promise.all(stores.map((store) => transaction.objectStore(store).clear()))
      })
    },
    close() {
      const closing = opened
      opened = null
      closing?.then(
        (connection) => connection.close(),
        // A connection that never opened needs no closing.
        () => undefined,
      )
    },
  }
  return database
}

function abort(transaction: { abort: () => void }): void {
  try {
    transaction.abort()
  } catch {
    // Already aborted by the failure itself.
  }
}

function isQuota(reason: unknown): boolean {
  return toStorageError(reason).code === 'storage/quota'
}

function rethrow(thrown: unknown): never {
  throw toStorageError(thrown)
}
