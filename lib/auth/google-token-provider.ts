import type { ErrorCode } from '../base/app-error.ts'
import { toHex } from '../base/bytes.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { normaliseEmail } from '../model/people.ts'
import { canReachGoogle, fetchDriveEmail, fetchEmail, revokeToken } from './google-identity.ts'
import {
  buildConnectUrl,
  buildPickUrl,
  buildRenewUrl,
  driveFileScope,
  type GoogleGrant,
  type GoogleRequest,
  missingScopes,
  readRedirect,
} from './google-oauth.ts'
import { createTokenKeeper, type TokenParts } from './token-keeper.ts'
import type { Account, ConnectOutcome, FilePicker, TokenProvider } from './token-provider.ts'
import { untilAborted } from './until-aborted.ts'
import { askProvider } from './web-auth-flow.ts'

/** What {@link createGoogleTokenProvider} needs; the redirect address is as `chooseRedirectUrl` gives it. */
export type GoogleTokenParts = TokenParts

/**
 * Google accounts through the browser's web-auth flow and the implicit grant: tokens live an hour and are
 * renewed by a silent flow while the person is signed in to Google in this browser. Addresses are taken
 * and given normalised. A token is never believed to belong to an account without asking Google.
 */
export function createGoogleTokenProvider(parts: GoogleTokenParts): TokenProvider & FilePicker {
  const forever = new AbortController().signal
  const canReach = () => canReachGoogle(parts, forever)
  const keeper = createTokenKeeper('google', parts, canReach)
  const { store } = keeper

  async function newRequest(): Promise<GoogleRequest | null> {
    const clientId = await parts.clientId()
    if (clientId === null || clientId === '') return null
    return { clientId, redirectUrl: parts.redirectUrl, state: toHex(parts.random.bytes(16)) }
  }

  async function askGoogle(
    url: string,
    request: GoogleRequest,
    isInteractive: boolean,
  ): Promise<Result<GoogleGrant, ErrorCode>> {
    const answer = await askProvider(parts.webAuthFlow, url, isInteractive, canReach)
    return answer.ok ? readRedirect(answer.value, request) : answer
  }

  /** Checks scopes and owner of a grant, then keeps it. */
  async function admit(
    grant: GoogleGrant,
    expectedEmail: string | null,
    signal: AbortSignal,
  ): Promise<ConnectOutcome> {
    const missing = missingScopes(grant.scopes)
    if (missing.length > 0)
      return { ok: false, error: 'auth/scope-missing', missingScopes: missing }
    const email = await fetchEmail(parts, grant.token, signal)
    if (!email.ok) return email
    if (expectedEmail !== null && email.value !== expectedEmail) return fail('auth/wrong-account')
    const account: Account = { provider: 'google', email: email.value, scopes: grant.scopes }
    const { token, expiresInSeconds } = grant
    await keeper.keep(account.email, { token, expiresInSeconds })
    return ok(account)
  }

  async function renew(email: string): Promise<Result<string, ErrorCode>> {
    const request = await newRequest()
    if (request === null) return fail('auth/not-configured')
    const grant = await askGoogle(buildRenewUrl(request, email), request, false)
    const admitted = grant.ok ? await admit(grant.value, email, forever) : grant
    if (admitted.ok && grant.ok) return ok(grant.value.token)
    return fail(admitted.ok ? 'auth/expired' : admitted.error)
  }

  return {
    async isConfigured() {
      return (await newRequest()) !== null
    },

    accounts: () => store.accounts(),

    async connect(loginHint, signal) {
      const request = await newRequest()
      if (request === null) return fail('auth/not-configured')
      const hint = loginHint === null ? null : normaliseEmail(loginHint)
      const grant = await untilAborted(
        askGoogle(buildConnectUrl(request, hint), request, true),
        signal,
      )
      if (!grant.ok) return grant
      const admitted = await admit(grant.value, hint, signal)
      if (admitted.ok) await store.putAccount(admitted.value)
      return admitted
    },

    async token(address, options, signal) {
      const email = normaliseEmail(address)
      if (!(await store.accounts()).some((one) => one.email === email)) {
        return fail('auth/not-connected')
      }
      return await keeper.token(email, options, signal, () => renew(email))
    },

    async pick(address, fileId, signal) {
      const email = normaliseEmail(address)
      const request = await newRequest()
      if (request === null) return fail('auth/not-configured')
      const url = buildPickUrl(request, email, fileId)
      const grant = await untilAborted(askGoogle(url, request, true), signal)
      if (!grant.ok) return grant
      if (!grant.value.scopes.includes(driveFileScope)) return fail('auth/scope-missing')
      const ids = grant.value.pickedFileIds.filter((id) => /^[A-Za-z0-9_-]{10,200}$/.test(id))
      if (ids.length === 0 || (fileId !== null && !ids.includes(fileId))) {
        return fail('file/needs-pick')
      }
      // The window may have switched to another account. When Google does not tell, the next read does.
      // The token itself is dropped, not revoked: revoking it would end the whole connection.
      const picker = await fetchDriveEmail(parts, grant.value.token, signal)
      return picker.ok && picker.value !== email ? fail('auth/wrong-account') : ok(ids)
    },

    forgetAll: () => keeper.forgetAll(),

    async disconnect(address, signal) {
      const email = normaliseEmail(address)
      const cached = await store.token(email)
      await store.forget(email)
      if (cached !== null) await revokeToken(parts, cached.token, signal)
    },
  }
}
