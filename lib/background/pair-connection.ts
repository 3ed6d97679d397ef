import { type ProviderName, providerOfFile } from '../model/account.ts'
import type { SyncStatus } from '../model/sync-status.ts'
import type { PairRecord } from '../storage/ports.ts'
import type { SyncOutcome } from '../sync/sync-outcome.ts'
import { canonicalFile, fileToOpen } from './canonical-file.ts'
import { chooseAccount, chooseAccountForFile } from './choose-account.ts'
import type { Providers } from './providers.ts'

/** How a pair stands with the provider that matters for it now. */
export interface PairConnection {
  connection: SyncStatus['connection']
  /** Whose account is meant: the file's provider, where there is a file; else where one could be made. */
  provider: ProviderName
}

/** Reads it; no request is made. `outcome` is what the last run told. */
export async function readConnection(
  record: PairRecord,
  outcome: SyncOutcome | null,
  providers: Pick<Providers, 'accounts' | 'tokensOf'>,
): Promise<PairConnection> {
  const accounts = await providers.accounts()
  const connected = (provider: ProviderName): PairConnection => ({
    connection: outcome?.problem === 'auth/expired' ? 'expired' : 'connected',
    provider,
  })
  const isConfigured = (provider: ProviderName) => providers.tokensOf(provider).isConfigured()
  const away = (provider: ProviderName, isThere: boolean): PairConnection => ({
    connection: isThere ? 'not-connected' : 'not-configured',
    provider,
  })
  const file = canonicalFile(record.files) ?? fileToOpen(record.files)
  if (file !== null && file.trouble !== 'gone') {
    const provider = providerOfFile(file)
    if (chooseAccountForFile(record, file, accounts) !== null) return connected(provider)
    return away(provider, await isConfigured(provider))
  }
  const own = record.provider ?? 'google'
  const other = own === 'google' ? 'microsoft' : 'google'
  if (chooseAccount(record, own, accounts) !== null) return connected(own)
  if (chooseAccount(record, other, accounts) !== null) return connected(other)
  if (await isConfigured(own)) return away(own, true)
  return (await isConfigured(other)) ? away(other, true) : away(own, false)
}
