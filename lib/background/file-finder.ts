import { providerOfFile } from '../model/account.ts'
import type { NamedFile } from '../remote/named-file.ts'
import type { FileRef, PairRecord } from '../storage/ports.ts'
import { asForeign, describeNamed, type FileKeeper, toFileRef } from './file-keeper.ts'
import type { PairFiles } from './pair-files.ts'
import type { Providers } from './providers.ts'
import type { VetFile } from './vet-file.ts'

/** Finds out what a file of a pair is to us now. */
export interface FileFinder {
  /**
   * The file as its provider describes it to us now, in trouble as `foreign` where its content is not the
   * pair's; null where it cannot be seen. `old` is what was kept of it.
   */
  look(
    record: PairRecord,
    named: NamedFile,
    old: FileRef | undefined,
    signal: AbortSignal,
  ): Promise<FileRef | null>
  /**
   * Looks again at what could not be opened; resolves to the record after it. The owner may have
   * given back the right to open a file, or taken it out of the trash; and what needs no picking, or was open
   * on another device, may be open since an account was connected or consent given. Never at what only a link
   * in the calendar named: any page may lead there.
   */
  findLost(record: PairRecord, signal: AbortSignal): Promise<PairRecord>
}

/** Builds it. */
export function createFileFinder(parts: {
  providers: Pick<Providers, 'pickerOf'>
  files: Pick<PairFiles, 'homeOf'>
  keeper: FileKeeper
  vet: VetFile
}): FileFinder {
  const { providers, files, keeper, vet } = parts

  const look: FileFinder['look'] = async (record, named, old, signal) => {
    const opener = await files.homeOf(record, old ?? named)
    if (opener === null) return null
    const described = await describeNamed(opener.home, named, signal)
    if (described.kind !== 'found') return null
    const file = toFileRef(described.file, opener.home, opener.account, old)
    // What was in use before is the pair's, whatever became of it.
    if (old?.trouble === 'lost') return file
    const vetted = await vet(opener.home, described.file, record.pairId, signal)
    if (vetted.kind === 'ours') return file
    return vetted.kind === 'foreign' ? asForeign(file) : null
  }

  const findLost: FileFinder['findLost'] = async (record, signal) => {
    let current = record
    const isWaiting = (one: FileRef) =>
      !one.isAccessible &&
      one.isInvited !== true &&
      (one.account !== undefined || providers.pickerOf(providerOfFile(one)) === null)
    for (const lost of record.files.filter((one) => one.trouble === 'lost' || isWaiting(one))) {
      const found = await look(record, lost, lost, signal)
      if (found === null) continue
      // What the event carries would only be found again; a pasted link was simply the wrong one.
      const isWrong = found.trouble === 'foreign' && !lost.isAttached
      const next = isWrong
        ? await keeper.drop(record.pairId, lost)
        : await keeper.replace(record.pairId, lost, found)
      current = next ?? current
    }
    return current
  }

  return { look, findLost }
}
