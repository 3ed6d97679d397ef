import type { FileRef } from '../storage/ports.ts'

/** True for a file that may be read and written as this pair's. */
export function isUsable(file: FileRef): boolean {
  return file.isAccessible && file.trouble === undefined
}

/**
 * The one file of a pair that both sides settle on: the oldest that is usable, ties by id so that both choose
 * alike. Null when there is none.
 */
export function canonicalFile(files: readonly FileRef[]): FileRef | null {
  const open = files.filter(isUsable)
  open.sort((a, b) => a.createdMs - b.createdMs || (a.fileId < b.fileId ? -1 : 1))
  return open[0] ?? null
}

/** Of files that are not usable, the one a person should open: a new one before one that was lost. */
export function fileToOpen(files: readonly FileRef[]): FileRef | null {
  return files.find((one) => one.trouble === undefined) ?? files.at(-1) ?? null
}
