import type { FileRef } from '../storage/ports.ts'

/**
 * The one file of a pair that both sides settle on: the oldest this account may open, ties by id so that
 * both choose alike. Null when there is none.
 */
export function canonicalFile(files: readonly FileRef[]): FileRef | null {
  const open = files.filter((one) => one.isAccessible)
  open.sort((a, b) => a.createdMs - b.createdMs || (a.fileId < b.fileId ? -1 : 1))
  return open[0] ?? null
}
