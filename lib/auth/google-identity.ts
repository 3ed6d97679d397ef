import type { ErrorCode } from '../base/app-error.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { z } from '../base/zod.ts'
import { normaliseEmail } from '../model/people.ts'
import { type AuthRequestParts, getWithToken, sendAuthRequest } from './auth-request.ts'

// On www.googleapis.com, which the manifest's host permission covers already.
const userInfoUrl = 'https://www.googleapis.com/oauth2/v3/userinfo'
const driveUserUrl = 'https://www.googleapis.com/drive/v3/about?fields=user(emailAddress)'
const revokeUrl = 'https://oauth2.googleapis.com/revoke'

const userInfoSchema = z.object({ email: z.string().check(z.minLength(3), z.maxLength(320)) })
const driveUserSchema = z.object({
  user: z.object({ emailAddress: z.string().check(z.minLength(3), z.maxLength(320)) }),
})

/** The normalised address a token belongs to; the token needs the scope `email`. */
export async function fetchEmail(
  parts: AuthRequestParts,
  token: string,
  signal: AbortSignal,
): Promise<Result<string, ErrorCode>> {
  const answer = await getWithToken(parts, userInfoUrl, token, signal)
  if (!answer.ok) return answer
  const parsed = userInfoSchema.safeParse(answer.value)
  return parsed.success ? ok(normaliseEmail(parsed.data.email)) : fail('net/server')
}

/** The same, for a token that carries `drive.file` and nothing else, as the picker step returns it. */
export async function fetchDriveEmail(
  parts: AuthRequestParts,
  token: string,
  signal: AbortSignal,
): Promise<Result<string, ErrorCode>> {
  const answer = await getWithToken(parts, driveUserUrl, token, signal)
  if (!answer.ok) return answer
  const parsed = driveUserSchema.safeParse(answer.value)
  return parsed.success ? ok(normaliseEmail(parsed.data.user.emailAddress)) : fail('net/server')
}

/** True when Google answers at all, whatever it says. */
export async function canReachGoogle(
  parts: AuthRequestParts,
  signal: AbortSignal,
): Promise<boolean> {
  return (await sendAuthRequest(parts, userInfoUrl, { method: 'GET' }, signal)) !== null
}

/**
 * Asks Google to end what `token` grants, and with it the app's access to the account. Whether it worked
 * cannot be seen: the endpoint allows no cross-origin reading, so the request is sent blind. Never fails.
 * https://developers.google.com/identity/protocols/oauth2/javascript-implicit-flow#tokenrevoke
 */
export async function revokeToken(
  parts: AuthRequestParts,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  await sendAuthRequest(
    parts,
    revokeUrl,
    {
      method: 'POST',
      mode: 'no-cors',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }).toString(),
    },
    signal,
  )
}
