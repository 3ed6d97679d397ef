import { bearerTokenOf, type WorldRequest } from '../network/http-message.ts'
import { ApiError } from './google-error.ts'
import type { GoogleStore } from './google-store.ts'
import type { AccessToken } from './oauth-store.ts'

/** The live token of an API request. Throws Google's 401 when there is none. */
export function requireToken(request: WorldRequest, store: GoogleStore): AccessToken {
  const text = bearerTokenOf(request)
  const place = { location: 'Authorization', locationType: 'header' }
  if (text === null) throw new ApiError(401, 'required', 'Login Required.', place)
  const token = store.oauth.find(text)
  if (token === null) throw new ApiError(401, 'authError', 'Invalid Credentials', place)
  return token
}

/** Throws Google's 403 unless the token has one of `scopes`. Short names are completed. */
export function requireScope(token: AccessToken, scopes: readonly string[]): void {
  const isAllowed = scopes.some((scope) =>
    token.scopes.has(`https://www.googleapis.com/auth/${scope}`),
  )
  if (!isAllowed) throw new ApiError(403, 'insufficientPermissions', 'Insufficient Permission')
}

/** The JSON object in a request body; an empty body is an empty object. Throws 400 otherwise. */
export function jsonBody(bytes: Buffer): Record<string, unknown> {
  if (bytes.length === 0) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new ApiError(400, 'parseError', 'Parse Error')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ApiError(400, 'parseError', 'Parse Error')
  }
  return parsed as Record<string, unknown>
}

/** A boolean query parameter; `usual` when absent. Throws 400 for any other text. */
export function booleanOf(query: URLSearchParams, name: string, usual: boolean): boolean {
  const text = query.get(name)
  if (text === null || text === '') return usual
  if (text === 'true' || text === 'false') return text === 'true'
  throw new ApiError(400, 'invalid', `Invalid boolean value: ${text}`, {
    location: name,
    locationType: 'parameter',
  })
}

/** A positive integer query parameter, at most `max`; `usual` when absent. Throws 400 for other text. */
export function countOf(query: URLSearchParams, name: string, usual: number, max: number): number {
  const text = query.get(name)
  if (text === null || text === '') return usual
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1) return Math.min(count, max)
  throw new ApiError(400, 'invalid', `Invalid value for ${name}: ${text}`, {
    location: name,
    locationType: 'parameter',
  })
}
