import type { ErrorCode } from '../base/app-error.ts'
import { encodeUtf8, toHex } from '../base/bytes.ts'
import { platformSha256 } from '../base/hash.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { normaliseEmail } from '../model/people.ts'
import type { StoredAccount } from './account-store.ts'
import {
  canReachMicrosoft,
  fetchMicrosoftAddresses,
  isInPublicCloud,
  type MicrosoftGrant,
  redeem,
} from './microsoft-identity.ts'
import {
  buildCodeForm,
  buildMicrosoftConnectUrl,
  buildMicrosoftRenewUrl,
  buildRefreshForm,
  type MicrosoftRequest,
  readMicrosoftRedirect,
  toBase64Url,
} from './microsoft-oauth.ts'
import { lastingScopes, missingMicrosoftScopes, scopesToAsk } from './microsoft-scopes.ts'
import { createTokenKeeper, type TokenParts } from './token-keeper.ts'
import type { Account, ConnectOutcome, TokenProvider } from './token-provider.ts'
import { untilAborted } from './until-aborted.ts'
import { askProvider } from './web-auth-flow.ts'

/**
 * What {@link createMicrosoftTokenProvider} needs. The redirect address is `browser.identity.getRedirectURL()` as it
 * is, registered with the app as a **single-page application**, the only platform whose codes a page with an
 * `Origin` may redeem.
 */
export type MicrosoftTokenParts = TokenParts

/**
 * Microsoft accounts, private and of organisations, through the browser's web-auth flow and PKCE. A token is
 * renewed with the refresh token of this browser session (Entra ends it after 24 hours), then by a silent
 * flow while the person is signed in to Microsoft in this browser. Addresses are taken and given normalised.
 * A token is never believed to belong to an account without Microsoft's word.
 */
