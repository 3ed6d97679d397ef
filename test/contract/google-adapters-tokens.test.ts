import { beforeEach, describe, expect, it } from 'vitest'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { type AuthStage, useAuthStage } from '../support/auth-stage.ts'

const signal = new AbortController().signal
const driveScope = 'https://www.googleapis.com/auth/drive.file'
const hourMs = 3_600_000

const currentStage = useAuthStage()
let stage: AuthStage

beforeEach(() => {
  stage = currentStage()
})

describe('tokens', () => {
  it('needs a connected account', async () => {
    expect(await stage.open().token(mentee, { renew: false }, signal)).toEqual({
      ok: false,
      error: 'auth/not-connected',
    })
    expect(stage.browser.requests).toEqual([])
  })

  it('keeps one until shortly before its end, across restarts of the worker', async () => {
    const first = await stage.tokenOf(await stage.connected())
    stage.world.clock.advance(hourMs - 3 * 60_000)
    expect(await stage.tokenOf(stage.open())).toBe(first)
    expect(stage.silentRequests()).toBe(0)
    stage.world.clock.advance(2 * 60_000)
    const second = await stage.tokenOf(stage.open())
    expect(second).not.toBe(first)
    expect(stage.silentRequests()).toBe(1)
    expect(stage.browser.requests.at(-1)?.searchParams.get('login_hint')).toBe(mentee)
  })

  it('renews after a restart of the browser, when all tokens are gone', async () => {
    await stage.connected()
    stage.restartBrowser()
    expect(stage.world.store.oauth.find(await stage.tokenOf(stage.open()))?.email).toBe(mentee)
    expect(stage.silentRequests()).toBe(1)
  })

  it('renews the right account of several', async () => {
    await stage.connected(mentor)
    await stage.connected(mentee)
    stage.world.clock.advance(hourMs)
    const token = await stage.open().token(mentor, { renew: false }, signal)
    expect(token.ok && stage.world.store.oauth.find(token.value)?.email).toBe(mentor)
  })

  it('renews once for many who ask at once', async () => {
    const provider = await stage.connected()
    stage.world.clock.advance(hourMs)
    const tokens = await Promise.all(Array.from({ length: 8 }, () => stage.tokenOf(provider)))
    expect(new Set(tokens).size).toBe(1)
    expect(stage.silentRequests()).toBe(1)
  })

  it('renews a rejected token, and only while it is still the current one', async () => {
    const provider = await stage.connected()
    const first = await stage.tokenOf(provider)
    const renew = { renew: true, rejectedToken: first }
    const second = await stage.tokenOf(provider, renew)
    expect(second).not.toBe(first)
    expect(await stage.tokenOf(provider, renew)).toBe(second)
    expect(stage.silentRequests()).toBe(1)
    expect(await stage.tokenOf(provider, { renew: true })).not.toBe(second)
  })

  it('asks for the person when signed out, without knocking again and again', async () => {
    const provider = await stage.connected()
    stage.browser.signOut()
    stage.world.clock.advance(hourMs)
    const expired = { ok: false, error: 'auth/expired' }
    for (let at = 0; at < 5; at++) {
      expect(await provider.token(mentee, { renew: false }, signal)).toEqual(expired)
    }
    expect(stage.silentRequests()).toBe(1)
    stage.world.clock.advance(6 * 60_000)
    expect(await stage.open().token(mentee, { renew: false }, signal)).toEqual(expired)
    expect(stage.silentRequests()).toBe(2)
    expect(await provider.connect(mentee, signal)).toMatchObject({ ok: true })
    expect((await provider.token(mentee, { renew: false }, signal)).ok).toBe(true)
  })

  it('asks for the person when the grant was taken back', async () => {
    const provider = await stage.connected()
    stage.world.store.oauth.withdraw(mentee, '1234567890')
    const renew = { renew: true }
    expect(await provider.token(mentee, renew, signal)).toEqual({
      ok: false,
      error: 'auth/expired',
    })
  })

  it('says when an administrator has forbidden the app since', async () => {
    const provider = await stage.connected()
    stage.world.store.oauth.forbid(mentee, [driveScope])
    expect(await provider.token(mentee, { renew: true }, signal)).toEqual({
      ok: false,
      error: 'auth/admin-policy',
    })
  })

  it.each(['Authorization page could not be loaded.', 'Requires user interaction'])(
    'is offline, not expired, without a network: %s',
    async (message) => {
      const provider = await stage.connected()
      stage.world.clock.advance(hourMs)
      stage.world.faults.add({ fault: { kind: 'offline' } })
      const offline = stage.open({
        webAuthFlow: async () => {
          throw new Error(message)
        },
      })
      expect(await offline.token(mentee, { renew: false }, signal)).toEqual({
        ok: false,
        error: 'net/offline',
      })
      stage.world.faults.clear()
      expect((await provider.token(mentee, { renew: false }, signal)).ok).toBe(true)
    },
  )

  it('tries again at once after a failure of Google that says nothing about the person', async () => {
    const provider = await stage.connected()
    stage.world.clock.advance(hourMs)
    stage.world.faults.add({ fault: { kind: 'status', status: 503 }, path: '/userinfo', times: 1 })
    expect(await provider.token(mentee, { renew: false }, signal)).toEqual({
      ok: false,
      error: 'net/server',
    })
    expect((await provider.token(mentee, { renew: false }, signal)).ok).toBe(true)
  })

  it('keeps no token of an account it did not ask for', async () => {
    await stage.connected()
    const honest = stage.browser.flow
    const provider = stage.open({
      // A browser where the hint is ignored and somebody else answers.
      webAuthFlow: async (details) => {
        const token = stage.world.tokenFor(mentor)
        return (await honest(details))?.replace(/access_token=[^&]+/, `access_token=${token}`)
      },
    })
    expect(await provider.token(mentee, { renew: true }, signal)).toEqual({
      ok: false,
      error: 'auth/wrong-account',
    })
    expect(JSON.stringify(stage.session.all())).not.toContain('ya29')
  })

  it('lets one who waits go, and the others have the token', async () => {
    const provider = await stage.connected()
    stage.world.clock.advance(hourMs)
    const stop = new AbortController()
    const impatient = provider.token(mentee, { renew: false }, stop.signal)
    const patient = provider.token(mentee, { renew: false }, signal)
    stop.abort()
    expect(await impatient).toEqual({ ok: false, error: 'auth/refused' })
    expect((await patient).ok).toBe(true)
  })
})
