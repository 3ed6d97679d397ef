import type { TokenProvider } from '../auth/token-provider.ts'
import type { ErrorCode } from '../base/app-error.ts'
import type { Timers } from '../base/clock.ts'
import type { Fetch } from '../base/fetch.ts'
import { limits } from '../base/limits.ts'
import { readBody } from './read-body.ts'

/** One request to a provider, without its credentials. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Largest answer accepted; `limits.fileSizeBytes` unless told. */
  maxBytes?: number
  /** Time for the whole exchange, body included; 30 s unless told. */
  timeoutMs?: number
}

/**
 * What a request came to; nothing is ever thrown.
 *
 * - `answer`: the provider answered in full, whatever the status.
 * - `unauthorized`: no token without the person, or refused (401) with a fresh one as well.
 * - `not-sent`: stopped before anything left the device.
 * - `lost`: sent, perhaps acted upon, and the answer did not arrive in full. `status` is set where at least
 *   the head of the answer came.
 * - `too-large`: the answer was larger than `maxBytes` and was not read.
 */
export type HttpOutcome =
  | { kind: 'answer'; status: number; headers: Headers; bytes: Uint8Array }
  | { kind: 'unauthorized' }
  | { kind: 'not-sent'; why: 'offline' | 'server' | 'aborted' }
  | { kind: 'lost'; why: 'offline' | 'timeout' | 'aborted'; status: number | null }
  | { kind: 'too-large'; status: number }

/** Authorised requests of one account. */
export interface Http {
  /**
   * Sends one request with the account's token. A 401 renews the token and sends once more; nothing else is
   * retried here: waiting belongs to the scheduler.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpOutcome>
  /**
   * Gets an address that carries its own permission, as a provider gave it. Neither token nor cookie goes
   * with it: the host may be any. `not-sent` with `server` where it is no plain `https:` address.
   */
  download(url: string, signal: AbortSignal): Promise<HttpOutcome>
}

/** What {@link createHttp} needs. */
export interface HttpParts {
  fetch: Fetch
  tokens: Pick<TokenProvider, 'token'>
  /** The account whose token is used. */
  email: string
  timers: Timers
}

const defaultTimeoutMs = 30_000
const downloadTimeoutMs = 60_000

/** The one place where requests with a token are made. Logs nothing. */
export function createHttp(parts: HttpParts): Http {
  return {
    async send(request, signal) {
      const first = await parts.tokens.token(parts.email, { renew: false }, signal)
      if (!first.ok) return outcomeWithoutToken(first.error, signal)
      const outcome = await sendOnce(parts, request, first.value, signal)
      if (outcome.kind !== 'answer' || outcome.status !== 401) return outcome
      const options = { renew: true, rejectedToken: first.value }
      const renewed = await parts.tokens.token(parts.email, options, signal)
      if (!renewed.ok) return outcomeWithoutToken(renewed.error, signal)
      const second = await sendOnce(parts, request, renewed.value, signal)
      return second.kind === 'answer' && second.status === 401 ? { kind: 'unauthorized' } : second
    },

    async download(url, signal) {
      const isPlain = URL.canParse(url) && new URL(url).protocol === 'https:'
      if (!isPlain) return { kind: 'not-sent', why: 'server' }
      return await sendOnce(
        parts,
        { method: 'GET', url, timeoutMs: downloadTimeoutMs },
        null,
        signal,
      )
    },
  }
}

function outcomeWithoutToken(error: ErrorCode, signal: AbortSignal): HttpOutcome {
  if (signal.aborted) return { kind: 'not-sent', why: 'aborted' }
  if (error === 'net/offline' || error === 'net/timeout')
    return { kind: 'not-sent', why: 'offline' }
  if (error === 'net/server' || error === 'net/throttled')
    return { kind: 'not-sent', why: 'server' }
  return { kind: 'unauthorized' }
}

async function sendOnce(
  parts: HttpParts,
  request: HttpRequest,
  token: string | null,
  signal: AbortSignal,
): Promise<HttpOutcome> {
  if (signal.aborted) return { kind: 'not-sent', why: 'aborted' }
  const timeout = new AbortController()
  const stopTimer = parts.timers.after(request.timeoutMs ?? defaultTimeoutMs, () => timeout.abort())
  const whyLost = (): 'aborted' | 'timeout' | 'offline' =>
    signal.aborted ? 'aborted' : timeout.signal.aborted ? 'timeout' : 'offline'
  try {
    const response = await parts.fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, ...(token !== null && { Authorization: `Bearer ${token}` }) },
      ...(request.body !== undefined && { body: request.body as BodyInit }),
      signal: AbortSignal.any([signal, timeout.signal]),
      // No cookies of the browser's own sign-in, no stale copies, no trace of the page.
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    })
    const body = await readBody(response, request.maxBytes ?? limits.fileSizeBytes)
    if (body.kind === 'too-large') return { kind: 'too-large', status: response.status }
    if (body.kind === 'broken') return { kind: 'lost', why: whyLost(), status: response.status }
    const { status, headers } = response
    return { kind: 'answer', status, headers, bytes: body.bytes }
  } catch {
    // `fetch` rejects with one TypeError for no network, a closed connection and a refused certificate
    // alike, and does not say whether the request had left. https://fetch.spec.whatwg.org/#fetch-method
    return { kind: 'lost', why: whyLost(), status: null }
  } finally {
    stopTimer()
  }
}
