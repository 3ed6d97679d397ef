import type { ErrorCode } from '../base/app-error.ts'
import { equalBytes } from '../base/bytes.ts'
import type { PairId } from '../model/people.ts'
import type { WriteTransaction } from './open-database.ts'
import { pairIndex, stores } from './schema.ts'

/** Bytes put aside because they could not be understood. */
export interface QuarantinedBytes {
  pairId: PairId
  reason: ErrorCode
  bytes: Uint8Array
  atMs: number
}

/** How many are kept for a pair; the oldest go first. */
const keptPerPair = 5

/** True for a record of the quarantine store. */
export function isQuarantinedBytes(value: unknown): value is QuarantinedBytes {
  if (typeof value !== 'object' || value === null) return false
  return (
    'bytes' in value && value.bytes instanceof Uint8Array && 'reason' in value && 'atMs' in value
  )
}

/**
 * Puts bytes aside within a write that spans the quarantine store. The same bytes twice are kept once: a
 * damaged file is met again at every read.
 */
export async function putAside(
  transaction: WriteTransaction,
  record: QuarantinedBytes,
): Promise<void> {
  const store = transaction.objectStore(stores.quarantine)
  const index = store.index(pairIndex)
  const [keys, known] = await Promise.all([
    index.getAllKeys(record.pairId),
    index.getAll(record.pairId),
  ])
  const isKnown = known.some(
    (other: unknown) => isQuarantinedBytes(other) && equalBytes(other.bytes, record.bytes),
  )
  if (isKnown) return
  await store.add(record)
  const surplus = keys.slice(0, Math.max(0, keys.length + 1 - keptPerPair))
  await Promise.all(surplus.map((key) => store.delete(key)))
}
