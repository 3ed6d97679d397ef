import type { ErrorCode } from '../base/app-error.ts'
import type { Clock, Random } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { ProviderName } from '../model/account.ts'
import { type AccountStore, createAccountStore } from './account-store.ts'
import type { AuthRequestParts } from './auth-request.ts'
import type { KeyValueArea } from './key-value-area.ts'
import { createSingleFlight } from './single-flight.ts'
import type { TokenProvider } from './token-provider.ts'
import { untilAborted } from './until-aborted.ts'
import type { WebAuthFlow } from './web-auth-flow.ts'

/** A token is not used in its last two minutes: a request may take one. */
const expirySkewMs = 2 * 60 * 1000

/** After a silent renewal that needed the person, none is tried again for this long. */
const refusedPauseMs = 5 * 60 * 1000

/** What the tokens of any provider need. */
export interface TokenParts extends AuthRequestParts {
  webAuthFlow: WebAuthFlow
  /** Where the provider's windows end; the same string is registered with the provider. */
  redirectUrl: string
  /** The client registered with the provider that is in force; empty or null while there is none. */
  clientId: () => Promise<string | null>
  /** `browser.storage.session`: tokens. */
  session: KeyValueArea
  /** `browser.storage.local`: addresses and scopes of connected accounts, never tokens. */
  local: KeyValueArea
  clock: Clock
  random: Random
}

/** The part of a grant that is kept. */
export interface GrantedToken {
  token: string
  expiresInSeconds: number
  /** What the next token is redeemed with, where the provider gives such a thing. */
  refreshToken?: string
}

/** One provider's accounts and tokens on this device. Addresses are normalised. */
export interface TokenKeeper {
  store: AccountStore
  /** Keeps a new token of an account until shortly before it ends. */
  keep(email: string, granted: GrantedToken): Promise<void>
  /**
   * The kept token of an account, else what `renew` gives without the person: one renewal an account at a time,
   * and after one that needed the person none for five minutes (`auth/expired`). `renew` belongs to nobody who
   * waits, and keeps its token itself.
   */
  token(
    email: string,
    options: Parameters<TokenProvider['token']>[1],
    signal: AbortSignal,
    renew: () => Promise<Result<string, ErrorCode>>,
  ): Promise<Result<string, ErrorCode>>
  /** Forgets every account of the provider. */
  forgetAll(): Promise<void>
}

/** Builds it. `canReach` says whether the provider answers at all. */
export function createTokenKeeper(
  provider: ProviderName,
  parts: Pick<TokenParts, 'session' | 'local' | 'clock'>,
  canReach: () => Promise<boolean>,
): TokenKeeper {
  const { clock } = parts
  const store = createAccountStore(provider, parts.session, parts.local)
  const renewOnce = createSingleFlight<Result<string, ErrorCode>>()

  async function renewUnlessRefused(
    email: string,
    renew: () => Promise<Result<string, ErrorCode>>,
  ): Promise<Result<string, ErrorCode>> {
    const refusedMs = await store.refusedMs(email)
    if (refusedMs !== null && Math.abs(clock.nowMs() - refusedMs) < refusedPauseMs) {
      return fail('auth/expired')
    }
    const renewed = await renew()
    if (renewed.ok) return renewed
    if (renewed.error === 'auth/not-configured' || renewed.error.startsWith('net/')) return renewed
    // Firefox says "Requires user interaction" when there is no network, too.
    if (!(await canReach())) return fail('net/offline')
    await store.putRefused(email, clock.nowMs())
    return renewed
  }

  return {
    store,

    async keep(email, { token, expiresInSeconds, refreshToken }) {
      await store.putToken(email, {
        token,
        expiresMs: clock.nowMs() + expiresInSeconds * 1000 - expirySkewMs,
        ...(refreshToken !== undefined && { refreshToken }),
      })
    },

    async token(email, options, signal, renew) {
      const cached = await store.token(email)
      const isUsable = cached !== null && cached.expiresMs > clock.nowMs()
      const isRejected =
        options.renew &&
        (options.rejectedToken === undefined || options.rejectedToken === cached?.token)
      if (isUsable && !isRejected) return ok(cached.token)
      return await untilAborted(
        renewOnce(email, () => renewUnlessRefused(email, renew)),
        signal,
      )
    },

    async forgetAll() {
      for (const { email } of await store.accounts()) await store.forget(email)
    },
  }
}
