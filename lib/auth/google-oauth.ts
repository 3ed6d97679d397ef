import type { ErrorCode } from '../base/app-error.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { openRedirect, type RedirectExpectation } from './oauth-redirect.ts'

/** What the extension asks for at first connect; see `PERMISSIONS.md` for what each is used for. */
export const googleScopes = [
  'openid',
  'email',
  'https://www.googleapis.com/auth/calendar.events',
  'https://www.googleapis.com/auth/drive.file',
] as const

/** The only scope the picker step may carry. */
export const driveFileScope = 'https://www.googleapis.com/auth/drive.file'

const authorizeUrl = 'https://accounts.google.com/o/oauth2/v2/auth'

const usualLifetimeSeconds = 3600

/** What every authorisation request says. */
export interface GoogleRequest extends RedirectExpectation {
  clientId: string
}

/** What an answer that passed its checks holds. */
export interface GoogleGrant {
  token: string
  /** Lifetime of the token in seconds, as Google says it; an hour when it does not. */
  expiresInSeconds: number
  /** Scopes really granted, in full form. */
  scopes: string[]
  /** Files picked in the picker step; empty elsewhere. */
  pickedFileIds: string[]
}

/**
 * The address that signs in and returns a token in the fragment (implicit grant: the only one that works
 * without a secret and without a server). Without a hint the person chooses the account.
 * https://developers.google.com/identity/protocols/oauth2/javascript-implicit-flow
 */
export function buildConnectUrl(request: GoogleRequest, loginHint: string | null): string {
  return buildUrl(request, {
    scope: googleScopes.join(' '),
    ...(loginHint === null ? { prompt: 'select_account' } : { login_hint: loginHint }),
  })
}

/** The address that renews a token without showing anything. */
export function buildRenewUrl(request: GoogleRequest, email: string): string {
  return buildUrl(request, { scope: googleScopes.join(' '), prompt: 'none', login_hint: email })
}

/**
 * The address of the picker step. Google takes `drive.file` alone here, and adding earlier grants would make
 * it more. https://developers.google.com/workspace/drive/picker/guides/desktop-mobile-picker
 */
export function buildPickUrl(request: GoogleRequest, email: string, fileId: string | null): string {
  return buildUrl(request, {
    scope: driveFileScope,
    login_hint: email,
    prompt: 'consent',
    trigger_onepick: 'true',
    include_granted_scopes: 'false',
    ...(fileId !== null && { file_ids: fileId }),
  })
}

/**
 * Checks and reads the address Google redirected to. Parameters are taken from fragment and query alike:
 * where the picker puts its ids beside a token is not documented. A wrong address or state is
 * `auth/refused`: the answer is not to our question.
 */
export function readRedirect(
  answerUrl: string,
  request: GoogleRequest,
): Result<GoogleGrant, ErrorCode> {
  const opened = openRedirect(answerUrl, request)
  if (!opened.ok) return opened
  const { all: read, first } = opened.value
  const error = first('error')
  if (error !== null) return fail(codeOfOAuthError(error))
  const [token] = read('access_token')
  if (token === undefined || token === '') return fail('auth/refused')
  return ok({
    token,
    expiresInSeconds: Number(read('expires_in')[0]) || usualLifetimeSeconds,
    scopes: (read('scope')[0] ?? '').split(' ').filter((scope) => scope !== ''),
    pickedFileIds: read('picked_file_ids')
      .flatMap((ids) => ids.split(','))
      .filter((id) => id !== ''),
  })
}

/**
 * Requested scopes that were not granted, in the order of {@link googleScopes}. `openid` is left out: nobody
 * can untick it, and without it the address alone tells who it is.
 */
export function missingScopes(granted: readonly string[]): string[] {
  // Google answers the short OpenID scope `email` by its long name.
  const longNames: Record<string, string> = {
    email: 'https://www.googleapis.com/auth/userinfo.email',
  }
  return googleScopes.filter(
    (scope) =>
      scope !== 'openid' &&
      !granted.includes(scope) &&
      !granted.includes(longNames[scope] ?? scope),
  )
}

function buildUrl(request: GoogleRequest, extra: Record<string, string>): string {
  const query = new URLSearchParams({
    client_id: request.clientId,
    redirect_uri: request.redirectUrl,
    response_type: 'token',
    state: request.state,
    ...extra,
  })
  return `${authorizeUrl}?${query}`
}

/** https://developers.google.com/identity/protocols/oauth2/web-server#handlingresponse and OpenID Connect §3.1.2.6 */
function codeOfOAuthError(error: string): ErrorCode {
  switch (error) {
    case 'admin_policy_enforced':
    case 'org_internal':
      return 'auth/admin-policy'
    case 'interaction_required':
    case 'login_required':
    case 'consent_required':
    case 'account_selection_required':
      return 'auth/expired'
    case 'invalid_client':
    case 'unauthorized_client':
    case 'deleted_client':
    case 'redirect_uri_mismatch':
      return 'auth/not-configured'
    case 'server_error':
    case 'temporarily_unavailable':
      return 'net/server'
    default:
      return 'auth/refused'
  }
}
