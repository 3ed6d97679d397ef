import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { googleScopes } from '../../lib/auth/google-oauth.ts'
import {
  createGoogleTokenProvider,
  type GoogleTokenParts,
} from '../../lib/auth/google-token-provider.ts'
import { systemRandom, systemTimers } from '../../lib/base/clock.ts'
import type { Fetch } from '../../lib/base/fetch.ts'
import {
  chromiumRedirectUri,
  firefoxRedirectUri,
  mentee,
  mentor,
  third,
  worldClientId,
} from '../sandbox/usual-people.ts'
import { startWorld, type World } from '../sandbox/world.ts'
import { type AuthBrowser, createAuthBrowser } from '../support/auth-browser.ts'
import { createMemoryArea } from '../support/memory-area.ts'

const signal = new AbortController().signal
const calendarScope = 'https://www.googleapis.com/auth/calendar.events'
const driveScope = 'https://www.googleapis.com/auth/drive.file'
const hourMs = 3_600_000

let world: World
let browser: AuthBrowser
let local: ReturnType<typeof createMemoryArea>
let session: ReturnType<typeof createMemoryArea>
let asked: string[]

beforeEach(async () => {
  world = await startWorld({ logFile: null })
  world.clock.freeze()
  browser = createAuthBrowser(world.fetch, { account: mentee })
  local = createMemoryArea()
  session = createMemoryArea()
  asked = []
})
afterEach(() => world.close())

const fetchInWorld: Fetch = (url, init) => {
  asked.push(url)
  return world.fetch(url, init)
}

/** A provider as the background makes it at each start: the same storage, nothing in memory. */
function open(change: Partial<GoogleTokenParts> = {}) {
  return createGoogleTokenProvider({
    fetch: fetchInWorld,
    timers: systemTimers,
    webAuthFlow: browser.flow,
    redirectUrl: chromiumRedirectUri,
    clientId: async () => worldClientId,
    session,
    local,
    clock: world.clock,
    random: systemRandom,
    ...change,
  })
}

async function connected(email = mentee) {
  browser.behave({ account: email })
  const provider = open()
  const outcome = await provider.connect(null, signal)
  expect(outcome.ok).toBe(true)
  return provider
}

async function tokenOf(provider: ReturnType<typeof open>, options = { renew: false }) {
  const outcome = await provider.token(mentee, options, signal)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value
}

const silentRequests = () =>
  browser.requests.filter((url) => url.searchParams.get('prompt') === 'none').length

