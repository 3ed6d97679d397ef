import { describe, expect, it } from 'vitest'
import {
  contosoTenantId,
  personalMentee,
  workColleague,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
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
