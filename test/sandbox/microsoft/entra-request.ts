import { type EntraError, entraError } from './entra-error.ts'
import type { EntraApp } from './entra-store.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import type { MicrosoftPerson } from './people.ts'
import { openIdScopes, parseEntraScopes } from './scopes.ts'
import { personalTenantId } from './tenants.ts'

/** First part of the path: `common`, `organizations`, `consumers`, or a tenant's id. */
export type Authority = 'common' | 'organizations' | 'consumers' | { tenantId: string }

/** An authorization request that passed the checks Entra makes before it shows anything. */
export interface EntraRequest {
  authority: Authority
  app: EntraApp
  redirectUri: string
  scopes: string[]
  state: string | null
  nonce: string | null
  prompt: 'none' | 'login' | 'select_account' | 'consent' | null
  loginHint: string | null
  codeChallenge: string
  answersIn: 'query' | 'fragment'
}

/** Why there is no request: shown as a page, or told to the redirect address. */
export interface EntraRequestProblem {
  error: EntraError
  /** Null: the redirect address cannot be trusted, the person sees a page. */
  answerTo: Pick<EntraRequest, 'redirectUri' | 'state' | 'answersIn'> | null
}

/** The authority a path names; null for a tenant that does not exist. */
export function parseAuthority(text: string, store: MicrosoftStore): Authority | null {
  if (text === 'common' || text === 'organizations' || text === 'consumers') return text
  const tenant = store.tenants.find(text)
  return tenant === null ? null : { tenantId: tenant.id }
}

/** Reads and checks the query of `/{authority}/oauth2/v2.0/authorize`. */
export function parseEntraRequest(
  authorityText: string,
  query: URLSearchParams,
  store: MicrosoftStore,
): EntraRequest | EntraRequestProblem {
  const page = (code: number, error: string, detail: string) => ({
    error: entraError(error, code, detail),
    answerTo: null,
  })
  const authority = parseAuthority(authorityText, store)
  if (authority === null)
    return page(90002, 'invalid_request', `Tenant '${authorityText}' not found.`)
  const clientId = query.get('client_id') ?? ''
  const app = store.entra.app(clientId)
  if (app === null)
    return page(
      700016,
      'unauthorized_client',
      `Application with identifier '${clientId}' was not found in the directory.`,
    )
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!app.redirectUris.some((each) => each.uri === redirectUri))
    return page(
      50011,
      'invalid_request',
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'.`,
    )
  const answersIn = query.get('response_mode') === 'fragment' ? 'fragment' : 'query'
  const state = query.get('state')
  const answerTo: EntraRequestProblem['answerTo'] = { redirectUri, state, answersIn }
  const told = (code: number, error: string, detail: string) => ({
    error: entraError(error, code, detail),
    answerTo,
  })
  if (query.get('response_type') !== 'code')
    return told(
      700051,
      'unsupported_response_type',
      `response_type '${query.get('response_type')}' is not enabled for the application.`,
    )
  const scopes = parseEntraScopes(query.get('scope') ?? '')
  if (scopes === null)
    return told(
      70011,
      'invalid_scope',
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${query.get('scope')} is not valid.`,
    )
  if (scopes.length === 0)
    return told(
      900144,
      'invalid_request',
      "The request body must contain the following parameter: 'scope'.",
    )
  const codeChallenge = query.get('code_challenge') ?? ''
  if (codeChallenge === '' || query.get('code_challenge_method') !== 'S256')
    return told(
      9002325,
      'invalid_request',
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    )
  const prompt = query.get('prompt')
  if (prompt !== null && !isPrompt(prompt))
    return told(90023, 'invalid_request', `Unsupported 'prompt' value.`)
  return {
    authority,
    app,
    redirectUri,
    scopes,
    state,
    nonce: query.get('nonce'),
    prompt,
    loginHint: query.get('login_hint'),
    codeChallenge,
    answersIn,
  }
}

function isPrompt(text: string): text is NonNullable<EntraRequest['prompt']> {
  return ['none', 'login', 'select_account', 'consent'].includes(text)
}

/** Graph scopes among those asked for. */
export function graphScopesOf(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => !openIdScopes.has(scope))
}

/** Why this account may not sign in at this authority; null when it may. */
export function refusalAtAuthority(
  authority: Authority,
  person: MicrosoftPerson,
  store: MicrosoftStore,
): EntraError | null {
  const tenant = store.people.tenantOf(person)
  if (tenant.cloud !== 'public')
    return entraError(
      'invalid_request',
      900439,
      'USGClientNotSupportedOnPublicEndpoint: use the sign-in endpoint of the national cloud.',
    )
  if (authority === 'common') return null
  if (authority === 'consumers')
    return person.isPersonal
      ? null
      : entraError('invalid_request', 50020, 'Sign in with a personal Microsoft account.')
  if (authority === 'organizations' || authority.tenantId !== personalTenantId) {
    if (person.isPersonal)
      return entraError(
        'invalid_request',
        500200,
        `User account '${person.email}' is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization.`,
      )
  }
  if (authority === 'organizations' || authority.tenantId === person.tenantId) return null
  return entraError(
    'invalid_request',
    50020,
    `User account '${person.email}' from identity provider 'https://sts.windows.net/${person.tenantId}/' does not exist in tenant '${store.tenants.get(authority.tenantId).name}' and cannot access the application.`,
  )
}
