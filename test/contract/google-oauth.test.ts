import { describe, expect, it } from 'vitest'
import { chromiumRedirectUri, mentee, mentor } from '../sandbox/usual-people.ts'
import { answerOf, consentTo, openProfile, queryOf } from '../support/google-profile.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()

const driveFile = 'https://www.googleapis.com/auth/drive.file'

const calendarEvents = 'https://www.googleapis.com/auth/calendar.events'

async function userinfo(token: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await world().fetch('https://www.googleapis.com/oauth2/v3/userinfo', {
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('implicit sign-in', () => {
  it('shows a consent page and returns the token in the fragment with the state', async () => {
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const shown = await profile.authorize(queryOf())
    const page = await shown.text()
    expect(shown.status).toBe(200)
    for (const scope of [calendarEvents, driveFile]) expect(page).toContain(`value="${scope}"`)
    expect(page).not.toContain('value="openid"')
    const answer = answerOf(
      await profile.submit('consent', queryOf(), consentTo(mentee, [calendarEvents, driveFile])),
    ).fragment
    expect(Object.fromEntries(answer)).toMatchObject({
      state: 'st4te',
      token_type: 'Bearer',
      expires_in: '3599',
    })
    expect(answer.get('scope')?.split(' ')).toEqual(
      expect.arrayContaining([
        'openid',
        'email',
        'https://www.googleapis.com/auth/userinfo.email',
        calendarEvents,
        driveFile,
      ]),
    )
    expect((await userinfo(answer.get('access_token') ?? '')).body).toMatchObject({
      email: mentee,
      email_verified: true,
    })
  })

  it('asks which account when none or several are signed in, and signs the chosen one in', async () => {
    const profile = openProfile(world())
    const page = await (await profile.authorize(queryOf())).text()
    expect(page).toContain(`value="${mentee}"`)
    expect(page).not.toContain('resource.calendar.google.com')
    const consent = await profile.submit('account', queryOf(), [['account', mentor]])
    expect(await consent.text()).toContain('id="allow"')
    await profile.submit('consent', queryOf(), consentTo(mentor, [calendarEvents, driveFile]))
    const silent = await profile.authorize(queryOf({ prompt: 'none', login_hint: mentor }))
    expect(answerOf(silent).fragment.get('access_token')).toMatch(/^ya29\./)
  })

  it('answers access_denied when refused, or when every box was left empty', async () => {
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const refused = await profile.submit('consent', queryOf(), [
      ['account', mentee],
      ['decision', 'no'],
    ])
    expect(Object.fromEntries(answerOf(refused).fragment)).toEqual({
      error: 'access_denied',
      state: 'st4te',
    })
    const unticked = await profile.submit('consent', queryOf(), consentTo(mentee, []))
    expect(answerOf(unticked).fragment.get('error')).toBe('access_denied')
  })

  it('leaves an unticked scope out of the token and of every call', async () => {
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const response = await profile.submit('consent', queryOf(), consentTo(mentee, [driveFile]))
    const answer = answerOf(response).fragment
    expect(answer.get('scope')).not.toContain('calendar')
    const list = await world().fetch(
      'https://www.googleapis.com/calendar/v3/calendars/primary/events',
      { headers: { authorization: `Bearer ${answer.get('access_token')}` } },
    )
    expect(list.status).toBe(403)
    expect(await list.json()).toMatchObject({
      error: { errors: [{ reason: 'insufficientPermissions' }] },
    })
  })

  it('goes straight through once everything was granted, unless consent is asked for again', async () => {
    const profile = openProfile(world())
    await profile.signIn(mentee)
    await profile.submit('consent', queryOf(), consentTo(mentee, [calendarEvents, driveFile]))
    expect((await profile.authorize(queryOf())).status).toBe(302)
    expect((await profile.authorize(queryOf({ prompt: 'consent' }))).status).toBe(200)
  })

  it('adds earlier grants to the token only with include_granted_scopes', async () => {
    const profile = openProfile(world())
    await profile.signIn(mentee)
    await profile.submit('consent', queryOf(), consentTo(mentee, [calendarEvents, driveFile]))
    const scopesWith = async (flag: string) => {
      const query = queryOf({ scope: driveFile, include_granted_scopes: flag })
      return answerOf(await profile.authorize(query)).fragment.get('scope')
    }
    expect(await scopesWith('true')).toContain(calendarEvents)
    expect(await scopesWith('false')).toBe(driveFile)
  })

  it('answers itself in a world with automatic consent', async () => {
    world().store.habits.oauth.isAutoConsent = true
    const response = await openProfile(world()).authorize(queryOf({ login_hint: mentee }))
    expect(answerOf(response).fragment.get('access_token')).toMatch(/^ya29\./)
  })
})

describe('refusals on the authorization page', () => {
  it.each([
    ['an unknown client', { client_id: 'nobody' }, 401, 'invalid_client'],
    [
      'a redirect address that differs by a character',
      { redirect_uri: chromiumRedirectUri.slice(0, -1) },
      400,
      'redirect_uri_mismatch',
    ],
    ['a code instead of a token', { response_type: 'code' }, 400, 'unsupported_response_type'],
    ['no scope', { scope: '' }, 400, 'invalid_request'],
    ['none beside another prompt', { prompt: 'none consent' }, 400, 'invalid_request'],
  ])('shows %s as an error page and never redirects', async (_name, extra, status, error) => {
    const response = await openProfile(world()).authorize(queryOf(extra))
    expect(response.status).toBe(status)
    expect(response.headers.get('location')).toBeNull()
    expect(await response.text()).toContain(`data-error="${error}"`)
  })

  it('tells about an administrator: a page for the person, an error for a silent request', async () => {
    world().store.oauth.forbid(mentee, [calendarEvents])
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const shown = await profile.authorize(queryOf())
    expect(shown.status).toBe(400)
    expect(await shown.text()).toContain('data-error="admin_policy_enforced"')
    const silent = await profile.authorize(queryOf({ prompt: 'none' }))
    expect(answerOf(silent).fragment.get('error')).toBe('admin_policy_enforced')
  })
})

describe('prompt=none', () => {
  const errorOf = async (profile: ReturnType<typeof openProfile>, extra = {}) =>
    answerOf(await profile.authorize(queryOf({ prompt: 'none', ...extra }))).fragment.get('error')

  it('needs somebody signed in', async () => {
    expect(await errorOf(openProfile(world()))).toBe('login_required')
  })

  it('needs the hinted account to be signed in', async () => {
    const profile = openProfile(world())
    await profile.signIn(mentee)
    expect(await errorOf(profile, { login_hint: mentor })).toBe('login_required')
  })

  it('needs consent', async () => {
    const profile = openProfile(world())
    await profile.signIn(mentee)
    expect(await errorOf(profile)).toBe('consent_required')
  })

  it('needs a hint with two accounts, and takes the hinted one', async () => {
    const profile = openProfile(world())
    await profile.signIn(mentee)
    await profile.signIn(mentor, true)
    world().tokenFor(mentor)
    expect(await errorOf(profile)).toBe('interaction_required')
    const hinted = await profile.authorize(queryOf({ prompt: 'none', login_hint: mentor }))
    const token = answerOf(hinted).fragment.get('access_token') ?? ''
    expect((await userinfo(token)).body.email).toBe(mentor)
  })

  it('ends with the session', async () => {
    const profile = openProfile(world())
    await profile.signIn(mentee)
    world().tokenFor(mentee)
    expect(await errorOf(profile)).toBeNull()
    await profile.request('https://calendar.google.com/__signout')
    expect(await errorOf(profile)).toBe('login_required')
  })
})
