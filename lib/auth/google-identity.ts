import type { ErrorCode } from '../base/app-error.ts'
import type { Timers } from '../base/clock.ts'
import type { Fetch } from '../base/fetch.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { z } from '../base/zod.ts'
import { normaliseEmail } from '../model/people.ts'

// On www.googleapis.com, which the manifest's host permission covers already.
const userInfoUrl = 'https://www.googleapis.com/oauth2/v3/userinfo'
const driveUserUrl = 'https://www.googleapis.com/drive/v3/about?fields=user(emailAddress)'
const revokeUrl = 'https://oauth2.googleapis.com/revoke'
const timeoutMs = 15_000

const userInfoSchema = z.object({ email: z.string().check(z.minLength(3), z.maxLength(320)) })
const driveUserSchema = z.object({
  user: z.object({ emailAddress: z.string().check(z.minLength(3), z.maxLength(320)) }),
})

/** What asking Google about a token needs. */
export interface IdentityParts {
  fetch: Fetch
  timers: Timers
}

/** The normalised address a token belongs to; the token needs the scope `email`. */
export async function fetchEmail(
  parts: IdentityParts,
  token: string,
  signal: AbortSignal,
): Promise<Result<string, ErrorCode>> {
  const answer = await fetchJson(parts, userInfoUrl, token, signal)
  if (!answer.ok) return answer
  const parsed = userInfoSchema.safeParse(answer.value)
  return parsed.success ? ok(normaliseEmail(parsed.data.email)) : fail('net/server')
}

/** The same, for a token that carries `drive.file` and nothing else, as the picker step returns it. */
export async function fetchDriveEmail(
  parts: IdentityParts,
  token: string,
  signal: AbortSignal,
): Promise<Result<string, ErrorCode>> {
  const answer = await fetchJson(parts, driveUserUrl, token, signal)
  if (!answer.ok) return answer
  const parsed = driveUserSchema.safeParse(answer.value)
  return parsed.success ? ok(normaliseEmail(parsed.data.user.emailAddress)) : fail('net/server')
}

/** True when Google answers at all, whatever it says. */
export async function canReachGoogle(parts: IdentityParts, signal: AbortSignal): Promise<boolean> {
  const answer = await withTimeout(parts.timers, signal, (both) =>
    parts.fetch(userInfoUrl, {
      method: 'GET',
      credentials: 'omit',
      cache: 'no-store',
      signal: both,
    }),
  )
  return answer !== null
}

/**
 * Asks Google to end what `token` grants, and with it the app's access to the account. Whether it worked
 * cannot be seen: the endpoint allows no cross-origin reading, so the request is sent blind. Never fails.
 * https://developers.google.com/identity/protocols/oauth2/javascript-implicit-flow#tokenrevoke
 */
export async function revokeToken(
  parts: IdentityParts,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  await withTimeout(parts.timers, signal, async (both) => {
    await parts.fetch(revokeUrl, {
      method: 'POST',
      mode: 'no-cors',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }).toString(),
      credentials: 'omit',
      signal: both,
    })
  })
}

async function fetchJson(
  parts: IdentityParts,
  url: string,
  token: string,
  signal: AbortSignal,
): Promise<Result<unknown, ErrorCode>> {
  const outcome = await withTimeout(parts.timers, signal, async (both) => {
    const response = await parts.fetch(url, {
      method: 'GET',
      headers: { Authorization: `Bearer ${token}` },
      credentials: 'omit',
      cache: 'no-store',
      signal: both,
    })
    if (!response.ok) return fail(codeOfStatus(response.status))
    return ok(parseJson(await response.text()))
  })
  return outcome ?? fail('net/offline')
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 429) return 'net/throttled'
  if (status >= 500) return 'net/server'
  return 'auth/refused'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Runs a request for at most {@link timeoutMs}; null when it was stopped or nothing came back. */
async function withTimeout<T>(
  timers: Timers,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const timeout = new AbortController()
  const stopTimer = timers.after(timeoutMs, () => timeout.abort())
  try {
    return await run(AbortSignal.any([signal, timeout.signal]))
  } catch {
    return null
  } finally {
    stopTimer()
  }
}
