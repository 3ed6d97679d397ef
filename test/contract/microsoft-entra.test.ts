import { describe, expect, it } from 'vitest'
import {
  contosoTenantId,
  fabrikamTenantId,
  foreignMicrosoftClientId,
  outsidePartner,
  personalMentee,
  workAdmin,
  workColleague,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { chromiumRedirectUri } from '../sandbox/usual-people.ts'
import { entraAnswer, entraQuery, openEntraProfile } from '../support/entra-profile.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const entra = () => world().microsoft.entra

/** A profile with these people signed in. */
async function profileOf(...emails: string[]) {
  const profile = openEntraProfile(world())
  for (const email of emails) await profile.signIn(email, true)
  return profile
}

const grantFiles = (email: string) =>
  entra().grant(email, worldMicrosoftClientId, ['User.Read', 'Files.ReadWrite'])

describe('interactive sign-in', () => {
  it('asks for all permissions at once and answers with a code and the state', async () => {
    const profile = await profileOf(workMentee)
    const shown = await profile.authorize(entraQuery())
    const page = await shown.text()
    expect(shown.status).toBe(200)
    expect(page).toContain('id="accept"')
    expect(page).not.toContain('checkbox')
    const answer = entraAnswer(await profile.accept(entraQuery(), workMentee))
    expect(answer).toMatchObject({ state: 'st4te', code: expect.stringMatching(/^1\./) })
    expect(
      entra().granted(world().microsoft.people.get(workMentee), worldMicrosoftClientId),
    ).toContain('Files.ReadWrite')
  })

  it('answers in the fragment when asked to', async () => {
    grantFiles(workMentee)
    const profile = await profileOf(workMentee)
    const response = await profile.authorize(entraQuery({ response_mode: 'fragment' }))
    expect(response.headers.get('location')).toMatch(/^https:\/\/[^/]+\/#code=/)
  })

  it('goes straight through once consent was given, unless asked to show it again', async () => {
    grantFiles(workMentee)
    const profile = await profileOf(workMentee)
    expect((await profile.authorize(entraQuery())).status).toBe(302)
    expect((await profile.authorize(entraQuery({ prompt: 'consent' }))).status).toBe(200)
    expect((await profile.authorize(entraQuery({ prompt: 'select_account' }))).status).toBe(200)
  })

  it('shows only the permissions that are new', async () => {
    grantFiles(workMentee)
    entra().grantForTenant(contosoTenantId, worldMicrosoftClientId, [])
    const profile = await profileOf(workMentee)
    const page = await (
      await profile.authorize(entraQuery({ scope: 'openid User.Read Files.ReadWrite.AppFolder' }))
    ).text()
    expect(page.match(/<li>/g)).toHaveLength(1)
  })

  it('lets somebody choose an account, signs it in, and takes a hint for a signed-in one', async () => {
    const profile = await profileOf()
    expect(await (await profile.authorize(entraQuery())).text()).toContain(`value="${workMentor}"`)
    const consent = await profile.submit('account', entraQuery(), { account: workMentor })
    expect(await consent.text()).toContain('id="accept"')
    grantFiles(workMentor)
    await profile.signIn(personalMentee, true)
    const hinted = await profile.authorize(entraQuery({ login_hint: workMentor }))
    expect(entraAnswer(hinted).code).toMatch(/^1\./)
  })

  it('takes a sign-in name that is no mail address as the hint', async () => {
    const name = world().microsoft.people.get(workColleague).signInName
    grantFiles(workColleague)
    const profile = await profileOf(workColleague, workMentee)
    const response = await profile.authorize(entraQuery({ prompt: 'none', login_hint: name }))
    expect(entra().code(entraAnswer(response).code ?? '')?.email).toBe(workColleague)
  })

  it('answers access_denied with AADSTS65004 when the person presses cancel', async () => {
    const profile = await profileOf(workMentee)
    const response = await profile.submit('consent', entraQuery(), {
      account: workMentee,
      decision: 'no',
    })
    expect(entraAnswer(response)).toMatchObject({
      error: 'access_denied',
      error_subcode: 'cancel',
      error_description: expect.stringMatching(/^AADSTS65004: .* Trace ID: .* Timestamp: /),
      state: 'st4te',
    })
  })

  it('answers itself in a world with automatic consent, without a session', async () => {
    world().microsoft.habits.entra.isAutoConsent = true
    const response = await (await profileOf()).authorize(entraQuery({ login_hint: personalMentee }))
    expect(entraAnswer(response).code).toMatch(/^1\./)
  })
})

describe('what an administrator withholds', () => {
  const calendar = entraQuery({ scope: 'openid User.Read Calendars.ReadWrite' })

  it('ends on a page, and its way back reads like a person who refused', async () => {
    const profile = await profileOf(workMentee)
    const page = await (await profile.authorize(calendar)).text()
    expect(page).toContain('data-error="AADSTS90094"')
    expect(page).not.toContain('id="request"')
    const back = await profile.submit('consent', calendar, {
      account: workMentee,
      decision: 'back',
    })
    expect(entraAnswer(back)).toMatchObject({
      error: 'access_denied',
      error_description: expect.stringContaining('AADSTS65004'),
    })
  })

  it('may be told to the app, by habit', async () => {
    world().microsoft.habits.entra.adminNeededReturn = 'AADSTS90094'
    const profile = await profileOf(workMentee)
    const back = await profile.submit('consent', calendar, {
      account: workMentee,
      decision: 'back',
    })
    expect(entraAnswer(back).error_description).toMatch(/^AADSTS90094: An administrator of Contoso/)
  })

  it('is not granted by pressing accept, nor by automatic consent', async () => {
    const profile = await profileOf(workMentee)
    expect(entraAnswer(await profile.accept(calendar, workMentee)).error).toBe('access_denied')
    world().microsoft.habits.entra.isAutoConsent = true
    expect(await (await profile.authorize(calendar)).text()).toContain('AADSTS90094')
  })

  it('can be asked for where the tenant takes requests', async () => {
    world().microsoft.tenants.get(contosoTenantId).takesConsentRequests = true
    const profile = await profileOf(workMentee)
    expect(await (await profile.authorize(calendar)).text()).toContain('id="request"')
    const sent = await profile.submit('consent', calendar, {
      account: workMentee,
      decision: 'request',
    })
    expect(await sent.text()).toContain('AADSTS90095')
    expect(world().microsoft.mails).toEqual([
      { to: 'administrators', from: workMentee, about: 'Yohaku' },
    ])
  })

  it('opens for everybody of the tenant after the administrator’s consent', async () => {
    const profile = await profileOf(workAdmin)
    const address = `https://login.microsoftonline.com/${contosoTenantId}/v2.0/adminconsent`
    const step = address.replace('adminconsent', '__admin')
    const query = entraQuery({ scope: 'Calendars.ReadWrite Files.ReadWrite.All' })
    expect(await (await profile.request(`${address}?${query}`)).text()).toContain('id="accept"')
    const accepted = await profile.request(`${step}?${query}`, {
      method: 'POST',
      body: new URLSearchParams({ account: workAdmin, decision: 'yes' }),
    })
    expect(entraAnswer(accepted)).toMatchObject({
      admin_consent: 'True',
      tenant: contosoTenantId,
      state: 'st4te',
    })
    const other = await profileOf(workMentee)
    expect(await (await other.authorize(calendar)).text()).toContain('id="accept"')
    const outside = await profileOf(outsidePartner)
    expect(await (await outside.authorize(calendar)).text()).toContain('AADSTS90094')
  })

  it('is not theirs to give who are no administrators', async () => {
    const profile = await profileOf(workMentee)
    const response = await profile.request(
      `https://login.microsoftonline.com/${contosoTenantId}/v2.0/adminconsent?${calendar}`,
    )
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('AADSTS90094'),
    ])
  })

  it('does not exist for personal accounts; may be everything in a strict tenant', async () => {
    const personal = await profileOf(personalMentee)
    expect(await (await personal.authorize(calendar)).text()).toContain('id="accept"')
    world().microsoft.tenants.get(contosoTenantId).withheldScopes = 'all'
    const work = await profileOf(workMentee)
    expect(await (await work.authorize(entraQuery())).text()).toContain('AADSTS90094')
  })
})

