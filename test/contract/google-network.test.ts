import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { readLogFile } from '../sandbox/contract-check.ts'
import { officialClients } from '../sandbox/official-clients.ts'
import { seedTwoPeople } from '../sandbox/seeds.ts'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { startWorld } from '../sandbox/world.ts'
import { mondayMs, useWorld } from '../support/use-world.ts'

const world = useWorld()

/** One HTTPS request as a browser sends it through a proxy; gives the raw answer. */
function throughProxy(port: number, host: string, path: string, target = `${host}:443`) {
  return new Promise<string>((resolve, reject) => {
    const tunnel = request({ port, host: '127.0.0.1', method: 'CONNECT', path: target })
    tunnel.on('error', reject)
    tunnel.on('connect', (answer, socket: Socket) => {
      if (answer.statusCode !== 200) {
        socket.destroy()
        resolve(`CONNECT ${answer.statusCode}`)
        return
      }
      const secure = connect({ socket, servername: host, rejectUnauthorized: false }, () => {
        secure.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      })
      let text = ''
      secure.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      secure.on('end', () => resolve(text))
      secure.on('error', reject)
    })
    tunnel.end()
  })
}

describe('the proxy', () => {
  it('ends every tunnel in the world, with a certificate of its own', async () => {
    const answer = await throughProxy(
      world().proxyPort,
      'www.googleapis.com',
      '/oauth2/v3/userinfo',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  })

  it.each([
    ['update.googleapis.com', '/service/update2'],
    ['accounts.google.com', '/ListAccounts'],
    ['example.org', '/'],
    ['www.googleapis.com', '/nothing/here'],
  ])('answers 404 for what is not in the world: %s%s', async (host, path) => {
    expect(await throughProxy(world().proxyPort, host, path)).toMatch(/^HTTP\/1\.1 404 /)
  })

  it('lets nobody through to other ports, nor plain HTTP', async () => {
    const { proxyPort } = world()
    expect(await throughProxy(proxyPort, 'mtalk.google.com', '/', 'mtalk.google.com:5228')).toBe(
      'CONNECT 404',
    )
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ port: proxyPort, host: '127.0.0.1', path: 'http://example.org/' }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(404)
  })

  it('stands beside other worlds', async () => {
    const other = await startWorld({ logFile: null })
    try {
      expect(other.proxyPort).not.toBe(world().proxyPort)
      other.store.drive.create({
        name: 'x',
        mimeType: 'text/plain',
        bytes: Buffer.from(''),
        ownerEmail: mentee,
      })
      expect(world().store.drive.all()).toEqual([])
    } finally {
      await other.close()
    }
  })
})

describe('CORS', () => {
  it('lets any origin call the API, without telling the ETag header', async () => {
    const headers = {
      origin: 'https://calendar.google.com',
      'access-control-request-headers': 'authorization',
    }
    const url = 'https://www.googleapis.com/drive/v3/files'
    const preflight = await world().fetch(url, { method: 'OPTIONS', headers })
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization')
    const answer = await world().fetch(url, { headers })
    expect(answer.headers.get('access-control-allow-origin')).toBe(headers.origin)
    expect(answer.headers.get('access-control-expose-headers')).not.toMatch(/etag/i)
    expect(world().log.map((entry) => entry.method)).toEqual(['GET'])
  })
})

