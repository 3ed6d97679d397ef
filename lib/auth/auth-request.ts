import type { ErrorCode } from '../base/app-error.ts'
import { decodeUtf8 } from '../base/bytes.ts'
import type { Timers } from '../base/clock.ts'
import type { Fetch } from '../base/fetch.ts'
import { fail, ok, type Result } from '../base/result.ts'

const timeoutMs = 15_000

/** What a request about an account needs. */
export interface AuthRequestParts {
  fetch: Fetch
  timers: Timers
}

/** A provider's full answer; `body` is undefined where it is not JSON. */
export interface AuthAnswer {
  status: number
  body: unknown
}

/**
 * One request about an account, without the browser's own cookies; null when it was stopped, took more than
 * 15 seconds or nothing came back.
 */
export async function sendAuthRequest(
  parts: AuthRequestParts,
  url: string,
  init: RequestInit,
  signal: AbortSignal,
): Promise<AuthAnswer | null> {
  const timeout = new AbortController()
  const stopTimer = parts.timers.after(timeoutMs, () => timeout.abort())
  try {
    const response = await parts.fetch(url, {
      credentials: 'omit',
      cache: 'no-store',
      ...init,
      signal: AbortSignal.any([signal, timeout.signal]),
    })
    return { status: response.status, body: parseJson(await response.text()) }
  } catch {
    return null
  } finally {
    stopTimer()
  }
}

/** The JSON body of a successful GET with a token. */
export async function getWithToken(
  parts: AuthRequestParts,
  url: string,
  token: string,
  signal: AbortSignal,
): Promise<Result<unknown, ErrorCode>> {
  const headers = { Authorization: `Bearer ${token}` }
  const answer = await sendAuthRequest(parts, url, { method: 'GET', headers }, signal)
  if (answer === null) return fail('net/offline')
  const isSuccess = answer.status >= 200 && answer.status < 300
  return isSuccess ? ok(answer.body) : fail(codeOfStatus(answer.status))
}

/** What an HTTP error means where no provider's own words help. */
export function codeOfStatus(status: number): ErrorCode {
  if (status === 429) return 'net/throttled'
  if (status >= 500) return 'net/server'
  return 'auth/refused'
}

/** The payload of a JWT, unverified: only for one that came straight from the provider over TLS. */
export function readJwtClaims(jwt: string): unknown {
  const payload = jwt.split('.')[1] ?? ''
  try {
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
    return JSON.parse(decodeUtf8(Uint8Array.from(binary, (char) => char.charCodeAt(0))))
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
