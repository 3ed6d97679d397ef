import type { AccountRef } from '../model/account.ts'
import { providerOfFile } from '../model/account.ts'
import type { FileHome } from '../remote/file-home.ts'
import type { SharedFile } from '../remote/shared-file.ts'
import type { FileRef, PairRecord } from '../storage/ports.ts'
import { isUsable } from './canonical-file.ts'
import { accountOfPair, chooseAccountForFile } from './choose-account.ts'
import type { Providers } from './providers.ts'

/** Opens the files of a pair, each with a connected account of its own provider. */
export interface PairFiles {
  /**
   * What sync works on, the file both sides settle on first. With `isByPerson` files in trouble too: a right
   * comes back, a version is restored. Files whose provider has no connected account wait, unless all do. No
   * request is made.
   */
  open(record: PairRecord, isByPerson: boolean): Promise<SharedFile[]>
  /** Where a file lives, with the account that opens it; null while no account of its provider is connected. */
  homeOf(
    record: PairRecord,
    file: Pick<FileRef, 'provider' | 'account'>,
  ): Promise<{ account: AccountRef; home: FileHome } | null>
}

/** Builds it. */
export function createPairFiles(providers: Pick<Providers, 'accounts' | 'homeOf'>): PairFiles {
  return {
    async open(record, isByPerson) {
      const accounts = await providers.accounts()
      const files = record.files
        .filter((one) => isUsable(one) || (isByPerson && one.isAccessible))
        .sort(
          (a, b) =>
            // The first is the one both sides settle on: never one that is not in use.
            Number(!isUsable(a)) - Number(!isUsable(b)) ||
            a.createdMs - b.createdMs ||
            (a.fileId < b.fileId ? -1 : 1),
        )
        .map((file) => ({ file, account: chooseAccountForFile(record, file, accounts) }))
      const served = files.filter(({ account }) => account !== null)
      return (served.length > 0 ? served : files).map(({ file, account }) =>
        providers
          .homeOf(account ?? wantedAccount(record, file))
          .open(file.fileId, file.isMine, file.url),
      )
    },
    async homeOf(record, file) {
      const account = chooseAccountForFile(record, file, await providers.accounts())
      return account === null ? null : { account, home: providers.homeOf(account) }
    },
  }
}

/** The id under which sync knows a file, as every {@link FileHome} makes it. */
export function sharedFileId(file: Pick<FileRef, 'provider' | 'fileId'>): string {
  return `${file.provider}:${file.fileId}`
}

/** The account that would open a file, were it connected. */
function wantedAccount(record: PairRecord, file: FileRef): AccountRef {
  const own = accountOfPair(record)
  const provider = providerOfFile(file)
  if (file.account === undefined && own.provider === provider) return own
  return { provider, email: file.account ?? record.self.email ?? own.email }
}