describe('prompt=none', () => {
  const errorOf = async (
    profile: ReturnType<typeof openEntraProfile>,
    extra: Record<string, string> = {},
  ) => {
    const response = await profile.authorize(entraQuery({ prompt: 'none', ...extra }))
    const { error, error_description } = entraAnswer(response)
    return [error, /^AADSTS\d+/.exec(error_description ?? '')?.[0]]
  }

  it('needs a session, and the hinted account in it', async () => {
    expect(await errorOf(await profileOf())).toEqual(['login_required', 'AADSTS50058'])
    const profile = await profileOf(workMentor)
    expect(await errorOf(profile, { login_hint: workMentee })).toEqual([
      'login_required',
      'AADSTS50058',
    ])
  })

  it('needs a hint with several accounts', async () => {
    grantFiles(workMentee)
    const profile = await profileOf(workMentee, personalMentee)
    expect(await errorOf(profile)).toEqual(['interaction_required', 'AADSTS16000'])
    expect(await errorOf(profile, { login_hint: workMentee })).toEqual([undefined, undefined])
  })

  it('needs consent, and by habit does not say so in a word of its own', async () => {
    const profile = await profileOf(workMentee)
    expect(await errorOf(profile)).toEqual(['interaction_required', 'AADSTS65001'])
    world().microsoft.habits.entra.silentConsentError = 'consent_required'
    expect(await errorOf(profile)).toEqual(['consent_required', 'AADSTS65001'])
  })

  it('is stopped by conditional access', async () => {
    grantFiles(workMentee)
    const profile = await profileOf(workMentee)
    entra().setConditionalAccess(workMentee, 'needs-mfa')
    expect(await errorOf(profile)).toEqual(['interaction_required', 'AADSTS50076'])
    entra().setConditionalAccess(workMentee, 'blocked')
    expect(await errorOf(profile)).toEqual(['interaction_required', 'AADSTS53003'])
    const shown = await (await profile.authorize(entraQuery())).text()
    expect(shown).toContain('data-error="AADSTS53003"')
  })

  it('ends with the session', async () => {
    grantFiles(workMentee)
    const profile = await profileOf(workMentee)
    expect(await errorOf(profile)).toEqual([undefined, undefined])
    await profile.request('https://login.microsoftonline.com/__signout')
    expect((await errorOf(profile))[0]).toBe('login_required')
  })
})

