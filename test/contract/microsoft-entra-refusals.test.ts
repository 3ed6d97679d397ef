import { describe, expect, it } from 'vitest'
import {
  contosoTenantId,
  fabrikamTenantId,
  foreignMicrosoftClientId,
  outsidePartner,
  personalMentee,
  workAdmin,
  workMentee,
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
