import { providerOfFile } from '../model/account.ts'
import type { NamedFile } from '../remote/named-file.ts'
import type { FileRef, PairRecord } from '../storage/ports.ts'
import { describeNamed, type FileKeeper, toFileRef } from './file-keeper.ts'
import type { PairFiles } from './pair-files.ts'
import type { Providers } from './providers.ts'

/** Finds out what a file of a pair is to us now. */
export interface FileFinder {
  /** The file as its provider describes it to us now; null where it cannot be seen. `old` is what was kept of it. */
  look(
    record: PairRecord,
    named: NamedFile,
    old: FileRef | undefined,
    signal: AbortSignal,
  ): Promise<FileRef | null>
  /**
   * Looks again at what could not be opened; resolves to the record after it. The owner may have
   * given back the right to open a file, or taken it out of the trash; and what needs no picking may be open
   * since an account was connected or consent given.
   */
  findLost(record: PairRecord, signal: AbortSignal): Promise<PairRecord>
}

/** Builds it. */
export function createFileFinder(parts: {
  providers: Pick<Providers, 'pickerOf'>
  files: Pick<PairFiles, 'homeOf'>
  keeper: FileKeeper
}): FileFinder {
  const { providers, files, keeper } = parts

  const look: FileFinder['look'] = async (record, named, old, signal) => {
    const opener = await files.homeOf(record, old ?? named)
    if (opener === null) return null
    const described = await describeNamed(opener.home, named, signal)
    if (described.kind !== 'found') return null
    return toFileRef(described.file, opener.home, opener.account, old)
  }

  const findLost: FileFinder['findLost'] = async (record, signal) => {
    let current = record
    const isWaiting = (one: FileRef) =>
      !one.isAccessible && providers.pickerOf(providerOfFile(one)) === null
    for (const lost of record.files.filter((one) => one.trouble === 'lost' || isWaiting(one))) {
      const found = await look(record, lost, lost, signal)
      if (found !== null) current = (await keeper.replace(record.pairId, lost, found)) ?? current
    }
    return current
  }

  return { look, findLost }
}