describe('refusals on the authorization page', () => {
  it.each([
    ['an unknown client', { client_id: 'nobody' }, 'AADSTS700016'],
    [
      'a redirect address without its slash',
      { redirect_uri: chromiumRedirectUri.slice(0, -1) },
      'AADSTS50011',
    ],
  ])('shows %s as an error page and never redirects', async (_name, extra, code) => {
    const response = await (await profileOf(workMentee)).authorize(entraQuery(extra))
    expect(response.headers.get('location')).toBeNull()
    expect(await response.text()).toContain(`data-error="${code}"`)
  })

  it.each<[string, Record<string, string>, string, string]>([
    [
      'a token instead of a code',
      { response_type: 'token' },
      'unsupported_response_type',
      '700051',
    ],
    ['no code challenge', { code_challenge: '' }, 'invalid_request', '9002325'],
    ['a plain code challenge', { code_challenge_method: 'plain' }, 'invalid_request', '9002325'],
    ['an unknown scope', { scope: 'openid Files.Everything' }, 'invalid_scope', '70011'],
    ['no scope', { scope: '' }, 'invalid_request', '900144'],
    ['an unknown prompt', { prompt: 'maybe' }, 'invalid_request', '90023'],
  ])('tells the app about %s', async (_name, extra, error, code) => {
    const response = await (await profileOf(workMentee)).authorize(entraQuery(extra))
    expect(entraAnswer(response)).toMatchObject({
      error,
      error_description: expect.stringMatching(new RegExp(`^AADSTS${code}:`)),
      state: 'st4te',
    })
  })

  it.each([
    ['a tenant that does not exist', 'nowhere.example', workMentee, 'AADSTS90002'],
    ['a personal account among organizations', 'organizations', personalMentee, 'AADSTS500200'],
    ['a personal account in a tenant', contosoTenantId, personalMentee, 'AADSTS500200'],
    ['a work account among personal ones', 'consumers', workMentee, 'AADSTS50020'],
    ['somebody of another tenant', fabrikamTenantId, workMentee, 'AADSTS50020'],
  ])('shows %s as an error page', async (_name, authority, email, code) => {
    const response = await (await profileOf(email)).authorize(entraQuery(), authority)
    expect(await response.text()).toContain(`data-error="${code}"`)
  })

  it.each([
    ['organizations', workMentee],
    ['contoso.example', workMentee],
    ['consumers', personalMentee],
  ])('lets the right account in at %s', async (authority, email) => {
    const profile = await profileOf(email)
    expect(await (await profile.authorize(entraQuery(), authority)).text()).toContain('id="accept"')
  })

  it('says that an account of a national cloud does not belong here', async () => {
    world().microsoft.tenants.get(contosoTenantId).cloud = 'us-government'
    const response = await (await profileOf(workMentee)).authorize(entraQuery())
    expect(await response.text()).toContain('data-error="AADSTS900439"')
  })

  it('keeps grants of another app apart', async () => {
    entra().grant(workMentee, foreignMicrosoftClientId, ['User.Read', 'Files.ReadWrite'])
    const profile = await profileOf(workMentee)
    expect((await profile.authorize(entraQuery())).status).toBe(200)
  })
})

describe('signing a profile in', () => {
  it('reaches an Outlook host by way of Entra and leaves a cookie on both', async () => {
    const profile = openEntraProfile(world())
    const outlook = 'https://outlook.office.com'
    const first = await world().fetch(
      `https://login.microsoftonline.com/__signin?as=${workMentee}&continue=${outlook}/calendar/`,
      { redirect: 'manual' },
    )
    const handOver = new URL(first.headers.get('location') ?? '')
    expect([handOver.host, handOver.pathname]).toEqual(['outlook.office.com', '/__signin'])
    expect(handOver.searchParams.get('continue')).toBe(`${outlook}/calendar/`)
    expect(first.headers.get('set-cookie')).toContain(handOver.searchParams.get('sid'))
    const elsewhere = await profile.request(
      `https://login.microsoftonline.com/__signin?as=${workMentee}&continue=https://evil.example/`,
    )
    expect(elsewhere.headers.get('location')).toBe('https://login.microsoftonline.com/__signed-in')
    // A link to another of Outlook's hosts asks nobody who is signed in.
    const carried = await profile.request(
      'https://login.microsoftonline.com/__signin?continue=https://outlook.live.com/calendar/',
    )
    expect(new URL(carried.headers.get('location') ?? '').host).toBe('outlook.live.com')
  })
})
