import { createHash } from 'node:crypto'
import { json, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import { randomToken } from '../world-random.ts'
import { conditionalAccessError } from './entra-authorize.ts'
import { describeError, type EntraError, entraError } from './entra-error.ts'
import { graphScopesOf, parseAuthority, refusalAtAuthority } from './entra-request.ts'
import type { EntraApp, RefreshToken } from './entra-store.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { parseEntraScopes, writeScopes } from './scopes.ts'

/**
 * POST `/{authority}/oauth2/v2.0/token` for single-page applications: a code or a refresh token, always from
 * an origin, never with a secret. Null for any other path.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export function handleEntraToken(
  request: WorldRequest,
  store: MicrosoftStore,
): WorldResponse | null {
  const match = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(request.url.pathname)
  if (match === null) return null
  if (request.method === 'OPTIONS') return preflight(request)
  const response = redeem(request, store, match[1] ?? '')
  if (request.headers.origin !== undefined) {
    response.headers['access-control-allow-origin'] = '*'
    response.headers['access-control-expose-headers'] = 'Content-Length,Content-Encoding'
  }
  return response
}

function redeem(
  request: WorldRequest,
  store: MicrosoftStore,
  authorityText: string,
): WorldResponse {
  const refuse = (error: EntraError) => tokenError(store, error)
  if (request.method !== 'POST')
    return refuse(entraError('invalid_request', 900561, 'The endpoint only accepts POST requests.'))
  const form = new URLSearchParams(request.body.toString())
  const app = store.entra.app(form.get('client_id') ?? '')
  if (app === null)
    return refuse(
      entraError('unauthorized_client', 700016, 'Application with that identifier was not found.'),
    )
  const wrongOrigin = checkOrigin(request, form, app, store)
  if (wrongOrigin !== null) return refuse(wrongOrigin)
  const scopes = parseEntraScopes(form.get('scope') ?? '')
  if (scopes === null) return refuse(entraError('invalid_scope', 70011, 'The scope is not valid.'))
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return redeemCode(store, authorityText, form, app)
    case 'refresh_token':
      return redeemRefreshToken(store, authorityText, form, app, scopes)
    default:
      return refuse(entraError('unsupported_grant_type', 70003, 'The grant type is not supported.'))
  }
}

/** Browser-side redemption belongs to the SPA platform, and the SPA platform to browsers. */
function checkOrigin(
  request: WorldRequest,
  form: URLSearchParams,
  app: EntraApp,
  store: MicrosoftStore,
): EntraError | null {
  const { origin } = request.headers
  const redirectUri =
    store.entra.code(form.get('code') ?? '')?.redirectUri ?? form.get('redirect_uri')
  const platform =
    app.redirectUris.find((each) => each.uri === redirectUri)?.platform ??
    (app.redirectUris.some((each) => each.platform === 'spa') ? 'spa' : 'web')
  if (origin !== undefined && platform !== 'spa')
    return entraError(
      'invalid_request',
      9002326,
      `Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${origin}'.`,
    )
  if (origin === undefined && platform === 'spa')
    return entraError(
      'invalid_request',
      9002327,
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    )
  if (form.has('client_secret') || form.has('client_assertion'))
    return entraError(
      'invalid_client',
      700025,
      "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    )
  return null
}

function redeemCode(
  store: MicrosoftStore,
  authorityText: string,
  form: URLSearchParams,
  app: EntraApp,
): WorldResponse {
  const refuse = (code: number, detail: string) =>
    tokenError(store, entraError('invalid_grant', code, detail))
  const code = store.entra.code(form.get('code') ?? '')
  if (code === null || code.clientId !== app.clientId)
    return refuse(70000, "The provided value for the 'code' parameter is not valid.")
  if (code.isRedeemed)
    return refuse(
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    )
  if (code.expiresAtMs <= store.clock.nowMs())
    return refuse(70008, 'The provided authorization code or refresh token has expired.')
  if (code.redirectUri !== form.get('redirect_uri'))
    return refuse(500112, 'The reply address does not match the reply address of the request.')
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (challenge !== code.codeChallenge)
    return refuse(
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    )
  const barrier = barrierFor(store, authorityText, code.email)
  if (barrier !== null) return tokenError(store, barrier)
  code.isRedeemed = true
  return success(store, app, code.email, code.scopes, null, code.nonce)
}

function redeemRefreshToken(
  store: MicrosoftStore,
  authorityText: string,
  form: URLSearchParams,
  app: EntraApp,
  asked: readonly string[],
): WorldResponse {
  const refuse = (code: number, detail: string) =>
    tokenError(store, entraError('invalid_grant', code, detail))
  const old = store.entra.refreshToken(form.get('refresh_token') ?? '')
  if (old === null || old.clientId !== app.clientId)
    return refuse(9002313, 'Invalid request. Request is malformed or invalid.')
  if (old.isRevoked)
    return refuse(
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    )
  if (old.expiresAtMs <= store.clock.nowMs())
    return refuse(
      700084,
      `The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on ${new Date(old.firstIssuedMs).toISOString()}.`,
    )
  const barrier = barrierFor(store, authorityText, old.email)
  if (barrier !== null) return tokenError(store, barrier)
  const granted = store.entra.granted(store.people.get(old.email), app.clientId)
  if (!graphScopesOf(asked).every((scope) => granted.has(scope)))
    return tokenError(store, {
      ...entraError(
        'invalid_grant',
        65001,
        `The user or administrator has not consented to use the application with ID '${app.clientId}' named '${app.name}'. Send an interactive authorization request for this user and resource.`,
      ),
      suberror: 'consent_required',
    })
  const scopes = asked.length > 0 ? [...asked] : ['openid', 'profile', 'offline_access', ...granted]
  return success(store, app, old.email, scopes, old, null)
}

function barrierFor(
  store: MicrosoftStore,
  authorityText: string,
  email: string,
): EntraError | null {
  const authority = parseAuthority(authorityText, store)
  if (authority === null)
    return entraError('invalid_request', 90002, `Tenant '${authorityText}' not found.`)
  const person = store.people.get(email)
  if (refusalAtAuthority(authority, person, store) !== null)
    return entraError(
      'invalid_grant',
      700005,
      'Provided Authorization Code is intended to use against other tenant, thus rejected.',
    )
  return conditionalAccessError(store, person)
}

/**
 * The token answer. Work accounts get every Graph scope granted so far, asked for or not; the answer's
 * `scope` names them. `offline_access` decides about a refresh token, `openid` about an ID token.
 */
function success(
  store: MicrosoftStore,
  app: EntraApp,
  email: string,
  asked: readonly string[],
  previous: RefreshToken | null,
  nonce: string | null,
): WorldResponse {
  const person = store.people.get(email)
  const { accessTokenLifetimeS, scopeSpelling } = store.habits.entra
  const earlier = person.isPersonal ? [] : store.entra.granted(person, app.clientId)
  const scopes = new Set([...asked, ...earlier])
  const token = store.entra.issueToken(email, app.clientId, scopes, accessTokenLifetimeS)
  const shown = [...scopes].filter((scope) => scope !== 'offline_access')
  const hasRefresh = asked.includes('offline_access') || previous !== null
  const refresh = hasRefresh ? store.entra.issueRefreshToken(email, app.clientId, previous) : null
  return json(
    200,
    {
      token_type: 'Bearer',
      scope: writeScopes(shown, scopeSpelling),
      expires_in: accessTokenLifetimeS,
      ext_expires_in: accessTokenLifetimeS,
      access_token: token.token,
      ...(refresh !== null && {
        refresh_token: refresh.token,
        refresh_token_expires_in: Math.floor((refresh.expiresAtMs - store.clock.nowMs()) / 1000),
      }),
      ...(asked.includes('openid') && { id_token: idToken(store, app, email, asked, nonce) }),
      client_info: base64url({ uid: person.oid, utid: person.tenantId }),
    },
    { 'cache-control': 'no-store, no-cache' },
  )
}

/** An ID token in a JWT's shape. Its signature is noise: nobody in a browser checks it. */
function idToken(
  store: MicrosoftStore,
  app: EntraApp,
  email: string,
  asked: readonly string[],
  nonce: string | null,
): string {
  const person = store.people.get(email)
  const nowS = Math.floor(store.clock.nowMs() / 1000)
  const subject = createHash('sha256').update(`${person.oid} ${app.clientId}`).digest('base64url')
  const claims = {
    aud: app.clientId,
    iss: `https://login.microsoftonline.com/${person.tenantId}/v2.0`,
    iat: nowS,
    nbf: nowS,
    exp: nowS + 3900,
    ...(asked.includes('email') && { email: person.email }),
    ...(nonce !== null && { nonce }),
    ...(asked.includes('profile') && {
      name: person.name,
      oid: person.oid,
      preferred_username: person.signInName,
    }),
    sub: subject,
    tid: person.tenantId,
    ver: '2.0',
  }
  const head = base64url({ typ: 'JWT', alg: 'RS256', kid: 'the-stand-in-world' })
  return `${head}.${base64url(claims)}.${randomToken(store.random, 86)}`
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function tokenError(store: MicrosoftStore, error: EntraError): WorldResponse {
  const { text, timestamp, traceId, correlationId, uri } = describeError(store, error)
  return json(error.error === 'invalid_client' ? 401 : 400, {
    error: error.error,
    error_description: text,
    error_codes: [error.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: uri,
    ...(error.suberror !== undefined && { suberror: error.suberror }),
  })
}

function preflight(request: WorldRequest): WorldResponse {
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '86400',
    },
    body: '',
  }
}
