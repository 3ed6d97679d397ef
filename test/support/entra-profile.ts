import { createHash } from 'node:crypto'
import { worldMicrosoftClientId } from '../sandbox/microsoft/usual-microsoft-people.ts'
import { chromiumRedirectUri } from '../sandbox/usual-people.ts'
import type { World } from '../sandbox/world.ts'

/** Origin of the product's background in Chromium. */
export const extensionOrigin = 'chrome-extension://gepipglhcfilmooljejmmjdhclebjloa'
/** A code verifier (PKCE) for tests. */
export const codeVerifier = 'margin-beside-a-one-on-one-0123456789-abcdefghi'

/** A browser profile as far as Entra is concerned: cookies per host, no following of redirects. */
export function openEntraProfile(world: World) {
  const cookies = new Map<string, string>()
  async function request(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url)
    const response = await world.fetch(url, {
      ...init,
      headers: { cookie: cookies.get(host) ?? '', ...init.headers },
      redirect: 'manual',
    })
    const set = response.headers.get('set-cookie')
    if (set !== null) cookies.set(host, set.split(';')[0] ?? '')
    return response
  }
  const submit = (step: string, query: URLSearchParams, fields: Record<string, string>) =>
    request(`https://login.microsoftonline.com/common/oauth2/v2.0/__${step}?${query}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
  return {
    request,
    submit,
    signIn: (email: string, add = false) =>
      request(`https://login.microsoftonline.com/__signin?as=${email}${add ? '&add=1' : ''}`),
    authorize: (query: URLSearchParams, authority = 'common') =>
      request(`https://login.microsoftonline.com/${authority}/oauth2/v2.0/authorize?${query}`),
    accept: (query: URLSearchParams, email: string) =>
      submit('consent', query, { account: email, decision: 'yes' }),
  }
}

/** A good authorization query; `extra` replaces, and removes what it gives as an empty text. */
export function entraQuery(extra: Record<string, string> = {}): URLSearchParams {
  const query = new URLSearchParams({
    client_id: worldMicrosoftClientId,
    redirect_uri: chromiumRedirectUri,
    response_type: 'code',
    response_mode: 'query',
    scope: 'openid profile email offline_access User.Read Files.ReadWrite',
    state: 'st4te',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  })
  for (const [name, value] of Object.entries(extra)) if (value === '') query.delete(name)
  return query
}

/** The parameters of the redirect a response carries, from query or fragment. Throws when it is none. */
export function entraAnswer(response: Response): Record<string, string> {
  const location = response.headers.get('location') ?? ''
  if (!location.startsWith(chromiumRedirectUri)) {
    throw new Error(`Not a redirect to the app: ${response.status} ${location}`)
  }
  const url = new URL(location)
  const text = url.hash === '' ? url.search.slice(1) : url.hash.slice(1)
  return Object.fromEntries(new URLSearchParams(text))
}

/** An answer of the token endpoint. */
export interface TokenAnswer {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

/** POSTs to the token endpoint as the product's background does; a null origin leaves the header out. */
export async function postToken(
  world: World,
  fields: Record<string, string>,
  origin: string | null = extensionOrigin,
  authority = 'common',
): Promise<TokenAnswer> {
  const response = await world.fetch(
    `https://login.microsoftonline.com/${authority}/oauth2/v2.0/token`,
    {
      method: 'POST',
      headers: origin === null ? {} : { origin },
      body: new URLSearchParams({ client_id: worldMicrosoftClientId, ...fields }),
    },
  )
  const body = (await response.json()) as Record<string, unknown>
  return { status: response.status, headers: response.headers, body }
}

/** Redeems a code. */
export function redeemCode(
  world: World,
  code: string,
  extra: Record<string, string> = {},
): Promise<TokenAnswer> {
  return postToken(world, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: chromiumRedirectUri,
    code_verifier: codeVerifier,
    ...extra,
  })
}
