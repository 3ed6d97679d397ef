import type { Readers } from '../model/sync-status.ts'
import type { PairRecord, PairStore } from '../storage/ports.ts'
import { canonicalFile } from './canonical-file.ts'
import type { FileKeeper } from './file-keeper.ts'
import type { PairFiles } from './pair-files.ts'

/** Reads who may read the pair's file now, and keeps it; does nothing without a file that can be reached. */
export type RefreshReaders = (record: PairRecord, signal: AbortSignal) => Promise<void>

/** Builds it. */
export function createReadersKeeper(dependencies: {
  pairs: Pick<PairStore, 'update'>
  files: Pick<PairFiles, 'homeOf'>
  keeper: Pick<FileKeeper, 'change'>
  nowMs: () => number
}): RefreshReaders {
  const { pairs, files, keeper } = dependencies
  return async (record, signal) => {
    const file = canonicalFile(record.files)
    if (file === null || record.partner.email === null) return
    const opener = await files.homeOf(record, file)
    if (opener === null) return
    const { home, account } = opener
    const { email } = record.partner
    const grant = file.grant?.email === email ? file.grant.id : undefined
    const answer = await home.readers(file.fileId, account.email, email, signal, grant)
    const readers: Readers =
      answer.kind === 'readers'
        ? answer.readers
        : // Permissions we could not read are unknown, never assumed to be what they were.
          { kind: 'unknown', others: [], checkedMs: dependencies.nowMs() }
    await pairs.update(record.pairId, (old) => (old === null ? null : { ...old, readers }))
    // The partner's right was taken away: sharing again is the owner's press.
    if (file.isMine && readers.kind === 'only-me') {
      await keeper.change(record.pairId, file, { isShared: false })
    }
  }
}
