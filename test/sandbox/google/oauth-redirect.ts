import { redirect, type WorldResponse } from '../network/http-message.ts'
import type { AuthorizationRequest } from './oauth-request.ts'
import { type AccessToken, tokenLifetimeS } from './oauth-store.ts'

/** Where the picker puts its answer when a token is asked for; undocumented, so both are legal. */
export type OnepickStyle = 'query' | 'fragment'

/** Sends the token back in the fragment, as the implicit flow does. */
export function redirectWithToken(
  request: AuthorizationRequest,
  token: AccessToken,
): WorldResponse {
  return redirect(`${request.redirectUri}#${tokenParameters(request, token)}`)
}

/** Sends a picked file and the token back. */
export function redirectWithPick(
  request: AuthorizationRequest,
  token: AccessToken,
  fileIds: readonly string[],
  style: OnepickStyle,
): WorldResponse {
  const picked = new URLSearchParams({ picked_file_ids: fileIds.join(',') })
  const fragment = tokenParameters(request, token)
  return redirect(
    style === 'query'
      ? `${request.redirectUri}?${picked}#${fragment}`
      : `${request.redirectUri}#${picked}&${fragment}`,
  )
}

/** Sends an error back: in the fragment, or in the query for the picker. */
export function redirectWithError(
  request: AuthorizationRequest,
  error: string,
  style: OnepickStyle,
): WorldResponse {
  const parameters = new URLSearchParams({ error })
  if (request.state !== null) parameters.set('state', request.state)
  const isInQuery = request.onepick !== null && style === 'query'
  return redirect(`${request.redirectUri}${isInQuery ? '?' : '#'}${parameters}`)
}

function tokenParameters(request: AuthorizationRequest, token: AccessToken): URLSearchParams {
  const parameters = new URLSearchParams()
  if (request.state !== null) parameters.set('state', request.state)
  parameters.set('access_token', token.token)
  parameters.set('token_type', 'Bearer')
  parameters.set('expires_in', String(tokenLifetimeS))
  parameters.set('scope', shownScopes(token).join(' '))
  parameters.set('authuser', '0')
  parameters.set('prompt', request.prompts.has('none') ? 'none' : 'consent')
  return parameters
}

/** Google names the e-mail and profile scopes twice, in both spellings. */
function shownScopes(token: AccessToken): string[] {
  const scopes = [...token.scopes]
  if (token.scopes.has('https://www.googleapis.com/auth/userinfo.email')) scopes.unshift('email')
  if (token.scopes.has('https://www.googleapis.com/auth/userinfo.profile'))
    scopes.unshift('profile')
  return scopes
}
