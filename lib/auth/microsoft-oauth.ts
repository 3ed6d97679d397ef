import type { ErrorCode } from '../base/app-error.ts'
import { toBase64 } from '../base/bytes.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { codeOfEntraError, type EntraError } from './microsoft-error.ts'
import { openRedirect, type RedirectExpectation } from './oauth-redirect.ts'

/** Work, school and private accounts alike. National clouds have authorities of their own. */
const authority = 'https://login.microsoftonline.com/common'

/** Where a code or a refresh token is redeemed. */
export const microsoftTokenUrl = `${authority}/oauth2/v2.0/token`

/** What every authorisation request says. */
export interface MicrosoftRequest extends RedirectExpectation {
  clientId: string
  scopes: readonly string[]
  /** PKCE: kept here, and its SHA-256 sent. 43 to 128 characters of base64url. */
  codeVerifier: string
  codeChallenge: string
}

/**
 * The address that signs in through a window. Without a hint the person chooses the account.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export function buildMicrosoftConnectUrl(
  request: MicrosoftRequest,
  loginHint: string | null,
): string {
  return buildUrl(
    request,
    loginHint === null ? { prompt: 'select_account' } : { login_hint: loginHint },
  )
}

/** The address that signs in again without showing anything. */
export function buildMicrosoftRenewUrl(request: MicrosoftRequest, signInName: string): string {
  return buildUrl(request, { prompt: 'none', login_hint: signInName })
}

/**
 * The one-time code in the address Entra redirected to. `isInteractive` decides what a missing consent
 * means: see `codeOfEntraError`.
 */
export function readMicrosoftRedirect(
  answerUrl: string,
  request: MicrosoftRequest,
  isInteractive: boolean,
): Result<string, ErrorCode> {
  const opened = openRedirect(answerUrl, request)
  if (!opened.ok) return opened
  const { first } = opened.value
  const error = first('error')
  if (error !== null) {
    const told: EntraError = { error, description: first('error_description') ?? '' }
    return fail(codeOfEntraError(told, isInteractive))
  }
  // A national cloud names itself in its answer. https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
  if (!isPublicCloud(first('cloud_instance_name'))) return fail('auth/national-cloud')
  const code = first('code')
  return code === null || code === '' ? fail('auth/refused') : ok(code)
}

/** The form that redeems a code. A public client sends no secret. */
export function buildCodeForm(request: MicrosoftRequest, code: string): URLSearchParams {
  return new URLSearchParams({
    client_id: request.clientId,
    grant_type: 'authorization_code',
    code,
    redirect_uri: request.redirectUrl,
    code_verifier: request.codeVerifier,
    scope: request.scopes.join(' '),
  })
}

/** The form that redeems a refresh token. */
export function buildRefreshForm(
  clientId: string,
  refreshToken: string,
  scopes: readonly string[],
): URLSearchParams {
  return new URLSearchParams({
    client_id: clientId,
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    scope: scopes.join(' '),
  })
}

/** True for the public cloud and where none is named. */
export function isPublicCloud(instanceName: string | null): boolean {
  return instanceName === null || instanceName === '' || instanceName === 'microsoftonline.com'
}

/** Base64url without padding, as PKCE wants it. https://www.rfc-editor.org/rfc/rfc7636#appendix-A */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function buildUrl(request: MicrosoftRequest, extra: Record<string, string>): string {
  const query = new URLSearchParams({
    client_id: request.clientId,
    redirect_uri: request.redirectUrl,
    response_type: 'code',
    // The fragment never reaches a server, should the browser ever load the address.
    response_mode: 'fragment',
    scope: request.scopes.join(' '),
    state: request.state,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
    ...extra,
  })
  return `${authority}/oauth2/v2.0/authorize?${query}`
}
