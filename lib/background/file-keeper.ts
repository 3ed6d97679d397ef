import type { AccountRef } from '../model/account.ts'
import type { PairId } from '../model/people.ts'
import type { FileDescription, FileHome } from '../remote/file-home.ts'
import { linkOf, type NamedFile } from '../remote/named-file.ts'
import type { Refusal } from '../remote/shared-file.ts'
import type { FileRef, PairRecord, PairStore } from '../storage/ports.ts'

/** A file as a provider describes it, as a pair keeps it; `old` is what was kept of it before. */
export function toFileRef(
  file: FileDescription,
  home: Pick<FileHome, 'provider'>,
  account: AccountRef,
  old: FileRef | undefined,
): FileRef {
  return {
    provider: home.provider,
    fileId: file.fileId,
    url: file.url,
    createdMs: file.createdMs,
    isMine: file.isMine,
    isAccessible: true,
    isShared: old?.isShared ?? !file.isMine,
    ...(old?.grant !== undefined && { grant: old.grant }),
    ...(old?.sharedWith !== undefined && { sharedWith: old.sharedWith }),
    isAttached: old?.isAttached ?? false,
    account: account.email,
  }
}

/** A file known by id alone; a date beyond all others keeps it from being canonical before it is read. */
export function candidateFile(file: Pick<FileRef, 'provider' | 'fileId' | 'url'>): FileRef {
  return {
    ...file,
    createdMs: Number.MAX_SAFE_INTEGER,
    isMine: false,
    isAccessible: false,
    isShared: true,
    isAttached: false,
  }
}

/** A file whose content is not the pair's: kept so that it is known again, and never opened by sync. */
export function asForeign(file: FileRef): FileRef {
  return { ...file, isAccessible: false, trouble: 'foreign' }
}

/** True when both are the same file at the same provider. */
export function isSameFile(
  a: Pick<FileRef, 'provider' | 'fileId'>,
  b: Pick<FileRef, 'provider' | 'fileId'>,
): boolean {
  return a.provider === b.provider && a.fileId === b.fileId
}

/** Changes what is kept of a pair's files. Each resolves to the record after it, null when there is none. */
export interface FileKeeper {
  /** Keeps a file, in the place of what was kept of it before. */
  keep(pairId: PairId, file: FileRef): Promise<PairRecord | null>
  /** Keeps a file in the place of what stood for it before it was known. */
  replace(
    pairId: PairId,
    before: Pick<FileRef, 'provider' | 'fileId'>,
    file: FileRef,
  ): Promise<PairRecord | null>
  change(
    pairId: PairId,
    file: Pick<FileRef, 'provider' | 'fileId'>,
    change: Partial<FileRef>,
  ): Promise<PairRecord | null>
  /** Forgets a file. */
  drop(pairId: PairId, file: Pick<FileRef, 'provider' | 'fileId'>): Promise<PairRecord | null>
  /** A new file is in the place of those that are gone. */
  dropGone(pairId: PairId, newFile: FileRef): Promise<PairRecord | null>
}

/** Builds it. */
export function createFileKeeper(pairs: Pick<PairStore, 'update'>): FileKeeper {
  const update = (pairId: PairId, change: (record: PairRecord) => PairRecord) =>
    pairs.update(pairId, (record) => (record === null ? null : change(record)))
  return {
    keep: (pairId, file) =>
      update(pairId, (record) => ({
        ...record,
        files: [...record.files.filter((one) => !isSameFile(one, file)), file],
      })),
    replace: (pairId, before, file) =>
      update(pairId, (record) => {
        const others = record.files.filter(
          (one) => !isSameFile(one, file) && !isSameFile(one, before),
        )
        const old = record.files.find((one) => isSameFile(one, before))
        const isAttached = file.isAttached || old?.isAttached === true
        return { ...record, files: [...others, { ...file, isAttached }] }
      }),
    change: (pairId, file, change) =>
      update(pairId, (record) => ({
        ...record,
        files: record.files.map((one) => (isSameFile(one, file) ? { ...one, ...change } : one)),
      })),
    drop: (pairId, file) =>
      update(pairId, (record) => ({
        ...record,
        files: record.files.filter((one) => !isSameFile(one, file)),
      })),
    dropGone: (pairId, newFile) =>
      update(pairId, (record) => ({
        ...record,
        problem: record.problem === 'file/missing' ? null : record.problem,
        files: record.files.filter((one) => isSameFile(one, newFile) || one.trouble !== 'gone'),
      })),
  }
}

/** What a provider says of a named file; a link is followed where no id is known yet. */
export async function describeNamed(
  home: Pick<FileHome, 'describe' | 'describeLink'>,
  named: Pick<NamedFile, 'provider' | 'fileId'>,
  signal: AbortSignal,
): Promise<{ kind: 'found'; file: FileDescription } | Refusal> {
  const link = linkOf(named)
  if (link === null) return home.describe(named.fileId, signal)
  const followed = await home.describeLink(link, signal)
  return followed.kind === 'not-a-link' ? { kind: 'rejected', status: 400 } : followed
}

/** How the document names the file one side uses: as older versions do where it is Google's. */
export function homeFileName(file: Pick<FileRef, 'provider' | 'fileId'>): string {
  return file.provider === 'google' ? file.fileId : `${file.provider}:${file.fileId}`
}
