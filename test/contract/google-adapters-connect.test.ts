import { beforeEach, describe, expect, it } from 'vitest'
import { googleScopes } from '../../lib/auth/google-oauth.ts'
import { firefoxRedirectUri, mentee, mentor } from '../sandbox/usual-people.ts'
import { type AuthStage, useAuthStage } from '../support/auth-stage.ts'

const signal = new AbortController().signal
const calendarScope = 'https://www.googleapis.com/auth/calendar.events'
const driveScope = 'https://www.googleapis.com/auth/drive.file'

const currentStage = useAuthStage()
let stage: AuthStage

beforeEach(() => {
  stage = currentStage()
})

describe('configuration', () => {
  it.each([null, ''])('without a client id (%s) nothing is asked', async (clientId) => {
    const provider = stage.open({ clientId: async () => clientId })
    expect(await provider.isConfigured()).toBe(false)
    expect(await provider.connect(null, signal)).toEqual({
      ok: false,
      error: 'auth/not-configured',
    })
    expect(await provider.pick(mentee, null, signal)).toEqual({
      ok: false,
      error: 'auth/not-configured',
    })
    expect(stage.browser.requests).toEqual([])
    expect(await stage.open().isConfigured()).toBe(true)
  })

  it('fails calmly with a client nobody registered', async () => {
    const provider = stage.open({ clientId: async () => 'unknown.apps.googleusercontent.com' })
    expect(await provider.connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
  })

  it('fails calmly with a redirect address that is not registered', async () => {
    const provider = stage.open({ redirectUrl: 'https://other.chromiumapp.org/' })
    expect(await provider.connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
  })

  it('connects at Firefox’s loopback address', async () => {
    const provider = stage.open({ redirectUrl: firefoxRedirectUri })
    expect(await provider.connect(null, signal)).toMatchObject({ ok: true })
  })
})

describe('connecting', () => {
  it('signs in, learns who it is, and keeps the token for this session only', async () => {
    const provider = stage.open()
    const outcome = await provider.connect(null, signal)
    expect(outcome).toMatchObject({ ok: true, value: { provider: 'google', email: mentee } })
    expect(outcome.ok && outcome.value.scopes).toEqual(
      expect.arrayContaining([calendarScope, driveScope]),
    )
    expect(await stage.open().accounts()).toEqual([outcome.ok && outcome.value])
    const token = await stage.tokenOf(stage.open())
    expect(stage.world.store.oauth.find(token)?.email).toBe(mentee)
    expect(JSON.stringify(stage.local.all())).not.toContain(token)
    expect(JSON.stringify(stage.session.all())).toContain(token)
  })

  it('keeps two accounts, the newest first', async () => {
    await stage.connected(mentee)
    stage.browser.signOut()
    const provider = await stage.connected(mentor)
    expect((await provider.accounts()).map((account) => account.email)).toEqual([mentor, mentee])
    for (const email of [mentee, mentor]) {
      const token = await provider.token(email, { renew: false }, signal)
      expect(token.ok && stage.world.store.oauth.find(token.value)?.email).toBe(email)
    }
  })

  it('names the scope the person left unticked, and connects nothing', async () => {
    for (const scope of [calendarScope, driveScope]) {
      stage.browser.behave({ account: mentee, untick: [scope] })
      expect(await stage.open().connect(null, signal)).toEqual({
        ok: false,
        error: 'auth/scope-missing',
        missingScopes: [scope],
      })
      stage.world.store.oauth.withdraw(mentee, '1234567890')
    }
    expect(await stage.open().accounts()).toEqual([])
    expect(stage.session.all()).toEqual({})
  })

  it('is refused by Cancel and by closing the window', async () => {
    stage.browser.behave({ account: mentee, consent: 'no' })
    expect(await stage.open().connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
    stage.browser.behave({ account: mentee, closes: true })
    expect(await stage.open().connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
    expect(await stage.open().accounts()).toEqual([])
  })

  it('takes the administrator’s page, which tells the app nothing, for a refusal', async () => {
    stage.world.store.oauth.forbid(mentee, [calendarScope])
    expect(await stage.open().connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
  })

  it('says when it was another account than the one to reconnect', async () => {
    const provider = await stage.connected()
    stage.browser.signOut()
    stage.browser.behave({ account: mentor })
    const before = stage.session.all()
    expect(await provider.connect(mentee, signal)).toEqual({
      ok: false,
      error: 'auth/wrong-account',
    })
    expect(stage.session.all()).toEqual(before)
    expect((await provider.accounts()).map((account) => account.email)).toEqual([mentee])
  })

  it('knows one mailbox in two spellings', async () => {
    stage.world.store.people.add({ email: 'haru@googlemail.com', name: 'Haru' })
    stage.browser.behave({ account: 'haru@googlemail.com' })
    const provider = stage.open()
    expect(await provider.connect('Haru@GMail.com', signal)).toMatchObject({
      ok: true,
      value: { email: 'haru@gmail.com' },
    })
    const token = await provider.token('HARU@googlemail.com', { renew: false }, signal)
    expect(token.ok).toBe(true)
  })

  it('stops waiting when told to', async () => {
    const stop = new AbortController()
    const provider = stage.open({ webAuthFlow: () => new Promise(() => {}) })
    const connecting = provider.connect(null, stop.signal)
    stop.abort()
    expect(await connecting).toEqual({ ok: false, error: 'auth/refused' })
  })

  it.each([
    [{ kind: 'offline' } as const, 'net/offline'],
    [{ kind: 'lost-answer' } as const, 'net/offline'],
    [{ kind: 'status', status: 503 } as const, 'net/server'],
    [{ kind: 'status', status: 429 } as const, 'net/throttled'],
    [{ kind: 'status', status: 401 } as const, 'auth/refused'],
    [{ kind: 'truncate', of: 'response', keepBytes: 9, isSilent: true } as const, 'net/server'],
  ])('connects nothing while it cannot learn who it is: %o', async (fault, error) => {
    stage.world.faults.add({ fault, path: '/userinfo' })
    expect(await stage.open().connect(null, signal)).toEqual({ ok: false, error })
    expect(await stage.open().accounts()).toEqual([])
    expect(stage.session.all()).toEqual({})
  })

  it('says offline when the window cannot load for want of a network', async () => {
    stage.world.faults.add({ fault: { kind: 'offline' } })
    expect(await stage.open().connect(null, signal)).toEqual({ ok: false, error: 'net/offline' })
  })

  it('says that Google’s page is closed to us when everything else can be reached', async () => {
    stage.world.faults.add({ fault: { kind: 'offline' }, host: 'accounts.google.com' })
    expect(await stage.open().connect(null, signal)).toEqual({ ok: false, error: 'auth/blocked' })
  })

  it('does not believe an answer to somebody else’s question', async () => {
    const honest = stage.browser.flow
    const provider = stage.open({
      webAuthFlow: async (details) =>
        (await honest(details))?.replace(/state=[0-9a-f]+/, `state=${'0'.repeat(32)}`),
    })
    expect(await provider.connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
    expect(stage.session.all()).toEqual({})
  })

  it('never uses the same state twice', async () => {
    const provider = await stage.connected()
    await provider.connect(mentee, signal)
    const states = stage.browser.requests.map((url) => url.searchParams.get('state'))
    expect(new Set(states).size).toBe(2)
    expect(states[0]).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('disconnecting', () => {
  it('revokes the grant and forgets the account', async () => {
    const provider = await stage.connected()
    const token = await stage.tokenOf(provider)
    await provider.disconnect(mentee, signal)
    expect(stage.world.store.oauth.find(token)).toBeNull()
    expect(stage.world.store.oauth.granted(mentee, '1234567890').size).toBe(0)
    expect(await provider.accounts()).toEqual([])
    expect(stage.session.all()).toEqual({})
    expect(JSON.stringify(stage.local.all())).not.toContain(mentee)
    expect(await provider.token(mentee, { renew: false }, signal)).toEqual({
      ok: false,
      error: 'auth/not-connected',
    })
  })

  it('forgets here even when Google cannot be reached', async () => {
    const provider = await stage.connected()
    stage.world.faults.add({ fault: { kind: 'offline' } })
    await provider.disconnect(mentee, signal)
    expect(await provider.accounts()).toEqual([])
    expect(stage.session.all()).toEqual({})
  })

  it('leaves the other account alone', async () => {
    await stage.connected(mentor)
    const provider = await stage.connected(mentee)
    await provider.disconnect(mentor, signal)
    expect((await provider.accounts()).map((account) => account.email)).toEqual([mentee])
    expect(stage.world.store.oauth.find(await stage.tokenOf(provider))?.email).toBe(mentee)
  })
})

it('asks for exactly the scopes it declares', async () => {
  await stage.connected()
  expect(stage.browser.requests[0]?.searchParams.get('scope')?.split(' ')).toEqual([
    ...googleScopes,
  ])
  expect(stage.asked).toEqual(['https://www.googleapis.com/oauth2/v3/userinfo'])
})
