import { describe, expect, it } from 'vitest'
import {
  personalMentee,
  workColleague,
  workMentee,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { chromiumRedirectUri } from '../sandbox/usual-people.ts'
import {
  codeVerifier,
  entraAnswer,
  entraQuery,
  extensionOrigin,
  openEntraProfile,
  postToken,
  redeemCode,
} from '../support/entra-profile.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const hourMs = 3_600_000

async function codeFor(email: string, extra: Record<string, string> = {}): Promise<string> {
  world().microsoft.habits.entra.isAutoConsent = true
  const profile = openEntraProfile(world())
  const response = await profile.authorize(entraQuery({ login_hint: email, ...extra }))
  return entraAnswer(response).code ?? ''
}

async function signIn(email: string, extra: Record<string, string> = {}) {
  const { status, body } = await redeemCode(world(), await codeFor(email, extra))
  expect(status).toBe(200)
  return body
}

const refresh = (token: unknown, extra: Record<string, string> = {}) =>
  postToken(world(), { grant_type: 'refresh_token', refresh_token: String(token), ...extra })

/** The claims of an ID token. */
function claimsOf(idToken: unknown): Record<string, unknown> {
  const [, payload = ''] = String(idToken).split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>
}

const me = async (token: unknown) => {
  const response = await world().fetch('https://graph.microsoft.com/v1.0/me', {
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const codeOf = (body: Record<string, unknown>) => (body.error_codes as number[])[0]

describe('redeeming a code', () => {
  it('gives a Graph token, a refresh token and an ID token to the app’s origin', async () => {
    const { status, body, headers } = await redeemCode(world(), await codeFor(workMentee))
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 })
    expect(body.refresh_token_expires_in).toBe(86_400)
    expect(String(body.scope).split(' ')).toEqual([
      'openid',
      'profile',
      'email',
      'https://graph.microsoft.com/User.Read',
      'https://graph.microsoft.com/Files.ReadWrite',
    ])
    expect((await me(body.access_token)).body).toMatchObject({ mail: workMentee })
  })

  it('names short scopes by habit, and everything granted before, asked for or not', async () => {
    world().microsoft.habits.entra.scopeSpelling = 'short'
    await signIn(workMentee)
    const again = await signIn(workMentee, { scope: 'openid User.Read' })
    expect(String(again.scope).split(' ')).toContain('Files.ReadWrite')
    expect(again).not.toHaveProperty('refresh_token')
    await signIn(personalMentee)
    const personal = await signIn(personalMentee, { scope: 'openid User.Read' })
    expect(personal.scope).toBe('openid User.Read')
  })

  it('says in the ID token who it is: the sign-in name need not be the mail address', async () => {
    const { people } = world().microsoft
    const person = people.get(workColleague)
    const { id_token } = await signIn(workColleague, { nonce: 'n0nce' })
    expect(claimsOf(id_token)).toMatchObject({
      aud: worldMicrosoftClientId,
      tid: person.tenantId,
      oid: person.oid,
      preferred_username: 'u10023@contoso.onmicrosoft.example',
      email: workColleague,
      nonce: 'n0nce',
      ver: '2.0',
    })
    expect(claimsOf((await signIn(personalMentee)).id_token).tid).toBe(
      '9188040d-6c67-4c5b-b112-36a304b66dad',
    )
  })

  it.each<[string, Record<string, string>, number]>([
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 501481],
    ['no verifier', { code_verifier: '' }, 501481],
    ['another redirect address', { redirect_uri: `${chromiumRedirectUri}x` }, 500112],
    ['a made-up code', { code: 'M.nothing' }, 70000],
  ])('refuses %s', async (_name, extra, code) => {
    const { status, body } = await redeemCode(world(), await codeFor(workMentee), extra)
    expect([status, body.error, codeOf(body)]).toEqual([400, 'invalid_grant', code])
  })

  it('happens once, and within ten minutes', async () => {
    const code = await codeFor(workMentee)
    expect((await redeemCode(world(), code)).status).toBe(200)
    expect(codeOf((await redeemCode(world(), code)).body)).toBe(54005)
    const late = await codeFor(workMentee)
    world().clock.advance(600_000)
    expect(codeOf((await redeemCode(world(), late)).body)).toBe(70008)
  })

  it('belongs to browsers: an origin is needed, a secret is refused', async () => {
    const fields = {
      grant_type: 'authorization_code',
      code: await codeFor(workMentee),
      redirect_uri: chromiumRedirectUri,
      code_verifier: codeVerifier,
    }
    const without = await postToken(world(), fields, null)
    expect(codeOf(without.body)).toBe(9002327)
    expect(without.headers.get('access-control-allow-origin')).toBeNull()
    const secret = await postToken(world(), { ...fields, client_secret: 's' })
    expect([secret.status, codeOf(secret.body)]).toEqual([401, 700025])
  })

  it('is refused from an origin when the address is not registered as a single-page app', async () => {
    const clientId = 'de5c0000-0000-4000-8000-000000000001'
    const uri = chromiumRedirectUri
    const redirectUris = [{ uri, platform: 'public-client' as const }]
    world().microsoft.entra.register({ clientId, name: 'Desktop', redirectUris })
    const code = await codeFor(workMentee, { client_id: clientId })
    const { body } = await redeemCode(world(), code, { client_id: clientId })
    expect(body.error_description).toMatch(
      /^AADSTS9002326: Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type\./,
    )
    expect(body.error_description).toContain(extensionOrigin)
  })
})

describe('refresh tokens', () => {
  it('die 24 hours after the first sign-in; rotation does not extend them', async () => {
    const first = await signIn(workMentee)
    world().clock.advance(20 * hourMs)
    const second = await refresh(first.refresh_token)
    expect(second.status).toBe(200)
    expect(second.body.refresh_token).not.toBe(first.refresh_token)
    expect(second.body.refresh_token_expires_in).toBe(4 * 3600)
    world().clock.advance(4 * hourMs)
    const third = await refresh(second.body.refresh_token)
    expect([third.status, third.body.error, codeOf(third.body)]).toEqual([
      400,
      'invalid_grant',
      700084,
    ])
    expect(third.body.error_description).toContain('fixed, limited lifetime of 1.00:00:00')
  })

  it('work again after use, and need an origin too', async () => {
    const { refresh_token } = await signIn(workMentee)
    await refresh(refresh_token)
    const again = await refresh(refresh_token)
    expect((await me(again.body.access_token)).status).toBe(200)
    const fields = { grant_type: 'refresh_token', refresh_token: String(refresh_token) }
    expect(codeOf((await postToken(world(), fields, null)).body)).toBe(9002327)
  })

  it('give no more than was granted', async () => {
    const { refresh_token } = await signIn(workMentee)
    const { body } = await refresh(refresh_token, { scope: 'User.Read Calendars.ReadWrite' })
    expect(body).toMatchObject({ error: 'invalid_grant', suberror: 'consent_required' })
    expect(codeOf(body)).toBe(65001)
  })

  it.each<[string, () => void, number]>([
    ['revoked', () => world().microsoft.entra.revokeSessions(workMentee), 50173],
    [
      'withdrawn',
      () => world().microsoft.entra.withdraw(workMentee, worldMicrosoftClientId),
      50173,
    ],
    [
      'stopped by conditional access',
      () => world().microsoft.entra.setConditionalAccess(workMentee, 'needs-mfa'),
      50076,
    ],
  ])('are refused when %s', async (_name, change, code) => {
    const { refresh_token } = await signIn(workMentee)
    change()
    const { status, body } = await refresh(refresh_token)
    expect([status, codeOf(body)]).toEqual([400, code])
  })
})

describe('Graph tokens', () => {
  it('live for their time by the clock of the world', async () => {
    const token = world().microsoftTokenFor(workMentee)
    world().clock.advance(3_598_000)
    expect((await me(token)).status).toBe(200)
    world().clock.advance(1000)
    const { status, body } = await me(token)
    expect([status, body]).toMatchObject([
      401,
      { error: { code: 'InvalidAuthenticationToken', innerError: { date: expect.any(String) } } },
    ])
  })

  it('tell the address of a personal account only as its sign-in name, by habit', async () => {
    const token = world().microsoftTokenFor(personalMentee)
    expect((await me(token)).body).toMatchObject({ mail: null, userPrincipalName: personalMentee })
    world().microsoft.habits.profile.isPersonalMailNull = false
    expect((await me(token)).body.mail).toBe(personalMentee)
  })

  it('open only what their scopes say', async () => {
    const { status, body } = await me(world().microsoftTokenFor(workMentee, ['Files.ReadWrite']))
    expect([status, body]).toMatchObject([403, { error: { code: 'accessDenied' } }])
  })
})
