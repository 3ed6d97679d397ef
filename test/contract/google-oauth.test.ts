import { describe, expect, it } from 'vitest'
import {
  addonClientId,
  chromiumRedirectUri,
  foreignClientId,
  mentee,
  mentor,
  productScopes,
  worldClientId,
} from '../sandbox/usual-people.ts'
import type { World } from '../sandbox/world.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const driveFile = 'https://www.googleapis.com/auth/drive.file'
const calendarEvents = 'https://www.googleapis.com/auth/calendar.events'

/** A browser profile as far as OAuth is concerned: cookies, and no following of redirects. */
function openProfile(current: World) {
  let cookie = ''
  async function request(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await current.fetch(url, {
      ...init,
      headers: { cookie, ...init.headers },
      redirect: 'manual',
    })
    const set = response.headers.get('set-cookie')
    if (set !== null) cookie = set.split(';')[0] ?? ''
    return response
  }
  const signIn = (email: string, add = false) =>
    request(`https://calendar.google.com/__signin?as=${email}${add ? '&add=1' : ''}`)
  const submit = (step: string, query: URLSearchParams, fields: [string, string][]) =>
    request(`https://accounts.google.com/__oauth/${step}?${query}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
  const authorize = (query: URLSearchParams) =>
    request(`https://accounts.google.com/o/oauth2/v2/auth?${query}`)
  return { request, signIn, submit, authorize }
}

function queryOf(extra: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    client_id: worldClientId,
    redirect_uri: chromiumRedirectUri,
    response_type: 'token',
    scope: productScopes.join(' '),
    state: 'st4te',
    ...extra,
  })
}

/** Fragment and query of the redirect a response carries. */
function answerOf(response: Response): { fragment: URLSearchParams; query: URLSearchParams } {
  const location = response.headers.get('location') ?? ''
  expect(location.startsWith(chromiumRedirectUri)).toBe(true)
  const url = new URL(location)
  return { fragment: new URLSearchParams(url.hash.slice(1)), query: url.searchParams }
}

const consentTo = (email: string, scopes: string[]): [string, string][] => [
  ['account', email],
  ['decision', 'yes'],
  ...scopes.map((scope): [string, string] => ['scope', scope]),
]

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

describe('tokens', () => {
  it('live an hour by the clock of the world', async () => {
    const token = world().tokenFor(mentee)
    world().clock.advance(3_598_000)
    expect((await userinfo(token)).status).toBe(200)
    world().clock.advance(2000)
    expect((await userinfo(token)).status).toBe(401)
  })

  it('are refused with Google’s 401 when missing, unknown or expired', async () => {
    const url = 'https://www.googleapis.com/calendar/v3/calendars/primary/events'
    const none = await world().fetch(url)
    expect([none.status, await none.json()]).toMatchObject([
      401,
      { error: { code: 401, errors: [{ reason: 'required', location: 'Authorization' }] } },
    ])
    const token = world().tokenFor(mentee)
    world().store.oauth.expireTokens(mentee)
    const dead = await world().fetch(url, { headers: { authorization: `Bearer ${token}` } })
    expect([dead.status, await dead.json()]).toMatchObject([
      401,
      { error: { errors: [{ reason: 'authError' }] } },
    ])
    expect(dead.headers.get('www-authenticate')).toContain('invalid_token')
  })

  it('tell only the subject without the e-mail scope, and nothing without openid', async () => {
    const subject = await userinfo(world().tokenFor(mentee, ['openid']))
    expect(subject.body).toEqual({ sub: world().store.people.get(mentee).sub })
    expect((await userinfo(world().tokenFor(mentor, [driveFile]))).status).toBe(401)
  })

  it('are revoked with the whole grant, and not twice', async () => {
    const token = world().tokenFor(mentee)
    const other = world().tokenFor(mentee)
    const revoke = () =>
      world().fetch('https://oauth2.googleapis.com/revoke', {
        method: 'POST',
        headers: { origin: 'https://calendar.google.com' },
        body: new URLSearchParams({ token }),
      })
    const revoked = await revoke()
    expect(revoked.status).toBe(200)
    expect(revoked.headers.get('access-control-allow-origin')).toBeNull()
    expect((await userinfo(other)).status).toBe(401)
    expect(world().store.oauth.granted(mentee, '1234567890').size).toBe(0)
    expect((await revoke()).status).toBe(400)
  })
})

