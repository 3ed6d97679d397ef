import { beforeEach, describe, expect, it } from 'vitest'
import { hasAccess } from '../../lib/auth/account-access.ts'
import type { MicrosoftTokenParts } from '../../lib/auth/microsoft-token-provider.ts'
import {
  firefoxNamedRedirectUri,
  personalMentee,
  personalMentor,
  workColleague,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import {
  type MicrosoftProfile,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'

const signal = new AbortController().signal

const currentStage = useMicrosoftStage()

let stage: MicrosoftStage

let profile: MicrosoftProfile

beforeEach(() => {
  stage = currentStage()
  profile = stage.profile()
})

describe('configuration', () => {
  it.each([null, ''])('without a client id (%s) nothing is asked', async (clientId) => {
    const provider = profile.open({ clientId: async () => clientId })
    expect(await provider.isConfigured()).toBe(false)
    expect(await provider.connect(null, signal)).toEqual({
      ok: false,
      error: 'auth/not-configured',
    })
    expect(profile.browser.requests).toEqual([])
    expect(await profile.open().isConfigured()).toBe(true)
  })

  it.each([
    ['an app nobody registered', { clientId: async () => '00000000-0000-4000-8000-000000000001' }],
    ['an address that is not registered', { redirectUrl: 'https://other.chromiumapp.org/' }],
  ] satisfies [string, Partial<MicrosoftTokenParts>][])(
    'fails calmly with %s',
    async (_name, change) => {
      const outcome = await profile.open(change).connect(null, signal)
      expect(outcome).toEqual({ ok: false, error: 'auth/refused' })
    },
  )

  it('says that the app is not registered as a single-page application', async () => {
    const app = stage.world.microsoft.entra.app(worldMicrosoftClientId)
    if (app === null) throw new Error('no app')
    const redirectUris = app.redirectUris.map((one) => ({ ...one, platform: 'web' as const }))
    stage.world.microsoft.entra.register({ ...app, redirectUris })
    expect(await profile.open().connect(null, signal)).toEqual({
      ok: false,
      error: 'auth/not-configured',
    })
  })
})

describe('connecting', () => {
  it('signs in, learns who it is, and keeps tokens for this session only', async () => {
    profile.browser.behave({ account: workMentee })
    const outcome = await profile.open().connect(null, signal)
    expect(outcome).toEqual({
      ok: true,
      value: {
        provider: 'microsoft',
        email: workMentee,
        scopes: ['User.Read', 'Files.ReadWrite'],
        isPersonal: false,
      },
    })
    expect(await profile.open().accounts()).toEqual([outcome.ok && outcome.value])
    const token = await profile.open().token(workMentee, { renew: false }, signal)
    expect(token.ok && stage.world.microsoft.entra.find(token.value)?.email).toBe(workMentee)
    const kept = JSON.stringify(profile.local.all())
    expect(kept).toContain(workMentee)
    expect(kept).not.toContain(token.ok && token.value)
    expect(kept).not.toContain('refresh')
  })

  it('sends a challenge made of what it keeps, and neither twice', async () => {
    const provider = await profile.connect(workMentee)
    await provider.connect(workMentee, signal)
    const sent = profile.browser.requests.map((url) => url.searchParams)
    for (const name of ['state', 'code_challenge']) {
      expect(new Set(sent.map((one) => one.get(name))).size).toBe(2)
    }
    expect(sent[0]?.get('code_challenge_method')).toBe('S256')
    expect(sent[0]?.get('code_challenge')).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(sent[0]?.get('scope')).toBe('openid profile offline_access User.Read Files.ReadWrite')
    expect(sent[0]?.has('code_verifier')).toBe(false)
  })

  it('connects a private account, whose address is its sign-in name', async () => {
    const provider = await profile.connect(personalMentee)
    const [account] = await provider.accounts()
    expect(account).toMatchObject({ email: personalMentee, isPersonal: true })
    expect(account !== undefined && hasAccess(account, 'partner-files')).toBe(true)
    expect(account !== undefined && hasAccess(account, 'calendar')).toBe(false)
  })

  it('knows an account by its mail address though it signs in with another name', async () => {
    const provider = await profile.connect(workColleague)
    expect((await provider.accounts()).map((one) => one.email)).toEqual([workColleague])
    const again = await provider.connect(workColleague, signal)
    expect(again).toMatchObject({ ok: true, value: { email: workColleague } })
    const hints = profile.browser.requests.map((url) => url.searchParams.get('login_hint'))
    expect(hints).toEqual([null, 'u10023@contoso.onmicrosoft.example'])
  })

  it('connects at the address that Firefox names', async () => {
    const provider = profile.open({ redirectUrl: firefoxNamedRedirectUri })
    expect(await provider.connect(null, signal)).toMatchObject({ ok: true })
  })

  it('keeps accounts of work and private ones apart, the newest first', async () => {
    await profile.connect(personalMentee)
    const provider = await profile.connect(workMentee)
    expect((await provider.accounts()).map((one) => one.email)).toEqual([
      workMentee,
      personalMentee,
    ])
    for (const email of [workMentee, personalMentee]) {
      const token = await provider.token(email, { renew: false }, signal)
      expect(token.ok && stage.world.microsoft.entra.find(token.value)?.email).toBe(email)
    }
  })

  it.each(['short', 'full-address'] as const)('reads granted scopes in %s form', async (form) => {
    stage.world.microsoft.habits.entra.scopeSpelling = form
    const provider = await profile.connect(workMentee)
    expect((await provider.accounts())[0]?.scopes).toEqual(['User.Read', 'Files.ReadWrite'])
  })

  it('is refused by Cancel and by closing the window', async () => {
    profile.browser.behave({ account: workMentee, consent: 'no' })
    expect(await profile.open().connect(null, signal)).toEqual({
      ok: false,
      error: 'auth/refused',
    })
    profile.browser.behave({ account: workMentee, closes: true })
    expect(await profile.open().connect(null, signal)).toEqual({
      ok: false,
      error: 'auth/refused',
    })
    expect(await profile.open().accounts()).toEqual([])
    expect(profile.session.all()).toEqual({})
  })

  it('says when it was another account than the one to reconnect', async () => {
    const provider = await profile.connect(workMentee)
    const before = profile.session.all()
    profile.browser.signOut()
    profile.browser.behave({ account: workMentor })
    expect(await provider.connect(workMentee, signal)).toEqual({
      ok: false,
      error: 'auth/wrong-account',
    })
    expect(profile.session.all()).toEqual(before)
    expect((await provider.accounts()).map((one) => one.email)).toEqual([workMentee])
  })

  it('says when it was another account than the calendar’s', async () => {
    profile.browser.behave({ account: personalMentor })
    expect(await profile.open().connect(personalMentee, signal)).toEqual({
      ok: false,
      error: 'auth/wrong-account',
    })
    expect(await profile.open().accounts()).toEqual([])
  })

  it('does not believe an answer to somebody else’s question', async () => {
    const honest = profile.browser.flow
    const provider = profile.open({
      webAuthFlow: async (details) =>
        (await honest(details))?.replace(/([#&]state=)[0-9a-f]+/, `$1${'0'.repeat(32)}`),
    })
    expect(await provider.connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
    expect(stage.requests('/token')).toEqual([])
  })

  it('stops waiting when told to', async () => {
    const stop = new AbortController()
    const provider = profile.open({ webAuthFlow: () => new Promise(() => {}) })
    const connecting = provider.connect(null, stop.signal)
    stop.abort()
    expect(await connecting).toEqual({ ok: false, error: 'auth/refused' })
  })

  it.each([
    [{ kind: 'offline' } as const, 'net/offline'],
    [{ kind: 'lost-answer' } as const, 'net/offline'],
    [{ kind: 'status', status: 503 } as const, 'net/server'],
    [{ kind: 'status', status: 429 } as const, 'net/throttled'],
    [{ kind: 'truncate', of: 'response', keepBytes: 9, isSilent: true } as const, 'net/server'],
  ])('connects nothing while it cannot redeem or learn who it is: %o', async (fault, error) => {
    for (const path of ['/oauth2/v2.0/token', '/v1.0/me']) {
      const active = stage.world.faults.add({ fault, path })
      expect(await profile.open().connect(null, signal)).toEqual({ ok: false, error })
      expect(active.hits()).toBeGreaterThan(0)
      active.remove()
    }
    expect(await profile.open().accounts()).toEqual([])
    expect(profile.session.all()).toEqual({})
  })
})

describe('disconnecting', () => {
  it('forgets the account here and leaves the other alone', async () => {
    await profile.connect(personalMentee)
    const provider = await profile.connect(workMentee)
    await provider.disconnect(workMentee, signal)
    expect((await provider.accounts()).map((one) => one.email)).toEqual([personalMentee])
    expect(JSON.stringify([profile.local.all(), profile.session.all()])).not.toContain(workMentee)
    expect(await provider.token(workMentee, { renew: false }, signal)).toEqual({
      ok: false,
      error: 'auth/not-connected',
    })
    await provider.forgetAll()
    expect(await provider.accounts()).toEqual([])
    expect(profile.session.all()).toEqual({})
  })
})
