import { beforeEach, describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../lib/base/bytes.ts'
import { readOneDriveFileId } from '../../lib/remote/onedrive-id.ts'
import { workMentee, workMentor } from '../sandbox/microsoft/usual-microsoft-people.ts'
import {
  type MicrosoftSide,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'

const pairId = '0123456789abcdef0123456789abcdef'
const signal = new AbortController().signal
const bytes = encodeUtf8('# 1-on-1\n余白\n')
const graphItem = { host: 'graph.microsoft.com', path: '/items/', method: 'GET' }
const download = { host: 'contoso-my.sharepoint.com', method: 'GET' }

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage
let mei: MicrosoftSide
let fileId: string

beforeEach(async () => {
  stage = currentStage()
  mei = await stage.connect(workMentor)
  const created = await mei.drive.create(pairId, bytes, signal)
  if (created.kind !== 'created') throw new Error(created.kind)
  fileId = created.file.fileId
})

const status = (code: number, retryAfterS?: number) => ({
  kind: 'status' as const,
  status: code,
  ...(retryAfterS !== undefined && { retryAfterS }),
})

const read = () => mei.drive.open(fileId, true).read(null, signal)
const write = () => mei.drive.open(fileId, true).write(encodeUtf8('new'), null, signal)
const textOf = () =>
  stage.world.microsoft.files.textOf(readOneDriveFileId(fileId)?.itemId ?? 'none')

describe('reading', () => {
  it.each([
    ['429', status(429, 7), { kind: 'throttled', retryAfterMs: 7000 }],
    ['429 without a wait', status(429), { kind: 'throttled', retryAfterMs: null }],
    ['503 with a wait', status(503, 3), { kind: 'throttled', retryAfterMs: 3000 }],
    ['509', status(509), { kind: 'throttled', retryAfterMs: null }],
    ['500', status(500), { kind: 'unavailable' }],
    ['503', status(503), { kind: 'unavailable' }],
    ['423', status(423), { kind: 'unavailable' }],
    ['offline', { kind: 'offline' as const }, { kind: 'offline' }],
    ['lost answer', { kind: 'lost-answer' as const }, { kind: 'offline' }],
  ])('%s, of the file’s description and of its bytes', async (_name, fault, expected) => {
    for (const where of [graphItem, download]) {
      const active = stage.world.faults.add({ fault, ...where })
      expect(await read()).toEqual(expected)
      expect(active.hits()).toBe(1)
      active.remove()
    }
    expect(await read()).toMatchObject({ kind: 'content', bytes })
  })

  it.each([
    [400, { kind: 'rejected', status: 400 }],
    [403, { kind: 'rejected', status: 403 }],
    [404, { kind: 'gone' }],
    [410, { kind: 'gone' }],
    [409, { kind: 'rejected', status: 409 }],
  ])(
    '%s of the description; the same of the bytes is only a bad address',
    async (code, expected) => {
      const active = stage.world.faults.add({ fault: status(code), ...graphItem })
      expect(await read()).toEqual(expected)
      active.remove()
      stage.world.faults.add({ fault: status(code), ...download })
      expect(await read()).toEqual({ kind: 'unavailable' })
    },
  )

  it('renews the token once after a 401, and gives up after a second', async () => {
    const once = stage.world.faults.add({ fault: status(401), ...graphItem, times: 1 })
    expect(await read()).toMatchObject({ kind: 'content' })
    expect(once.hits()).toBe(1)
    stage.world.faults.add({ fault: status(401), ...graphItem })
    const before = stage.requests('/token').length
    expect(await read()).toEqual({ kind: 'unauthorized' })
    expect(stage.requests('/token').length).toBe(before + 1)
  })

  it('takes a download that breaks off for unavailable, and one that only looks whole as it is', async () => {
    const cut = { kind: 'truncate', of: 'response', keepBytes: 4 } as const
    const broken = stage.world.faults.add({ fault: cut, ...download })
    expect(await read()).toEqual({ kind: 'unavailable' })
    broken.remove()
    stage.world.faults.add({ fault: { ...cut, isSilent: true }, ...download })
    expect(await read()).toMatchObject({ kind: 'content', bytes: bytes.slice(0, 4) })
  })
})

describe('writing', () => {
  it.each([
    ['429', status(429, 7), { kind: 'throttled', retryAfterMs: 7000 }],
    ['403', status(403), { kind: 'read-only' }],
    ['404', status(404), { kind: 'gone' }],
    ['409 without a reason', status(409), { kind: 'conflict' }],
    ['412 without a reason', status(412), { kind: 'conflict' }],
    ['413', status(413), { kind: 'too-large' }],
    ['423', status(423), { kind: 'unavailable' }],
    ['423 with a wait', status(423, 5), { kind: 'throttled', retryAfterMs: 5000 }],
    ['507', status(507), { kind: 'storage-full' }],
    ['500', status(500), { kind: 'unknown' }],
    ['503', status(503), { kind: 'unknown' }],
    ['offline', { kind: 'offline' as const }, { kind: 'unknown' }],
    ['lost answer', { kind: 'lost-answer' as const }, { kind: 'unknown' }],
    [
      'cut answer',
      { kind: 'truncate' as const, of: 'response' as const, keepBytes: 3 },
      { kind: 'written', etag: null },
    ],
    [
      'cut answer that looks whole',
      { kind: 'truncate' as const, of: 'response' as const, keepBytes: 3, isSilent: true },
      { kind: 'written', etag: null },
    ],
  ])('%s', async (_name, fault, expected) => {
    stage.world.faults.add({ fault, method: 'PUT' })
    expect(await write()).toEqual(expected)
  })

  it('renews the token once after a 401', async () => {
    stage.world.faults.add({ fault: status(401), method: 'PUT', times: 1 })
    expect(await write()).toMatchObject({ kind: 'written' })
    expect(textOf()).toBe('new')
  })
})

describe('what does not parse', () => {
  const outcomes = {
    '/items/': () => read(),
    '/approot': () => mei.drive.findOwn(pairId, signal),
    '/permissions': () => mei.drive.readers(fileId, workMentor, workMentee, signal),
    '/items': () => mei.drive.describe(fileId, signal),
  }
  it.each(Object.keys(outcomes) as (keyof typeof outcomes)[])(
    'of %s is a failure of the provider',
    async (path) => {
      const fault = { kind: 'truncate', of: 'response', keepBytes: 12, isSilent: true } as const
      const active = stage.world.faults.add({ fault, path, method: 'GET' })
      expect(await outcomes[path]()).toEqual({ kind: 'unavailable' })
      expect(active.hits()).toBeGreaterThan(0)
    },
  )
})

describe('stopping', () => {
  it('stops when told to', async () => {
    const stop = new AbortController()
    stage.world.faults.add({ fault: { kind: 'latency', delayMs: 5000 }, ...graphItem })
    const reading = mei.drive.open(fileId).read(null, stop.signal)
    stop.abort()
    expect(await reading).toEqual({ kind: 'unavailable' })
    expect((await mei.drive.open(fileId).write(bytes, null, stop.signal)).kind).toMatch(
      /unknown|unavailable/,
    )
  })
})