describe('the picker inside OAuth', () => {
  const pickQuery = (extra: Record<string, string> = {}) =>
    queryOf({
      scope: driveFile,
      prompt: 'consent',
      trigger_onepick: 'true',
      include_granted_scopes: 'false',
      ...extra,
    })
  const makeFile = (ownerEmail: string, mimeType = 'text/markdown') =>
    world().store.drive.create({ name: 'Notes.md', mimeType, bytes: Buffer.from('x'), ownerEmail })

  it('offers the named file that was shared, and grants it to the whole project', async () => {
    const file = makeFile(mentor)
    makeFile(mentor)
    world().store.drive.share(file.id, mentee, 'writer')
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const query = pickQuery({ file_ids: file.id })
    const picker = await (
      await profile.submit('consent', query, consentTo(mentee, [driveFile]))
    ).text()
    expect(picker.match(/name="file"/g)).toHaveLength(1)
    expect(picker).toContain(`value="${file.id}"`)
    const answer = answerOf(
      await profile.submit('pick', query, [
        ['account', mentee],
        ['decision', 'yes'],
        ['file', file.id],
      ]),
    )
    expect(answer.query.get('picked_file_ids')).toBe(file.id)
    expect(answer.fragment.get('state')).toBe('st4te')
    expect(answer.fragment.get('scope')).toBe(driveFile)
    const read = async (clientId: string) => {
      const { token } = world().store.oauth.issue(mentee, clientId, [driveFile])
      const response = await world().fetch(`https://www.googleapis.com/drive/v3/files/${file.id}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      return response.status
    }
    expect(await read(worldClientId)).toBe(200)
    expect(await read(addonClientId)).toBe(200)
    expect(await read(foreignClientId)).toBe(404)
  })

  it('may put everything into the fragment', async () => {
    world().store.habits.oauth.onepickStyle = 'fragment'
    world().store.habits.oauth.isAutoConsent = true
    const file = makeFile(mentee)
    const answer = answerOf(
      await openProfile(world()).authorize(pickQuery({ file_ids: file.id, login_hint: mentee })),
    )
    expect([...answer.query]).toEqual([])
    expect(answer.fragment.get('picked_file_ids')).toBe(file.id)
    expect(answer.fragment.get('access_token')).toMatch(/^ya29\./)
  })

  it('lists own and shared files without file_ids, limited to the wanted types', async () => {
    const shared = makeFile(mentor)
    world().store.drive.share(shared.id, mentee, 'reader')
    makeFile(mentor)
    const own = makeFile(mentee)
    makeFile(mentee, 'image/png')
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const query = pickQuery({ mimetypes: 'text/markdown,text/plain' })
    const page = await (
      await profile.submit('consent', query, consentTo(mentee, [driveFile]))
    ).text()
    const offered = [...page.matchAll(/name="file" value="([^"]+)"/g)].map((match) => match[1])
    expect(offered).toEqual([shared.id, own.id])
  })

  it('never grants a file that was not offered, and tells a cancelled choice in the query', async () => {
    const secret = makeFile(mentor)
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const pick = async (fields: [string, string][]) =>
      answerOf(await profile.submit('pick', pickQuery(), [['account', mentee], ...fields])).query
    const forged = await pick([
      ['decision', 'yes'],
      ['file', secret.id],
    ])
    expect(forged.get('error')).toBe('access_denied')
    expect((await pick([['decision', 'no']])).get('state')).toBe('st4te')
    expect(world().store.oauth.hasPickedFile(mentee, '1234567890', secret.id)).toBe(false)
  })

  it.each([
    ['more scopes than drive.file', { scope: `${driveFile} ${calendarEvents}` }, 'invalid_request'],
    ['no prompt=consent', { prompt: '' }, 'invalid_request'],
    ['earlier grants mixed in', { include_granted_scopes: 'true' }, 'invalid_scope'],
  ])('refuses %s', async (_name, extra, error) => {
    world().tokenFor(mentee)
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const response = await profile.authorize(pickQuery(extra))
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(`data-error="${error}"`)
  })
})
