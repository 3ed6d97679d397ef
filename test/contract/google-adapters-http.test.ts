import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Timers } from '../../lib/base/clock.ts'
import { createHttp, type HttpRequest } from '../../lib/remote/http.ts'
import { mentee } from '../sandbox/usual-people.ts'
import { type GoogleSide, type GoogleStage, useGoogleStage } from '../support/google-stage.ts'

const signal = new AbortController().signal
const url = 'https://www.googleapis.com/drive/v3/files?pageSize=10'
const get: HttpRequest = { method: 'GET', url }

const currentStage = useGoogleStage()
let stage: GoogleStage
let side: GoogleSide

beforeEach(async () => {
  stage = currentStage()
  side = await stage.connect(mentee)
})

/** Timers that the test rings by hand. */
function handTimers() {
  const running = new Set<() => void>()
  const timers: Timers = {
    after(_delayMs, run) {
      running.add(run)
      return () => running.delete(run)
    },
  }
  const ring = () => {
    for (const run of [...running]) run()
  }
  return { timers, running, ring }
}

const silentRequests = () =>
  side.browser.requests.filter((one) => one.searchParams.get('prompt') === 'none').length

describe('createHttp', () => {
  it('answers with status, headers and bytes, whatever the status', async () => {
    const good = await side.http.send(get, signal)
    expect(good).toMatchObject({ kind: 'answer', status: 200 })
    expect(good.kind === 'answer' && good.headers.get('content-type')).toContain('json')
    const missing = { ...get, url: 'https://www.googleapis.com/drive/v3/files/nothing' }
    expect(await side.http.send(missing, signal)).toMatchObject({ kind: 'answer', status: 404 })
  })

  it('renews the token once when it was refused, and sends once more', async () => {
    stage.google.oauth.expireTokens(mentee)
    expect(await side.http.send(get, signal)).toMatchObject({ kind: 'answer', status: 200 })
    expect(silentRequests()).toBe(1)
    expect(stage.requests('/drive/v3/files').length).toBe(2)
  })

  it('renews once for many requests that are refused together', async () => {
    stage.google.oauth.expireTokens(mentee)
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => side.http.send(get, signal)))
    expect(outcomes.map((one) => one.kind === 'answer' && one.status)).toEqual([200, 200, 200, 200])
    expect(silentRequests()).toBe(1)
  })

  it('does not renew again for a request that was refused late with the old token', async () => {
    stage.google.oauth.expireTokens(mentee)
    const late = stage.world.faults.add({
      fault: { kind: 'latency', delayMs: 100 },
      path: 'late',
      times: 1,
    })
    const sending = side.http.send({ ...get, url: `${url}&q=name='late'` }, signal)
    await stage.until(() => late.hits() === 1)
    await side.http.send(get, signal)
    expect(await sending).toMatchObject({ kind: 'answer', status: 200 })
    expect(silentRequests()).toBe(1)
  })

  it('gives up when a fresh token is refused as well', async () => {
    stage.world.faults.add({ fault: { kind: 'status', status: 401 }, path: '/drive/' })
    expect(await side.http.send(get, signal)).toEqual({ kind: 'unauthorized' })
    expect(stage.requests('/drive/v3/files').length).toBe(2)
  })

  it('is unauthorized without asking when the person must sign in', async () => {
    stage.google.oauth.expireTokens(mentee)
    side.browser.signOut()
    expect(await side.http.send(get, signal)).toEqual({ kind: 'unauthorized' })
    const sent = stage.requests('/drive/v3/files').length
    expect(await side.http.send(get, signal)).toEqual({ kind: 'unauthorized' })
    expect(stage.requests('/drive/v3/files').length).toBe(sent)
    await side.tokens.disconnect(mentee, signal)
    expect(await side.http.send(get, signal)).toEqual({ kind: 'unauthorized' })
  })

  it.each([
    [{ kind: 'offline' } as const, 'offline'],
    [{ kind: 'status', status: 503 } as const, 'server'],
  ])('has sent nothing when only the token could not be had: %o', async (fault, why) => {
    stage.world.clock.advance(3_600_000)
    stage.world.faults.add({ fault, path: '/userinfo' })
    expect(await side.http.send(get, signal)).toEqual({ kind: 'not-sent', why })
    expect(stage.requests('/drive/v3/files')).toEqual([])
  })

  it('does not know whether a request without answer was acted upon', async () => {
    stage.world.faults.add({ fault: { kind: 'lost-answer' }, path: '/drive/', times: 1 })
    const lost = { kind: 'lost', why: 'offline', status: null }
    expect(await side.http.send(get, signal)).toEqual(lost)
    stage.world.faults.add({ fault: { kind: 'offline' }, path: '/drive/', times: 1 })
    expect(await side.http.send(get, signal)).toEqual(lost)
  })

  it('keeps the status of an answer that broke off', async () => {
    const fault = { kind: 'truncate', of: 'response', keepBytes: 5 } as const
    stage.world.faults.add({ fault, path: '/drive/' })
    expect(await side.http.send(get, signal)).toEqual({ kind: 'lost', why: 'offline', status: 200 })
  })

  it('reads no more than it was told to', async () => {
    const outcome = await side.http.send({ ...get, maxBytes: 10 }, signal)
    expect(outcome).toEqual({ kind: 'too-large', status: 200 })
  })

  it('ends by its own timer, and stops the timer otherwise', async () => {
    const { timers, running, ring } = handTimers()
    const http = createHttp({
      fetch: (address, init) => stage.world.fetch(address, init),
      tokens: side.tokens,
      email: mentee,
      timers,
    })
    await http.send(get, signal)
    expect(running.size).toBe(0)
    stage.world.faults.add({ fault: { kind: 'latency', delayMs: 20_000 }, path: '/drive/' })
    const sending = http.send(get, signal)
    await stage.until(() => running.size === 1)
    ring()
    expect(await sending).toEqual({ kind: 'lost', why: 'timeout', status: null })
    expect(running.size).toBe(0)
  })

  it('stops when told to, before and during', async () => {
    const stop = new AbortController()
    const slow = stage.world.faults.add({
      fault: { kind: 'latency', delayMs: 20_000 },
      path: '/drive/',
    })
    const sending = side.http.send(get, stop.signal)
    await stage.until(() => slow.hits() === 1)
    stop.abort()
    expect(await sending).toEqual({ kind: 'lost', why: 'aborted', status: null })
    expect(await side.http.send(get, stop.signal)).toEqual({ kind: 'not-sent', why: 'aborted' })
    expect(slow.hits()).toBe(1)
  })

  it('sends no cookies, no copy from a cache and no trace of the page', async () => {
    const seen: RequestInit[] = []
    const http = createHttp({
      fetch: (address, init) => {
        seen.push(init)
        return stage.world.fetch(address, init)
      },
      tokens: side.tokens,
      email: mentee,
      timers: handTimers().timers,
    })
    await http.send({ ...get, headers: { Accept: 'application/json' } }, signal)
    expect(seen[0]).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers: {
        Accept: 'application/json',
        Authorization: expect.stringMatching(/^Bearer ya29\./),
      },
    })
  })

  it('writes nothing to the console, whatever happens', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name),
    )
    for (const status of [400, 401, 403, 404, 429, 500]) {
      stage.world.faults.add({ fault: { kind: 'status', status }, path: '/drive/', times: 2 })
      await side.http.send(get, signal)
      stage.world.faults.clear()
    }
    stage.world.faults.add({ fault: { kind: 'offline' } })
    await side.http.send(get, signal)
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([])
    vi.restoreAllMocks()
  })
})
