import type { OAuthClient, OAuthStore } from './oauth-store.ts'
import { parseScopes } from './oauth-store.ts'

/** An authorization request that passed the checks Google makes before it shows anything. */
export interface AuthorizationRequest {
  client: OAuthClient
  redirectUri: string
  scopes: string[]
  state: string | null
  prompts: ReadonlySet<string>
  loginHint: string | null
  includesGrantedScopes: boolean
  /** The file picker inside OAuth; null for an ordinary request. */
  onepick: OnepickRequest | null
}

/** https://developers.google.com/workspace/drive/picker/guides/desktop-mobile-picker */
export interface OnepickRequest {
  /** Only these files are shown; empty shows what the person owns or was given. */
  fileIds: string[]
  /** Only these types; empty shows all. */
  mimeTypes: string[]
  allowsMultiple: boolean
}

/** Why Google shows an error page instead of going on; never told to the redirect address. */
export interface AuthorizationProblem {
  status: number
  error: string
  detail: string
}

const driveFile = 'https://www.googleapis.com/auth/drive.file'

/** Reads and checks the query of `/o/oauth2/v2/auth`. */
export function parseAuthorization(
  query: URLSearchParams,
  oauth: OAuthStore,
): AuthorizationRequest | AuthorizationProblem {
  const client = oauth.client(query.get('client_id') ?? '')
  if (client === null) return problem(401, 'invalid_client', 'The OAuth client was not found.')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!client.redirectUris.includes(redirectUri)) {
    return problem(400, 'redirect_uri_mismatch', `redirect_uri=${redirectUri}`)
  }
  if (query.get('response_type') !== 'token') {
    // Without a client secret Google's token endpoint refuses web clients, so only implicit is built here.
    return problem(400, 'unsupported_response_type', 'Only response_type=token works here.')
  }
  const scopes = parseScopes(query.get('scope') ?? '')
  if (scopes.length === 0)
    return problem(400, 'invalid_request', 'Missing required parameter: scope')
  const prompts = new Set((query.get('prompt') ?? '').split(/\s+/).filter((each) => each !== ''))
  if (prompts.has('none') && prompts.size > 1)
    return problem(400, 'invalid_request', 'prompt=none stands alone')
  const onepick = parseOnepick(query)
  if (
    onepick !== null &&
    !(prompts.has('consent') && scopes.length === 1 && scopes[0] === driveFile)
  ) {
    return problem(
      400,
      'invalid_request',
      'trigger_onepick needs prompt=consent and drive.file as the only scope',
    )
  }
  return {
    client,
    redirectUri,
    scopes,
    state: query.get('state'),
    prompts,
    loginHint: query.get('login_hint'),
    includesGrantedScopes: query.get('include_granted_scopes') === 'true',
    onepick,
  }
}

function parseOnepick(query: URLSearchParams): OnepickRequest | null {
  if (query.get('trigger_onepick') !== 'true') return null
  const list = (name: string) =>
    (query.get(name) ?? '').split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]))
  return {
    fileIds: list('file_ids'),
    mimeTypes: list('mimetypes'),
    allowsMultiple: query.get('allow_multiple') === 'true',
  }
}

function problem(status: number, error: string, detail: string): AuthorizationProblem {
  return { status, error, detail }
}