describe('the log', () => {
  it('holds one line per API request, bodies parsed, credentials left out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'world-log-'))
    const file = join(folder, 'requests.jsonl')
    const logged = await startWorld({ logFile: file, startMs: mondayMs })
    try {
      const { drive, upload, token } = officialClients(logged, mentee)
      await drive.files.create(
        { requestBody: { name: 'n.md' }, media: { mimeType: 'text/markdown', body: '余白' } },
        upload,
      )
      await logged.fetch(
        `https://www.googleapis.com/calendar/v3/calendars/primary/events?access_token=${token}`,
      )
      await logged.fetch('https://calendar.google.com/__signin?as=nobody')
      expect(readFileSync(file, 'utf8')).not.toContain(token)
      const [created, listed, ...more] = readLogFile(file)
      expect(more).toEqual([])
      expect(Object.keys(created ?? {})).toEqual([
        'method',
        'url',
        'requestHeaders',
        'requestBody',
        'status',
        'responseBody',
      ])
      expect(created).toMatchObject({
        method: 'POST',
        url: 'https://www.googleapis.com/upload/drive/v3/files?uploadType=multipart',
        requestBody: {
          parts: [
            { contentType: 'application/json', json: { name: 'n.md' } },
            { contentType: 'text/markdown', text: '余白', sizeBytes: 6 },
          ],
        },
        status: 200,
        responseBody: { name: 'n.md' },
      })
      expect(listed).toMatchObject({
        url: 'https://www.googleapis.com/calendar/v3/calendars/primary/events',
        requestBody: null,
        responseBody: { items: [] },
      })
    } finally {
      await logged.close()
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the switches over HTTP', () => {
  it('move the clock, add and clear faults, show the log', async () => {
    const control = async (method: string, path: string, body?: unknown) => {
      const answer = await world().fetch(`https://world.invalid/__world/${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return (await answer.json()) as unknown
    }
    await control('POST', 'clock', { advanceMs: 5000 })
    expect(await control('GET', 'clock')).toEqual({ nowMs: mondayMs + 5000 })
    await control('POST', 'faults', { fault: { kind: 'status', status: 503 }, path: '/drive/' })
    const status = async () =>
      (await world().fetch('https://www.googleapis.com/drive/v3/files')).status
    expect(await status()).toBe(503)
    await control('DELETE', 'faults')
    expect(await status()).toBe(401)
    expect(await control('GET', 'log')).toHaveLength(2)
  })
})

describe('calendar.google.com', () => {
  async function openAs(...emails: string[]): Promise<(path: string) => Promise<Response>> {
    let cookie = ''
    for (const email of emails) {
      const answer = await world().fetch(`https://calendar.google.com/__signin?as=${email}&add=1`, {
        headers: { cookie },
        redirect: 'manual',
      })
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    }
    return (path) =>
      world().fetch(`https://calendar.google.com${path}`, {
        headers: { cookie },
        redirect: 'manual',
      })
  }
  type Shown = { title: string; kind: string; id: string; isSelfOrganizer: boolean }
  const eventsAt = async (open: (path: string) => Promise<Response>, index: number) =>
    (await (await open(`/calendar/u/${index}/events.json`)).json()) as Shown[]

  it('sends strangers to sign in', async () => {
    const open = await openAs()
    expect((await open('/calendar/u/0/r/week')).headers.get('location')).toContain(
      'https://accounts.google.com/ServiceLogin?continue=',
    )
  })

  it('shows each account of a profile its own copies, tasks too, for three weeks', async () => {
    const { weekly } = seedTwoPeople(world())
    const open = await openAs(mentee, mentor)
    expect((await open('/calendar/u/1/r/week')).status).toBe(200)
    const [mine, theirs] = [await eventsAt(open, 0), await eventsAt(open, 1)]
    expect(new Set(mine.map((event) => event.kind))).toEqual(
      new Set(['default', 'task', 'focusTime', 'outOfOffice', 'workingLocation', 'birthday']),
    )
    const instances = theirs.filter((event) => event.id.startsWith(weekly.id))
    expect(instances).toHaveLength(3)
    expect(instances.every((event) => event.isSelfOrganizer)).toBe(true)
    expect(mine.find((event) => event.id === instances[0]?.id)?.isSelfOrganizer).toBe(false)
  })

  it('leads an event’s htmlLink to the calendar', async () => {
    const answer = await world().fetch('https://www.google.com/calendar/event?eid=abc', {
      redirect: 'manual',
    })
    expect(answer.headers.get('location')).toBe(
      'https://calendar.google.com/calendar/event?eid=abc',
    )
  })
})
