import type { Access } from '../auth/token-provider.ts'
import type { ErrorCode } from '../base/app-error.ts'
import { type AccountRef, isSameAccount, type ProviderName } from '../model/account.ts'
import type { PairStore, UpcomingStore } from '../storage/ports.ts'
import { accountOfPair } from './choose-account.ts'
import type { Providers } from './providers.ts'
import { accountOfCache } from './upcoming/refresh-upcoming.ts'

/** An account as the options list it. */
export interface ListedAccount extends AccountRef {
  /** False where events seen under it are still kept, but nobody is signed in. */
  isConnected: boolean
}

/** A person's accounts: signing in and out, and forgetting. What people wrote is never touched by it. */
export interface AccountDesk {
  list(): Promise<ListedAccount[]>
  /** Resolves to the code to tell, or null. Call from a press. */
  connect(
    provider: ProviderName,
    loginHint: string | null,
    access?: readonly Access[],
  ): Promise<ErrorCode | null>
  /** Removes the account's tokens and what its calendar showed. */
  signOut(account: AccountRef): Promise<void>
  /** Signs out, and forgets every event that was seen under the account. */
  forget(account: AccountRef): Promise<void>
}

/** A person may take a while at a sign-in window. */
export const signInTimeoutMs = 10 * 60_000

const revokeTimeoutMs = 10_000

/** Builds it; `onChanged` is awaited after each change. */
export function createAccountDesk(dependencies: {
  providers: Pick<Providers, 'accounts' | 'tokensOf'>
  pairs: Pick<PairStore, 'list' | 'update'>
  upcoming: Pick<UpcomingStore, 'list' | 'remove'>
  onChanged: () => Promise<void>
}): AccountDesk {
  const { providers, pairs, upcoming, onChanged } = dependencies

  const removeTraces = async (account: AccountRef): Promise<void> => {
    const signal = AbortSignal.timeout(revokeTimeoutMs)
    await providers.tokensOf(account.provider).disconnect(account.email, signal)
    for (const cache of await upcoming.list()) {
      if (isSameAccount(accountOfCache(cache), account)) await upcoming.remove(cache)
    }
  }

  return {
    async list() {
      const connected = (await providers.accounts()).map(({ provider, email }) => ({
        provider,
        email,
        isConnected: true,
      }))
      const remembered = [
        ...(await upcoming.list()).map(accountOfCache),
        ...(await pairs.list()).filter((one) => one.meetings.length > 0).map(accountOfPair),
      ]
      const listed: ListedAccount[] = connected
      for (const account of remembered) {
        const isListed = listed.some((one) => isSameAccount(one, account))
        if (account.email !== '' && !isListed) listed.push({ ...account, isConnected: false })
      }
      return listed
    },

    async connect(provider, loginHint, access = []) {
      const signal = AbortSignal.timeout(signInTimeoutMs)
      const connected = await providers.tokensOf(provider).connect(loginHint, signal, access)
      if (!connected.ok) return connected.error
      await onChanged()
      return null
    },

    async signOut(account) {
      await removeTraces(account)
      await onChanged()
    },

    async forget(account) {
      await removeTraces(account)
      for (const { pairId, ...record } of await pairs.list()) {
        if (!isSameAccount(accountOfPair(record), account)) continue
        await pairs.update(pairId, (old) => (old === null ? null : { ...old, meetings: [] }))
      }
      await onChanged()
    },
  }
}
