import type { Readers } from '../model/sync-status.ts'
import type { FileRef, PairRecord, PairStore } from '../storage/ports.ts'
import { isUsable } from './canonical-file.ts'
import type { FileKeeper } from './file-keeper.ts'
import type { PairFiles } from './pair-files.ts'

/**
 * Reads who may read the pair's files now, and keeps it; does nothing without a file that can be reached. Where
 * the two use several files, each holds everything: whoever reads one of them is a reader.
 */
export type RefreshReaders = (record: PairRecord, signal: AbortSignal) => Promise<void>

/** Builds it. */
export function createReadersKeeper(dependencies: {
  pairs: Pick<PairStore, 'update'>
  files: Pick<PairFiles, 'homeOf'>
  keeper: Pick<FileKeeper, 'change'>
  nowMs: () => number
}): RefreshReaders {
  const { pairs, files, keeper } = dependencies

  /** Null while no account of the file's provider is connected. */
  const readersOf = async (
    record: PairRecord,
    file: FileRef,
    partnerEmail: string,
    signal: AbortSignal,
  ): Promise<Readers | null> => {
    const opener = await files.homeOf(record, file)
    if (opener === null) return null
    const { home, account } = opener
    const grant = file.grant?.email === partnerEmail ? file.grant.id : undefined
    const answer = await home.readers(file.fileId, account.email, partnerEmail, signal, grant)
    // Permissions we could not read are unknown, never assumed to be what they were.
    return answer.kind === 'readers' ? answer.readers : unknown()
  }
  const unknown = (): Readers => ({
    kind: 'unknown',
    others: [],
    checkedMs: dependencies.nowMs(),
  })

  return async (record, signal) => {
    const { email } = record.partner
    if (email === null) return
    const read: Readers[] = []
    let isAnyReached = false
    for (const file of record.files.filter(isUsable)) {
      const readers = await readersOf(record, file, file.sharedWith ?? email, signal)
      read.push(readers ?? unknown())
      if (readers === null) continue
      isAnyReached = true
      // The partner's right was taken away: sharing again is the owner's press.
      if (file.isMine && readers.kind === 'only-me') {
        await keeper.change(record.pairId, file, { isShared: false })
      }
    }
    if (!isAnyReached) return
    const readers = joinReaders(read)
    await pairs.update(record.pairId, (old) => (old === null ? null : { ...old, readers }))
  }
}

/** What is said of several files: the first of these kinds that any of them is. */
const kinds: readonly Readers['kind'][] = ['link', 'more', 'unknown', 'two', 'only-me']

function joinReaders(all: readonly Readers[]): Readers {
  const kind = kinds.find((one) => all.some((readers) => readers.kind === one)) ?? 'unknown'
  const checked = all.flatMap(({ checkedMs }) => (checkedMs === null ? [] : [checkedMs]))
  return {
    kind,
    others: [...new Set(all.flatMap(({ others }) => others))],
    checkedMs: checked.length === 0 ? null : Math.min(...checked),
  }
}
