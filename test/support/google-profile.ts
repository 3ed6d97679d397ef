import { expect } from 'vitest'
import { chromiumRedirectUri, productScopes, worldClientId } from '../sandbox/usual-people.ts'
import type { World } from '../sandbox/world.ts'

/** A browser profile as far as OAuth is concerned: cookies, and no following of redirects. */
export function openProfile(current: World) {
  let cookie = ''
  async function request(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await current.fetch(url, {
      ...init,
      headers: { cookie, ...init.headers },
      redirect: 'manual',
    })
    const set = response.headers.get('set-cookie')
    if (set !== null) cookie = set.split(';')[0] ?? ''
    return response
  }
  const signIn = (email: string, add = false) =>
    request(`https://calendar.google.com/__signin?as=${email}${add ? '&add=1' : ''}`)
  const submit = (step: string, query: URLSearchParams, fields: [string, string][]) =>
    request(`https://accounts.google.com/__oauth/${step}?${query}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
  const authorize = (query: URLSearchParams) =>
    request(`https://accounts.google.com/o/oauth2/v2/auth?${query}`)
  return { request, signIn, submit, authorize }
}

/** What the product asks with; `extra` takes the place of its parts. */
export function queryOf(extra: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    client_id: worldClientId,
    redirect_uri: chromiumRedirectUri,
    response_type: 'token',
    scope: productScopes.join(' '),
    state: 'st4te',
    ...extra,
  })
}

/** Fragment and query of the redirect a response carries. */
export function answerOf(response: Response): {
  fragment: URLSearchParams
  query: URLSearchParams
} {
  const location = response.headers.get('location') ?? ''
  expect(location.startsWith(chromiumRedirectUri)).toBe(true)
  const url = new URL(location)
  return { fragment: new URLSearchParams(url.hash.slice(1)), query: url.searchParams }
}

/** The fields of the consent page, as somebody who agrees to these scopes sends them. */
export const consentTo = (email: string, scopes: string[]): [string, string][] => [
  ['account', email],
  ['decision', 'yes'],
  ...scopes.map((scope): [string, string] => ['scope', scope]),
]