export function createMicrosoftTokenProvider(parts: MicrosoftTokenParts): TokenProvider {
  const forever = new AbortController().signal
  const canReach = () => canReachMicrosoft(parts, forever)
  const keeper = createTokenKeeper('microsoft', parts, canReach)
  const { store } = keeper

  const readClientId = async () => (await parts.clientId()) || null

  async function newRequest(scopes: readonly string[]): Promise<MicrosoftRequest | null> {
    const clientId = await readClientId()
    if (clientId === null) return null
    const codeVerifier = toBase64Url(parts.random.bytes(32))
    return {
      clientId,
      scopes,
      redirectUrl: parts.redirectUrl,
      state: toHex(parts.random.bytes(16)),
      codeVerifier,
      codeChallenge: toBase64Url(await platformSha256(encodeUtf8(codeVerifier))),
    }
  }

  async function findAccount(email: string): Promise<StoredAccount | null> {
    return (await store.accounts()).find((one) => one.email === email) ?? null
  }

  /** A grant by a flow: the code that comes back is redeemed at once. */
  async function askEntra(
    request: MicrosoftRequest,
    url: string,
    isInteractive: boolean,
  ): Promise<Result<MicrosoftGrant, ErrorCode>> {
    const answer = await askProvider(parts.webAuthFlow, url, isInteractive, canReach)
    if (!answer.ok) return answer
    const code = readMicrosoftRedirect(answer.value, request, isInteractive)
    if (!code.ok) return code
    return await redeem(parts, buildCodeForm(request, code.value), isInteractive, forever)
  }

  async function keepToken(
    email: string,
    grant: MicrosoftGrant,
    oldRefreshToken: string | null,
  ): Promise<void> {
    const refreshToken = grant.refreshToken ?? oldRefreshToken
    const { token, expiresInSeconds } = grant
    await keeper.keep(email, {
      token,
      expiresInSeconds,
      ...(refreshToken !== null && { refreshToken }),
    })
  }

  /** Checks a grant from a window, and learns whose it is. */
  async function admit(
    grant: MicrosoftGrant,
    asked: readonly string[],
    hint: string | null,
    signal: AbortSignal,
  ): Promise<ConnectOutcome> {
    const { identity } = grant
    if (identity === null) return fail('auth/refused')
    const missing = missingMicrosoftScopes(asked, grant.scopes)
    if (missing.length > 0)
      return { ok: false, error: 'auth/scope-missing', missingScopes: missing }
    if (!identity.isPersonal && !(await isInPublicCloud(parts, identity.tenantId, signal))) {
      return fail('auth/national-cloud')
    }
    const addresses = await fetchMicrosoftAddresses(parts, grant.token, signal)
    if (!addresses.ok) return addresses
    const known = hint === null ? null : await findAccount(hint)
    const { mail, all } = addresses.value
    const names = [...all, normaliseEmail(identity.signInName ?? '')]
    const isExpected =
      known?.subject === undefined
        ? hint === null || names.includes(hint)
        : known.subject === identity.subject
    if (!isExpected) return fail('auth/wrong-account')
    const account: StoredAccount = {
      provider: 'microsoft',
      email: mail,
      scopes: lastingScopes(grant.scopes),
      isPersonal: identity.isPersonal,
      subject: identity.subject,
      ...(identity.signInName !== null && { signInName: identity.signInName }),
    }
    await keepToken(mail, grant, null)
    await store.putAccount(account)
    // The mailbox was given another address: it is still the one account.
    if (known !== null && known.email !== mail) await store.forget(known.email)
    return ok(toAccount(account))
  }

  /** Entra turns an account of a national cloud away on a page of its own and tells the app nothing. */
  async function explain(
    error: ErrorCode,
    hint: string | null,
    signal: AbortSignal,
  ): Promise<ErrorCode> {
    const isUnexplained = error === 'auth/refused' || error === 'auth/blocked'
    if (!isUnexplained || hint === null || signal.aborted) return error
    return (await isInPublicCloud(parts, hint, signal)) ? error : 'auth/national-cloud'
  }

  /** True when a renewed grant is the account's. Only a refresh may come without an id token. */
  function isOf(account: StoredAccount, grant: MicrosoftGrant, isRefreshed: boolean): boolean {
    if (grant.identity === null) return isRefreshed
    return account.subject === undefined || account.subject === grant.identity.subject
  }

  async function renewSilently(
    account: StoredAccount,
    clientId: string,
  ): Promise<Result<MicrosoftGrant, ErrorCode>> {
    const scopes = scopesToAsk([], account.scopes)
    const refreshToken = (await store.token(account.email))?.refreshToken ?? null
    if (refreshToken !== null) {
      const form = buildRefreshForm(clientId, refreshToken, scopes)
      const refreshed = await redeem(parts, form, false, forever)
      if (!refreshed.ok && refreshed.error.startsWith('net/')) return refreshed
      if (refreshed.ok && isOf(account, refreshed.value, true)) {
        await keepToken(account.email, refreshed.value, refreshToken)
        return refreshed
      }
    }
    const request = await newRequest(scopes)
    if (request === null) return fail('auth/not-configured')
    const url = buildMicrosoftRenewUrl(request, account.signInName ?? account.email)
    const grant = await askEntra(request, url, false)
    if (!grant.ok) return grant
    if (missingMicrosoftScopes(scopes, grant.value.scopes).length > 0) {
      return fail('auth/scope-missing')
    }
    if (!isOf(account, grant.value, false)) return fail('auth/wrong-account')
    await keepToken(account.email, grant.value, null)
    return grant
  }

  async function renew(account: StoredAccount): Promise<Result<string, ErrorCode>> {
    const clientId = await readClientId()
    if (clientId === null) return fail('auth/not-configured')
    const grant = await renewSilently(account, clientId)
    return grant.ok ? ok(grant.value.token) : grant
  }

  return {
    async isConfigured() {
      return (await readClientId()) !== null
    },

    async accounts() {
      return (await store.accounts()).map(toAccount)
    },

    async connect(loginHint, signal, access = []) {
      const hint = loginHint === null ? null : normaliseEmail(loginHint)
      const known = hint === null ? null : await findAccount(hint)
      const request = await newRequest(scopesToAsk(access, known?.scopes ?? []))
      if (request === null) return fail('auth/not-configured')
      const url = buildMicrosoftConnectUrl(request, known?.signInName ?? hint)
      const grant = await untilAborted(askEntra(request, url, true), signal)
      if (grant.ok) return await admit(grant.value, request.scopes, hint, signal)
      return fail(await explain(grant.error, hint, signal))
    },

    async token(address, options, signal) {
      const account = await findAccount(normaliseEmail(address))
      if (account === null) return fail('auth/not-connected')
      return await keeper.token(account.email, options, signal, () => renew(account))
    },

    forgetAll: () => keeper.forgetAll(),

    // Entra offers a public client nothing to revoke one app's tokens with: they end by themselves.
    async disconnect(address) {
      await store.forget(normaliseEmail(address))
    },
  }
}

/** Without what only this provider needs. */
function toAccount({ provider, email, scopes, isPersonal }: StoredAccount): Account {
  return { provider, email, scopes, ...(isPersonal !== undefined && { isPersonal }) }
}
