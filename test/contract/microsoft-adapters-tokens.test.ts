import { beforeEach, describe, expect, it } from 'vitest'
import type { TokenProvider } from '../../lib/auth/token-provider.ts'
import {
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import type { World } from '../sandbox/world.ts'
import {
  type MicrosoftProfile,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'

const signal = new AbortController().signal
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage
let world: World
let profile: MicrosoftProfile
let provider: TokenProvider

beforeEach(async () => {
  stage = currentStage()
  world = stage.world
  profile = stage.profile()
  provider = await profile.connect(workMentee)
})

async function tokenOf(
  tokens = provider,
  options: { renew: boolean; rejectedToken?: string } = { renew: false },
): Promise<string> {
  const outcome = await tokens.token(workMentee, options, signal)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value
}

const silentFlows = () =>
  profile.browser.requests.filter((url) => url.searchParams.get('prompt') === 'none').length
const redeemed = () => stage.requests('/oauth2/v2.0/token').length
const expired = { ok: false, error: 'auth/expired' }

describe('a token', () => {
  it('is kept over the worker’s death and asked for once', async () => {
    const first = await tokenOf()
    expect(await tokenOf(profile.open())).toBe(first)
    expect(redeemed()).toBe(1)
  })

  it('is renewed before it ends, without a window, by the refresh token', async () => {
    const first = await tokenOf()
    world.clock.advance(hourMs - 60_000)
    const second = await tokenOf()
    expect(second).not.toBe(first)
    expect(silentFlows()).toBe(0)
    expect(redeemed()).toBe(2)
    expect(world.microsoft.entra.find(second)?.scopes).toContain('Files.ReadWrite')
  })

  it('is renewed once for many who ask at the same time', async () => {
    world.clock.advance(hourMs)
    const tokens = await Promise.all(Array.from({ length: 8 }, () => tokenOf()))
    expect(new Set(tokens).size).toBe(1)
    expect(redeemed()).toBe(2)
  })

  it('is renewed once for many requests that were refused with it', async () => {
    const rejectedToken = await tokenOf()
    const renewed = await tokenOf(provider, { renew: true, rejectedToken })
    expect(await tokenOf(provider, { renew: true, rejectedToken })).toBe(renewed)
    expect(redeemed()).toBe(2)
  })

  it('lets one who waits go, and the others have the token', async () => {
    world.clock.advance(hourMs)
    const stop = new AbortController()
    const impatient = provider.token(workMentee, { renew: false }, stop.signal)
    const patient = provider.token(workMentee, { renew: false }, signal)
    stop.abort()
    expect(await impatient).toEqual({ ok: false, error: 'auth/refused' })
    expect((await patient).ok).toBe(true)
  })
})

describe('when the refresh token is gone', () => {
  it('signs in silently after 24 hours, however often it was renewed', async () => {
    for (let hour = 0; hour < 23; hour++) {
      world.clock.advance(hourMs)
      await tokenOf()
    }
    expect(silentFlows()).toBe(0)
    world.clock.advance(hourMs)
    await tokenOf()
    expect(silentFlows()).toBe(1)
    const silent = profile.browser.requests.at(-1)?.searchParams
    expect(silent?.get('login_hint')).toBe(workMentee)
    // And the new session lasts another day.
    world.clock.advance(23 * hourMs)
    await tokenOf()
    expect(silentFlows()).toBe(1)
  })

  it('signs in silently after the browser was closed', async () => {
    profile.restartBrowser()
    await tokenOf(profile.open())
    expect(silentFlows()).toBe(1)
  })

  it('needs the person once nobody is signed in to Microsoft, and asks in vain once only', async () => {
    world.clock.advance(dayMs)
    profile.browser.signOut()
    expect(await provider.token(workMentee, { renew: false }, signal)).toEqual(expired)
    expect(await provider.token(workMentee, { renew: false }, signal)).toEqual(expired)
    expect(silentFlows()).toBe(1)
    expect(JSON.stringify(profile.session.all())).not.toContain('refreshToken')
    world.clock.advance(6 * 60_000)
    await provider.token(workMentee, { renew: false }, signal)
    expect(silentFlows()).toBe(2)
    profile.browser.behave({ account: workMentee })
    expect((await provider.connect(workMentee, signal)).ok).toBe(true)
    expect((await provider.token(workMentee, { renew: false }, signal)).ok).toBe(true)
  })

  it.each(['interaction_required', 'consent_required'] as const)(
    'needs the person when consent was taken back (%s)',
    async (error) => {
      world.microsoft.habits.entra.silentConsentError = error
      world.microsoft.entra.withdraw(workMentee, worldMicrosoftClientId)
      expect(await provider.token(workMentee, { renew: true }, signal)).toEqual(expired)
    },
  )

  it('needs the person after "sign out everywhere"', async () => {
    world.microsoft.entra.revokeSessions(workMentee)
    profile.browser.signOut()
    expect(await provider.token(workMentee, { renew: true }, signal)).toEqual(expired)
  })
})

describe('conditional access', () => {
  it('needs the person for a second factor', async () => {
    world.microsoft.entra.setConditionalAccess(workMentee, 'needs-mfa')
    expect(await provider.token(workMentee, { renew: true }, signal)).toEqual(expired)
  })

  it('is told from that when the device or place is not allowed', async () => {
    world.microsoft.entra.setConditionalAccess(workMentee, 'blocked')
    expect(await provider.token(workMentee, { renew: true }, signal)).toEqual({
      ok: false,
      error: 'auth/blocked',
    })
  })
})

describe('without a network', () => {
  it('is offline, not expired, and goes on afterwards', async () => {
    world.clock.advance(hourMs)
    world.faults.add({ fault: { kind: 'offline' } })
    const offline = { ok: false, error: 'net/offline' }
    expect(await provider.token(workMentee, { renew: false }, signal)).toEqual(offline)
    world.faults.clear()
    expect((await provider.token(workMentee, { renew: false }, signal)).ok).toBe(true)
    expect(silentFlows()).toBe(0)
  })

  it.each(['Authorization page could not be loaded.', 'Requires user interaction'])(
    'is offline after the browser was closed, too: %s',
    async (message) => {
      profile.restartBrowser()
      world.faults.add({ fault: { kind: 'offline' } })
      const reopened = profile.open({
        webAuthFlow: async () => {
          throw new Error(message)
        },
      })
      expect(await reopened.token(workMentee, { renew: false }, signal)).toEqual({
        ok: false,
        error: 'net/offline',
      })
      world.faults.clear()
      expect((await profile.open().token(workMentee, { renew: false }, signal)).ok).toBe(true)
    },
  )

  it.each([
    [{ kind: 'status', status: 503 } as const, 'net/server'],
    [{ kind: 'status', status: 429 } as const, 'net/throttled'],
  ])('tries again at once after %o, which says nothing about the person', async (fault, error) => {
    world.clock.advance(hourMs)
    world.faults.add({ fault, path: '/oauth2/v2.0/token', times: 1 })
    expect(await provider.token(workMentee, { renew: false }, signal)).toEqual({
      ok: false,
      error,
    })
    expect((await provider.token(workMentee, { renew: false }, signal)).ok).toBe(true)
  })
})

describe('another account’s token', () => {
  it('is never kept, by a silent sign-in', async () => {
    profile.restartBrowser()
    profile.browser.signOut()
    await profile.connect(workMentor)
    profile.restartBrowser()
    const honest = profile.browser.flow
    const reopened = profile.open({
      // A browser where the hint is ignored and somebody else answers.
      webAuthFlow: (details) => {
        const url = new URL(details.url)
        url.searchParams.set('login_hint', workMentor)
        return honest({ ...details, url: url.href })
      },
    })
    expect(await reopened.token(workMentee, { renew: false }, signal)).toEqual({
      ok: false,
      error: 'auth/wrong-account',
    })
    expect(JSON.stringify(profile.session.all())).not.toContain('refreshToken')
  })

  it('is never kept, by a refresh', async () => {
    const other = stage.profile()
    await other.connect(workMentor)
    const [theirs] = Object.entries(other.session.all()).filter(([key]) => key.includes('Token:'))
    if (theirs === undefined) throw new Error('no token')
    await profile.session.set({ [`microsoftToken:${workMentee}`]: theirs[1] })
    const token = await tokenOf(profile.open(), { renew: true })
    expect(world.microsoft.entra.find(token)?.email).toBe(workMentee)
  })
})
