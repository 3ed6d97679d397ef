import {
  bearerTokenOf,
  json,
  type WorldRequest,
  type WorldResponse,
} from '../network/http-message.ts'
import type { GoogleStore } from './google-store.ts'

/** GET /oauth2/v3/userinfo: who the token is. Without the e-mail scope only the subject is told. */
export function handleUserinfo(request: WorldRequest, store: GoogleStore): WorldResponse | null {
  if (request.url.pathname !== '/oauth2/v3/userinfo') return null
  const token = store.oauth.find(bearerTokenOf(request) ?? '')
  const has = (scope: string) => token?.scopes.has(scope) === true
  const email = has('https://www.googleapis.com/auth/userinfo.email')
  if (token === null || !(has('openid') || email)) {
    return json(401, {
      error: {
        code: 401,
        message: 'Request had invalid authentication credentials.',
        status: 'UNAUTHENTICATED',
      },
    })
  }
  const person = store.people.get(token.email)
  const hasProfile = has('https://www.googleapis.com/auth/userinfo.profile')
  return json(200, {
    sub: person.sub,
    ...(hasProfile && { name: person.name }),
    ...(email && { email: person.email, email_verified: true }),
  })
}

/**
 * oauth2.googleapis.com: revoke and tokeninfo. The real revoke endpoint sends no CORS headers, and so does
 * this one. https://developers.google.com/identity/protocols/oauth2/javascript-implicit-flow#tokenrevoke
 */
export function handleOAuth2Host(request: WorldRequest, store: GoogleStore): WorldResponse | null {
  const { pathname, searchParams } = request.url
  if (pathname === '/revoke' && request.method === 'POST') {
    const form = new URLSearchParams(request.body.toString())
    const isRevoked = store.oauth.revoke(form.get('token') ?? searchParams.get('token') ?? '')
    return isRevoked
      ? json(200, {})
      : json(400, { error: 'invalid_token', error_description: 'Token expired or revoked' })
  }
  if (pathname === '/tokeninfo') {
    const token = store.oauth.find(searchParams.get('access_token') ?? '')
    if (token === null) return json(400, { error_description: 'Invalid Value' })
    const leftMs = token.expiresAtMs - store.clock.nowMs()
    return json(200, {
      aud: token.clientId,
      scope: [...token.scopes].join(' '),
      expires_in: String(Math.floor(leftMs / 1000)),
      access_type: 'online',
    })
  }
  return null
}
