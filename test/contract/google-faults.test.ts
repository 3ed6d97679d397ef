import { describe, expect, it } from 'vitest'
import { addEvent } from '../sandbox/google/event-builders.ts'
import { officialClients } from '../sandbox/official-clients.ts'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const apis = 'https://www.googleapis.com'

function call(email: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${world().tokenFor(email)}`, ...init.headers }
  return world().fetch(`${apis}${path}`, { ...init, headers })
}

function makeFile(text: string): string {
  const file = world().store.drive.create({
    name: 'f.md',
    mimeType: 'text/markdown',
    bytes: Buffer.from(text),
    ownerEmail: mentee,
  })
  world().store.oauth.pickFile(mentee, '1234567890', file.id)
  return file.id
}

const media = (fileId: string) => `/drive/v3/files/${fileId}?alt=media`
const put = (fileId: string, body: string) =>
  call(mentee, `/upload/drive/v3/files/${fileId}?uploadType=media`, {
    method: 'PATCH',
    body,
    headers: { 'content-type': 'text/markdown' },
  })

describe('refusals', () => {
  it.each([
    [401, '', 'authError'],
    [403, 'rateLimitExceeded', 'rateLimitExceeded'],
    [403, 'forbiddenForNonOrganizer', 'forbiddenForNonOrganizer'],
    [404, '', 'notFound'],
    [409, '', 'duplicate'],
    [410, 'updatedMinTooLongAgo', 'updatedMinTooLongAgo'],
    [412, '', 'conditionNotMet'],
    [429, '', 'rateLimitExceeded'],
    [500, '', 'internalError'],
    [503, '', 'backendError'],
  ])('speak Google’s error JSON: %i %s', async (status, reason, expected) => {
    const fileId = makeFile('x')
    world().faults.add({ fault: { kind: 'status', status, reason }, path: '/drive/' })
    const response = await call(mentee, media(fileId))
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { error: { code: status, errors: [{ reason: expected }] } },
    ])
  })

  it('carry Retry-After', async () => {
    const fault = { kind: 'status', status: 429, retryAfterS: 7 } as const
    world().faults.add({ fault })
    const response = await call(mentee, media(makeFile('x')))
    expect(response.headers.get('retry-after')).toBe('7')
  })

  it('hit only what the rule names, after `skip` and for `times`', async () => {
    const fileId = makeFile('x')
    const rule = world().faults.add({
      fault: { kind: 'status', status: 503 },
      host: 'www.googleapis.com',
      path: /alt=media$/,
      method: 'get',
      account: mentee,
      skip: 1,
      times: 2,
    })
    const statuses = async (email: string, path: string, count: number) => {
      const found: number[] = []
      for (let index = 0; index < count; index += 1) found.push((await call(email, path)).status)
      return found
    }
    expect(await statuses(mentee, `/drive/v3/files/${fileId}`, 2)).toEqual([200, 200])
    expect(await statuses(mentor, media(fileId), 2)).toEqual([404, 404])
    expect((await put(fileId, 'y')).status).toBe(200)
    expect(rule.hits()).toBe(0)
    expect(await statuses(mentee, media(fileId), 4)).toEqual([200, 503, 503, 200])
    expect(rule.hits()).toBe(2)
  })

  it('end with remove and clear', async () => {
    const fileId = makeFile('x')
    const rule = world().faults.add({ fault: { kind: 'status', status: 500 } })
    world().faults.add({ fault: { kind: 'status', status: 503 } })
    rule.remove()
    expect((await call(mentee, media(fileId))).status).toBe(503)
    world().faults.clear()
    expect((await call(mentee, media(fileId))).status).toBe(200)
  })
})

describe('broken roads', () => {
  it('offline: the connection dies before anything happens', async () => {
    const fileId = makeFile('before')
    world().faults.add({ fault: { kind: 'offline' }, times: 1 })
    await expect(put(fileId, 'after')).rejects.toThrow(TypeError)
    expect(world().store.drive.textOf(fileId)).toBe('before')
    expect(world().log).toEqual([])
  })

  it('lost answer: the write landed, the client does not hear of it', async () => {
    const fileId = makeFile('before')
    world().faults.add({ fault: { kind: 'lost-answer' }, times: 1 })
    await expect(put(fileId, 'after')).rejects.toThrow(TypeError)
    expect(world().store.drive.textOf(fileId)).toBe('after')
    expect(world().log.map((entry) => entry.status)).toEqual([200])
  })

  it('latency: the answer comes, later', async () => {
    const fileId = makeFile('x')
    world().faults.add({ fault: { kind: 'latency', delayMs: 80 } })
    const startedMs = performance.now()
    expect((await call(mentee, media(fileId))).status).toBe(200)
    // Only a lower bound: it cannot fail on a slow machine. Timers may fire a millisecond early.
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(79)
  })

  it('truncated answers: cut off with an error, or silently', async () => {
    const fileId = makeFile('0123456789')
    const cut = { kind: 'truncate', of: 'response', keepBytes: 4 } as const
    world().faults.add({ fault: cut, times: 1 })
    const broken = await call(mentee, media(fileId))
    await expect(broken.text()).rejects.toThrow()
    world().faults.add({ fault: { ...cut, isSilent: true }, times: 1 })
    expect(await (await call(mentee, media(fileId))).text()).toBe('0123')
  })

  it('truncated requests: half a file is stored', async () => {
    const fileId = makeFile('before')
    world().faults.add({ fault: { kind: 'truncate', of: 'request', keepBytes: 3 }, times: 1 })
    expect((await put(fileId, 'after')).status).toBe(200)
    expect(world().store.drive.textOf(fileId)).toBe('aft')
  })

  it('flipped bytes: in the answer, and in what is stored', async () => {
    const fileId = makeFile('aaaa')
    world().faults.add({ fault: { kind: 'flip', of: 'response', atByte: 1 }, times: 1 })
    expect(await (await call(mentee, media(fileId))).text()).toBe('a`aa')
    expect(await (await call(mentee, media(fileId))).text()).toBe('aaaa')
    world().faults.add({ fault: { kind: 'flip', of: 'request', atByte: -1 }, times: 1 })
    await put(fileId, 'bbbb')
    expect(world().store.drive.textOf(fileId)).toBe('bbbc')
  })

  it('stale reads: Drive as it was a while ago, metadata, etag and content alike', async () => {
    const fileId = makeFile('old')
    const { driveV2 } = officialClients(world(), mentee)
    const etagOf = async () => (await driveV2.files.get({ fileId, fields: 'etag' })).data.etag
    const old = await etagOf()
    world().clock.advance(10_000)
    await put(fileId, 'new')
    world().clock.advance(3000)
    world().faults.add({ fault: { kind: 'stale', ageMs: 5000 }, method: 'GET' })
    expect(await (await call(mentee, media(fileId))).text()).toBe('old')
    expect(await etagOf()).toBe(old)
    world().clock.advance(3000)
    expect(await (await call(mentee, media(fileId))).text()).toBe('new')
  })

  it('stale reads: Calendar as it was a while ago', async () => {
    const draft = { organizer: mentee, title: 'old', startMs: world().clock.nowMs() }
    const { id } = addEvent(world().store, { ...draft, endMs: draft.startMs + 60_000 })
    const { events } = officialClients(world(), mentee).calendar
    world().clock.advance(10_000)
    const target = { calendarId: 'primary', eventId: id }
    await events.patch({ ...target, requestBody: { summary: 'new' } })
    const read = async () => (await events.get(target)).data.summary
    const listed = async () =>
      (await events.list({ calendarId: 'primary' })).data.items?.[0]?.summary
    expect([await read(), await listed()]).toEqual(['new', 'new'])
    world().faults.add({ fault: { kind: 'stale', ageMs: 5000 }, method: 'GET' })
    expect([await read(), await listed()]).toEqual(['old', 'old'])
  })
})
