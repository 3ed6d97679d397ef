import {
  type AccountRef,
  isSameAccount,
  type ProviderName,
  providerOfFile,
} from '../model/account.ts'
import type { FileRef, PairRecord } from '../storage/ports.ts'

/** The account under which a pair is kept; its address is empty where the calendar does not tell it. */
export function accountOfPair(record: Pick<PairRecord, 'account' | 'provider'>): AccountRef {
  return { provider: record.provider ?? 'google', email: record.account }
}

/**
 * The connected account with which a pair is served at a provider; null when none is. At the pair's own
 * provider it is the pair's own account and no other: work and private stay apart. At the other one it is the
 * account with the person's address in this pair, else the one connected last.
 */
export function chooseAccount(
  record: Pick<PairRecord, 'account' | 'provider' | 'self'>,
  provider: ProviderName,
  accounts: readonly AccountRef[],
): AccountRef | null {
  const own = accountOfPair(record)
  const there = accounts.filter((one) => one.provider === provider)
  if (own.provider === provider && own.email !== '') {
    return there.find((one) => isSameAccount(one, own)) ?? null
  }
  return there.find((one) => one.email === record.self.email) ?? there[0] ?? null
}

/** The connected account that opens a file of the pair: the one that opened it before, else the chosen one. */
export function chooseAccountForFile(
  record: Pick<PairRecord, 'account' | 'provider' | 'self'>,
  file: Pick<FileRef, 'provider' | 'account'>,
  accounts: readonly AccountRef[],
): AccountRef | null {
  const provider = providerOfFile(file)
  const before = accounts.find((one) => one.provider === provider && one.email === file.account)
  return before ?? chooseAccount(record, provider, accounts)
}

/**
 * The account whose drive shall hold a new file of the pair: at `provider`, else where the pair's own account is,
 * else where any is connected; null while none is.
 */
export function chooseHome(
  record: Pick<PairRecord, 'account' | 'provider' | 'self'>,
  provider: ProviderName | null,
  accounts: readonly AccountRef[],
): AccountRef | null {
  const wanted = provider ?? record.provider ?? 'google'
  const there = chooseAccount(record, wanted, accounts)
  if (there !== null || provider !== null) return there
  return chooseAccount(record, wanted === 'google' ? 'microsoft' : 'google', accounts)
}
