import type { User } from '@microsoft/microsoft-graph-types'
import type { ErrorCode } from '../base/app-error.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { z } from '../base/zod.ts'
import { normaliseEmail } from '../model/people.ts'
import {
  type AuthRequestParts,
  codeOfStatus,
  getWithToken,
  readJwtClaims,
  sendAuthRequest,
} from './auth-request.ts'
import { codeOfEntraError } from './microsoft-error.ts'
import { isPublicCloud, microsoftTokenUrl } from './microsoft-oauth.ts'
import { readScopes } from './microsoft-scopes.ts'

const loginHost = 'https://login.microsoftonline.com'
const meUrl = 'https://graph.microsoft.com/v1.0/me?$select=id,mail,userPrincipalName'

/** The tenant all private accounts are in. https://learn.microsoft.com/entra/identity-platform/id-tokens */
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad'

const usualLifetimeSeconds = 3600

/** Who an id token speaks of. */
export interface Identity {
  /** Tenant and object id: the account's unchanging key. */
  subject: string
  tenantId: string
  isPersonal: boolean
  /** What the person signs in with; often the mail address, not always. */
  signInName: string | null
}

/** What the token endpoint gave. */
export interface MicrosoftGrant {
  token: string
  expiresInSeconds: number
  /** Null when there was none: the one before stays good. */
  refreshToken: string | null
  scopes: string[]
  /** Null when no id token came. */
  identity: Identity | null
}

const grantSchema = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.catch(z.number(), usualLifetimeSeconds),
  refresh_token: z.catch(z.nullable(z.string()), null),
  scope: z.catch(z.string(), ''),
  id_token: z.catch(z.nullable(z.string()), null),
})
const errorSchema = z.object({ error: z.string(), error_description: z.catch(z.string(), '') })
const claimsSchema = z.object({
  aud: z.string(),
  iss: z.url(),
  oid: z.string().check(z.minLength(1), z.maxLength(80)),
  tid: z.string().check(z.minLength(1), z.maxLength(80)),
  preferred_username: z.catch(z.nullable(z.string().check(z.maxLength(320))), null),
})
const text = z.catch(z.nullable(z.string().check(z.maxLength(320))), null)
const meSchema = z.object({
  id: z.string(),
  mail: text,
  userPrincipalName: text,
}) satisfies z.ZodMiniType<User>
const tenantSchema = z.object({ cloud_instance_name: z.string() })

/**
 * Redeems a code or a refresh token. The id token is believed as it is: it comes from Entra itself, over TLS.
 * https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation (6)
 */
export async function redeem(
  parts: AuthRequestParts,
  form: URLSearchParams,
  isInteractive: boolean,
  signal: AbortSignal,
): Promise<Result<MicrosoftGrant, ErrorCode>> {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  }
  const answer = await sendAuthRequest(parts, microsoftTokenUrl, init, signal)
  if (answer === null) return fail('net/offline')
  if (answer.status !== 200) {
    const told = errorSchema.safeParse(answer.body)
    if (answer.status === 429 || answer.status >= 500 || !told.success) {
      return fail(codeOfStatus(answer.status))
    }
    const { error, error_description: description } = told.data
    return fail(codeOfEntraError({ error, description }, isInteractive))
  }
  const parsed = grantSchema.safeParse(answer.body)
  if (!parsed.success) return fail('net/server')
  const { data } = parsed
  const identity =
    data.id_token === null ? ok(null) : readIdentity(data.id_token, form.get('client_id') ?? '')
  if (!identity.ok) return identity
  return ok({
    token: data.access_token,
    expiresInSeconds: data.expires_in,
    refreshToken: data.refresh_token,
    scopes: readScopes(data.scope),
    identity: identity.value,
  })
}

function readIdentity(idToken: string, clientId: string): Result<Identity, ErrorCode> {
  const parsed = claimsSchema.safeParse(readJwtClaims(idToken))
  if (!parsed.success || parsed.data.aud !== clientId) return fail('auth/refused')
  const { iss, oid, tid, preferred_username: signInName } = parsed.data
  if (new URL(iss).origin !== loginHost) return fail('auth/national-cloud')
  return ok({
    subject: `${tid}/${oid}`,
    tenantId: tid,
    isPersonal: tid === personalTenantId,
    signInName,
  })
}

/**
 * The account's addresses: the mail address by which others invite, and the sign-in name where it looks like
 * one. Normalised; `mail` falls back on the sign-in name, which is all some private accounts have.
 */
export async function fetchMicrosoftAddresses(
  parts: AuthRequestParts,
  token: string,
  signal: AbortSignal,
): Promise<Result<{ mail: string; all: string[] }, ErrorCode>> {
  const answer = await getWithToken(parts, meUrl, token, signal)
  if (!answer.ok) return answer
  const parsed = meSchema.safeParse(answer.value)
  if (!parsed.success) return fail('net/server')
  const { mail, userPrincipalName } = parsed.data
  const all = [mail, userPrincipalName].flatMap((one) => readAddress(one) ?? [])
  const [first] = all
  return first === undefined ? fail('auth/refused') : ok({ mail: first, all })
}

/** A guest's sign-in name is made from an address and is none. */
function readAddress(text: string | null): string | null {
  const isAddress = text !== null && /^[^@\s]+@[^@\s]+$/.test(text) && !/#EXT#/i.test(text)
  return isAddress ? normaliseEmail(text.replace(/^live\.com#/i, '')) : null
}

/**
 * Whether a tenant, named by its id or by an address of its domain, belongs to the public cloud, as its own
 * description says. True where that cannot be learned: most tenants do.
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
export async function isInPublicCloud(
  parts: AuthRequestParts,
  tenant: string,
  signal: AbortSignal,
): Promise<boolean> {
  const url = describeTenantUrl(tenant.split('@').at(-1) ?? '')
  const answer = await sendAuthRequest(parts, url, { method: 'GET' }, signal)
  const parsed = tenantSchema.safeParse(answer?.body)
  return parsed.success ? isPublicCloud(parsed.data.cloud_instance_name) : true
}

/** True when Entra answers at all, whatever it says; asked blind, so that no CORS rule looks like no network. */
export async function canReachMicrosoft(
  parts: AuthRequestParts,
  signal: AbortSignal,
): Promise<boolean> {
  const url = describeTenantUrl('common')
  const init = { method: 'GET', mode: 'no-cors' } as const
  return (await sendAuthRequest(parts, url, init, signal)) !== null
}

function describeTenantUrl(tenant: string): string {
  return `${loginHost}/${encodeURIComponent(tenant)}/v2.0/.well-known/openid-configuration`
}