describe('configuration', () => {
  it.each([null, ''])('without a client id (%s) nothing is asked', async (clientId) => {
    const provider = open({ clientId: async () => clientId })
    expect(await provider.isConfigured()).toBe(false)
    expect(await provider.connect(null, signal)).toEqual({
      ok: false,
      error: 'auth/not-configured',
    })
    expect(await provider.pick(mentee, null, signal)).toEqual({
      ok: false,
      error: 'auth/not-configured',
    })
    expect(browser.requests).toEqual([])
    expect(await open().isConfigured()).toBe(true)
  })

  it('fails calmly with a client nobody registered', async () => {
    const provider = open({ clientId: async () => 'unknown.apps.googleusercontent.com' })
    expect(await provider.connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
  })

  it('fails calmly with a redirect address that is not registered', async () => {
    const provider = open({ redirectUrl: 'https://other.chromiumapp.org/' })
    expect(await provider.connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
  })

  it('connects at Firefox’s loopback address', async () => {
    const provider = open({ redirectUrl: firefoxRedirectUri })
    expect(await provider.connect(null, signal)).toMatchObject({ ok: true })
  })
})

describe('connecting', () => {
  it('signs in, learns who it is, and keeps the token for this session only', async () => {
    const provider = open()
    const outcome = await provider.connect(null, signal)
    expect(outcome).toMatchObject({ ok: true, value: { provider: 'google', email: mentee } })
    expect(outcome.ok && outcome.value.scopes).toEqual(
      expect.arrayContaining([calendarScope, driveScope]),
    )
    expect(await open().accounts()).toEqual([outcome.ok && outcome.value])
    const token = await tokenOf(open())
    expect(world.store.oauth.find(token)?.email).toBe(mentee)
    expect(JSON.stringify(local.all())).not.toContain(token)
    expect(JSON.stringify(session.all())).toContain(token)
  })

  it('keeps two accounts, the newest first', async () => {
    await connected(mentee)
    browser.signOut()
    const provider = await connected(mentor)
    expect((await provider.accounts()).map((account) => account.email)).toEqual([mentor, mentee])
    for (const email of [mentee, mentor]) {
      const token = await provider.token(email, { renew: false }, signal)
      expect(token.ok && world.store.oauth.find(token.value)?.email).toBe(email)
    }
  })

  it('names the scope the person left unticked, and connects nothing', async () => {
    for (const scope of [calendarScope, driveScope]) {
      browser.behave({ account: mentee, untick: [scope] })
      expect(await open().connect(null, signal)).toEqual({
        ok: false,
        error: 'auth/scope-missing',
        missingScopes: [scope],
      })
      world.store.oauth.withdraw(mentee, '1234567890')
    }
    expect(await open().accounts()).toEqual([])
    expect(session.all()).toEqual({})
  })

  it('is refused by Cancel and by closing the window', async () => {
    browser.behave({ account: mentee, consent: 'no' })
    expect(await open().connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
    browser.behave({ account: mentee, closes: true })
    expect(await open().connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
    expect(await open().accounts()).toEqual([])
  })

  it('takes the administrator’s page, which tells the app nothing, for a refusal', async () => {
    world.store.oauth.forbid(mentee, [calendarScope])
    expect(await open().connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
  })

  it('says when it was another account than the one to reconnect', async () => {
    const provider = await connected()
    browser.signOut()
    browser.behave({ account: mentor })
    const before = session.all()
    expect(await provider.connect(mentee, signal)).toEqual({
      ok: false,
      error: 'auth/wrong-account',
    })
    expect(session.all()).toEqual(before)
    expect((await provider.accounts()).map((account) => account.email)).toEqual([mentee])
  })

  it('knows one mailbox in two spellings', async () => {
    world.store.people.add({ email: 'haru@googlemail.com', name: 'Haru' })
    browser.behave({ account: 'haru@googlemail.com' })
    const provider = open()
    expect(await provider.connect('Haru@GMail.com', signal)).toMatchObject({
      ok: true,
      value: { email: 'haru@gmail.com' },
    })
    const token = await provider.token('HARU@googlemail.com', { renew: false }, signal)
    expect(token.ok).toBe(true)
  })

  it('stops waiting when told to', async () => {
    const stop = new AbortController()
    const provider = open({ webAuthFlow: () => new Promise(() => {}) })
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
    world.faults.add({ fault, path: '/userinfo' })
    expect(await open().connect(null, signal)).toEqual({ ok: false, error })
    expect(await open().accounts()).toEqual([])
    expect(session.all()).toEqual({})
  })

  it('says offline when the window cannot load', async () => {
    world.faults.add({ fault: { kind: 'offline' }, host: 'accounts.google.com' })
    expect(await open().connect(null, signal)).toEqual({ ok: false, error: 'net/offline' })
  })

  it('does not believe an answer to somebody else’s question', async () => {
    const honest = browser.flow
    const provider = open({
      webAuthFlow: async (details) =>
        (await honest(details))?.replace(/state=[0-9a-f]+/, `state=${'0'.repeat(32)}`),
    })
    expect(await provider.connect(null, signal)).toEqual({ ok: false, error: 'auth/refused' })
    expect(session.all()).toEqual({})
  })

  it('never uses the same state twice', async () => {
    const provider = await connected()
    await provider.connect(mentee, signal)
    const states = browser.requests.map((url) => url.searchParams.get('state'))
    expect(new Set(states).size).toBe(2)
    expect(states[0]).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('tokens', () => {
  it('needs a connected account', async () => {
    expect(await open().token(mentee, { renew: false }, signal)).toEqual({
      ok: false,
      error: 'auth/not-connected',
    })
    expect(browser.requests).toEqual([])
  })

  it('keeps one until shortly before its end, across restarts of the worker', async () => {
    const first = await tokenOf(await connected())
    world.clock.advance(hourMs - 3 * 60_000)
    expect(await tokenOf(open())).toBe(first)
    expect(silentRequests()).toBe(0)
    world.clock.advance(2 * 60_000)
    const second = await tokenOf(open())
    expect(second).not.toBe(first)
    expect(silentRequests()).toBe(1)
    expect(browser.requests.at(-1)?.searchParams.get('login_hint')).toBe(mentee)
  })

  it('renews after a restart of the browser, when all tokens are gone', async () => {
    await connected()
    session = createMemoryArea()
    expect(world.store.oauth.find(await tokenOf(open()))?.email).toBe(mentee)
    expect(silentRequests()).toBe(1)
  })

  it('renews the right account of several', async () => {
    await connected(mentor)
    await connected(mentee)
    world.clock.advance(hourMs)
    const token = await open().token(mentor, { renew: false }, signal)
    expect(token.ok && world.store.oauth.find(token.value)?.email).toBe(mentor)
  })

  it('renews once for many who ask at once', async () => {
    const provider = await connected()
    world.clock.advance(hourMs)
    const tokens = await Promise.all(Array.from({ length: 8 }, () => tokenOf(provider)))
    expect(new Set(tokens).size).toBe(1)
    expect(silentRequests()).toBe(1)
  })

  it('renews a rejected token, and only while it is still the current one', async () => {
    const provider = await connected()
    const first = await tokenOf(provider)
    const renew = { renew: true, rejectedToken: first }
    const second = await tokenOf(provider, renew)
    expect(second).not.toBe(first)
    expect(await tokenOf(provider, renew)).toBe(second)
    expect(silentRequests()).toBe(1)
    expect(await tokenOf(provider, { renew: true })).not.toBe(second)
  })

  it('asks for the person when signed out, without knocking again and again', async () => {
    const provider = await connected()
    browser.signOut()
    world.clock.advance(hourMs)
    const expired = { ok: false, error: 'auth/expired' }
    for (let at = 0; at < 5; at++) {
      expect(await provider.token(mentee, { renew: false }, signal)).toEqual(expired)
    }
    expect(silentRequests()).toBe(1)
    world.clock.advance(6 * 60_000)
    expect(await open().token(mentee, { renew: false }, signal)).toEqual(expired)
    expect(silentRequests()).toBe(2)
    expect(await provider.connect(mentee, signal)).toMatchObject({ ok: true })
    expect((await provider.token(mentee, { renew: false }, signal)).ok).toBe(true)
  })

  it('asks for the person when the grant was taken back', async () => {
    const provider = await connected()
    world.store.oauth.withdraw(mentee, '1234567890')
    const renew = { renew: true }
    expect(await provider.token(mentee, renew, signal)).toEqual({
      ok: false,
      error: 'auth/expired',
    })
  })

  it('says when an administrator has forbidden the app since', async () => {
    const provider = await connected()
    world.store.oauth.forbid(mentee, [driveScope])
    expect(await provider.token(mentee, { renew: true }, signal)).toEqual({
      ok: false,
      error: 'auth/admin-policy',
    })
  })

  it.each(['Authorization page could not be loaded.', 'Requires user interaction'])(
    'is offline, not expired, without a network: %s',
    async (message) => {
      const provider = await connected()
      world.clock.advance(hourMs)
      world.faults.add({ fault: { kind: 'offline' } })
      const offline = open({
        webAuthFlow: async () => {
          throw new Error(message)
        },
      })
      expect(await offline.token(mentee, { renew: false }, signal)).toEqual({
        ok: false,
        error: 'net/offline',
      })
      world.faults.clear()
      expect((await provider.token(mentee, { renew: false }, signal)).ok).toBe(true)
    },
  )

  it('tries again at once after a failure of Google that says nothing about the person', async () => {
    const provider = await connected()
    world.clock.advance(hourMs)
    world.faults.add({ fault: { kind: 'status', status: 503 }, path: '/userinfo', times: 1 })
    expect(await provider.token(mentee, { renew: false }, signal)).toEqual({
      ok: false,
      error: 'net/server',
    })
    expect((await provider.token(mentee, { renew: false }, signal)).ok).toBe(true)
  })

  it('keeps no token of an account it did not ask for', async () => {
    await connected()
    const honest = browser.flow
    const provider = open({
      // A browser where the hint is ignored and somebody else answers.
      webAuthFlow: async (details) => {
        const token = world.tokenFor(mentor)
        return (await honest(details))?.replace(/access_token=[^&]+/, `access_token=${token}`)
      },
    })
    expect(await provider.token(mentee, { renew: true }, signal)).toEqual({
      ok: false,
      error: 'auth/wrong-account',
    })
    expect(JSON.stringify(session.all())).not.toContain('ya29')
  })

  it('lets one who waits go, and the others have the token', async () => {
    const provider = await connected()
    world.clock.advance(hourMs)
    const stop = new AbortController()
    const impatient = provider.token(mentee, { renew: false }, stop.signal)
    const patient = provider.token(mentee, { renew: false }, signal)
    stop.abort()
    expect(await impatient).toEqual({ ok: false, error: 'auth/refused' })
    expect((await patient).ok).toBe(true)
  })
})

describe('the picker step', () => {
  let fileId: string
  beforeEach(() => {
    const bytes = Buffer.from('# 1-on-1')
    const file = { name: '1-on-1.md', mimeType: 'text/markdown', bytes, ownerEmail: mentor }
    fileId = world.store.drive.create(file).id
    world.store.drive.share(fileId, mentee, 'writer')
  })

  it.each(['query', 'fragment'] as const)('returns what was picked, from the %s', async (style) => {
    world.store.habits.oauth.onepickStyle = style
    const provider = await connected()
    const token = await tokenOf(provider)
    expect(await provider.pick(mentee, fileId, signal)).toEqual({ ok: true, value: [fileId] })
    expect(world.store.oauth.hasPickedFile(mentee, '1234567890', fileId)).toBe(true)
    // The picker's own token can do less: it is not kept.
    expect(await tokenOf(provider)).toBe(token)
    const scopes = browser.requests.at(-1)?.searchParams.get('scope')
    expect(scopes).toBe(driveScope)
  })

  it('lets the person choose where no file is named', async () => {
    const provider = await connected()
    expect(await provider.pick(mentee, null, signal)).toEqual({ ok: true, value: [fileId] })
  })

  it.each(['query', 'fragment'] as const)(
    'ends calmly when nothing is picked (%s)',
    async (style) => {
      world.store.habits.oauth.onepickStyle = style
      const provider = await connected()
      browser.behave({ account: mentee, pick: 'cancel' })
      expect(await provider.pick(mentee, fileId, signal)).toEqual({
        ok: false,
        error: 'auth/refused',
      })
      browser.behave({ account: mentee, consent: 'no' })
      expect(await provider.pick(mentee, fileId, signal)).toEqual({
        ok: false,
        error: 'auth/refused',
      })
      browser.behave({ account: mentee, closes: true })
      expect(await provider.pick(mentee, fileId, signal)).toEqual({
        ok: false,
        error: 'auth/refused',
      })
    },
  )

  it('is not done by picking something else, nothing, or rubbish', async () => {
    const provider = await connected()
    const honest = browser.flow
    for (const picked of ['1OtherFileOtherFile', '', '..%2Fabout', '%3Cscript%3E']) {
      const bent = open({
        webAuthFlow: async (details) =>
          (await honest(details))?.replace(/picked_file_ids=[^&#]*/, `picked_file_ids=${picked}`),
      })
      expect(await bent.pick(mentee, fileId, signal)).toEqual({
        ok: false,
        error: 'file/needs-pick',
      })
    }
    expect((await provider.accounts()).length).toBe(1)
  })

  it('needs the scope it asked for', async () => {
    const honest = browser.flow
    const bent = open({
      webAuthFlow: async (details) =>
        (await honest(details))?.replace(/scope=[^&]*/, 'scope=openid'),
    })
    expect(await bent.pick(mentee, fileId, signal)).toEqual({
      ok: false,
      error: 'auth/scope-missing',
    })
  })

  it('says when it was picked as somebody else', async () => {
    const provider = await connected()
    world.store.drive.share(fileId, third, 'writer')
    browser.signOut()
    browser.behave({ account: third })
    expect(await provider.pick(mentee, fileId, signal)).toEqual({
      ok: false,
      error: 'auth/wrong-account',
    })
  })

  it('believes the pick when Google does not tell who it was', async () => {
    const provider = await connected()
    world.faults.add({ fault: { kind: 'status', status: 503 }, path: '/drive/v3/about' })
    expect(await provider.pick(mentee, fileId, signal)).toEqual({ ok: true, value: [fileId] })
  })
})

describe('disconnecting', () => {
  it('revokes the grant and forgets the account', async () => {
    const provider = await connected()
    const token = await tokenOf(provider)
    await provider.disconnect(mentee, signal)
    expect(world.store.oauth.find(token)).toBeNull()
    expect(world.store.oauth.granted(mentee, '1234567890').size).toBe(0)
    expect(await provider.accounts()).toEqual([])
    expect(session.all()).toEqual({})
    expect(JSON.stringify(local.all())).not.toContain(mentee)
    expect(await provider.token(mentee, { renew: false }, signal)).toEqual({
      ok: false,
      error: 'auth/not-connected',
    })
  })

  it('forgets here even when Google cannot be reached', async () => {
    const provider = await connected()
    world.faults.add({ fault: { kind: 'offline' } })
    await provider.disconnect(mentee, signal)
    expect(await provider.accounts()).toEqual([])
    expect(session.all()).toEqual({})
  })

  it('leaves the other account alone', async () => {
    await connected(mentor)
    const provider = await connected(mentee)
    await provider.disconnect(mentor, signal)
    expect((await provider.accounts()).map((account) => account.email)).toEqual([mentee])
    expect(world.store.oauth.find(await tokenOf(provider))?.email).toBe(mentee)
  })
})

it('asks for exactly the scopes it declares', async () => {
  await connected()
  expect(browser.requests[0]?.searchParams.get('scope')?.split(' ')).toEqual([...googleScopes])
  expect(asked).toEqual(['https://www.googleapis.com/oauth2/v3/userinfo'])
})
