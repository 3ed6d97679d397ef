import { AppError } from '../base/app-error.ts'

/**
 * Any failure of IndexedDB as an `AppError`: `storage/quota` when the disk is full, else
 * `storage/unavailable` with the platform's name for it.
 */
export function toStorageError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : 'unknown'
  const code = name === 'QuotaExceededError' ? 'storage/quota' : 'storage/unavailable'
  return new AppError(code, name, { cause: thrown })
}
