import { beforeEach, describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../lib/base/bytes.ts'
import { bytes, createDriveFile, etagOf, pairId } from '../support/drive-file.ts'
import { type GoogleSide, type GoogleStage, useGoogleStage } from '../support/google-stage.ts'

const signal = new AbortController().signal

const currentStage = useGoogleStage()
let stage: GoogleStage
let mei: GoogleSide
let ren: GoogleSide

beforeEach(async () => {
  stage = currentStage()
  mei = await stage.connect('mentor@example.com')
  ren = await stage.connect('mentee@example.com')
})

describe('faults', () => {
  const status = (code: number, reason = '', retryAfterS?: number) => ({
    kind: 'status' as const,
    status: code,
    reason,
    ...(retryAfterS !== undefined && { retryAfterS }),
  })

  it.each([
    ['429', status(429, '', 7), { kind: 'throttled', retryAfterMs: 7000 }],
    ['429 without a wait', status(429), { kind: 'throttled', retryAfterMs: null }],
    ['rate', status(403, 'userRateLimitExceeded'), { kind: 'throttled', retryAfterMs: null }],
    ['scope', status(403, 'insufficientPermissions'), { kind: 'unauthorized' }],
    ['410', status(410), { kind: 'gone' }],
    ['409', status(409), { kind: 'rejected', status: 409 }],
    ['400', status(400), { kind: 'rejected', status: 400 }],
    ['500', status(500), { kind: 'unavailable' }],
    ['503', status(503), { kind: 'unavailable' }],
    ['offline', { kind: 'offline' as const }, { kind: 'offline' }],
    ['lost answer', { kind: 'lost-answer' as const }, { kind: 'offline' }],
  ])('reading: %s', async (_name, fault, expected) => {
    const fileId = await createDriveFile(mei)
    for (const path of ['/drive/v2/', 'alt=media']) {
      const active = stage.world.faults.add({ fault, path, method: 'GET' })
      expect(await mei.drive.open(fileId).read(null, signal)).toEqual(expected)
      expect(active.hits()).toBe(1)
      active.remove()
    }
    expect(await mei.drive.open(fileId).read(null, signal)).toMatchObject({ kind: 'content' })
  })

  it.each([
    ['429', status(429, '', 7), { kind: 'throttled', retryAfterMs: 7000 }],
    ['rate', status(403, 'rateLimitExceeded'), { kind: 'throttled', retryAfterMs: null }],
    ['no right', status(403), { kind: 'read-only' }],
    ['full drive', status(403, 'storageQuotaExceeded'), { kind: 'storage-full' }],
    ['409', status(409), { kind: 'conflict' }],
    ['412', status(412), { kind: 'conflict' }],
    ['410', status(410), { kind: 'gone' }],
    ['503', status(503, '', 9), { kind: 'unknown' }],
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
  ])('writing: %s', async (_name, fault, expected) => {
    const fileId = await createDriveFile(mei)
    const etag = await etagOf(mei, fileId)
    stage.world.faults.add({ fault, method: 'PUT' })
    expect(await mei.drive.open(fileId).write(encodeUtf8('new'), etag, signal)).toEqual(expected)
  })

  it('reads a download that breaks off as unavailable, and one that only looks whole as it is', async () => {
    const fileId = await createDriveFile(mei)
    const cut = { kind: 'truncate', of: 'response', keepBytes: 4 } as const
    const broken = stage.world.faults.add({ fault: cut, path: 'alt=media' })
    expect(await mei.drive.open(fileId).read(null, signal)).toEqual({ kind: 'unavailable' })
    broken.remove()
    stage.world.faults.add({ fault: { ...cut, isSilent: true }, path: 'alt=media' })
    expect(await mei.drive.open(fileId).read(null, signal)).toMatchObject({
      kind: 'content',
      bytes: bytes.slice(0, 4),
    })
  })

  it.each(['/drive/v2/', '/drive/v3/files?', '/permissions'])(
    'takes a damaged answer of %s for a failure of the provider',
    async (path) => {
      const fileId = await createDriveFile(mei)
      const fault = { kind: 'truncate', of: 'response', keepBytes: 12, isSilent: true } as const
      stage.world.faults.add({ fault, path, method: 'GET' })
      const outcomes = {
        '/drive/v2/': () => mei.drive.open(fileId).read(null, signal),
        '/drive/v3/files?': () => mei.drive.findOwn(pairId, signal),
        '/permissions': () => mei.drive.readers(fileId, mei.email, ren.email, signal),
      }
      expect(await outcomes[path as keyof typeof outcomes]()).toEqual({ kind: 'unavailable' })
    },
  )

  it('never pairs old content with a newer revision', async () => {
    const fileId = await createDriveFile(mei)
    const first = await etagOf(mei, fileId)
    // Somebody writes between our asking for the revision and for the bytes.
    const slow = stage.world.faults.add({
      fault: { kind: 'latency', delayMs: 60 },
      path: 'alt=media',
    })
    const reading = mei.drive.open(fileId).read(null, signal)
    await stage.until(() => slow.hits() === 1)
    stage.drive.write(fileId, ren.email, Buffer.from('newer'))
    expect(await reading).toEqual({
      kind: 'content',
      bytes: encodeUtf8('newer'),
      etag: first,
      isVerified: false,
    })
    expect(await mei.drive.open(fileId).write(bytes, first, signal)).toEqual({ kind: 'conflict' })
  })

  it('stops when told to', async () => {
    const fileId = await createDriveFile(mei)
    const stop = new AbortController()
    stage.world.faults.add({ fault: { kind: 'latency', delayMs: 5000 }, path: '/drive/' })
    const reading = mei.drive.open(fileId).read(null, stop.signal)
    const writing = mei.drive.open(fileId).write(bytes, null, stop.signal)
    stop.abort()
    expect(await reading).toEqual({ kind: 'unavailable' })
    expect((await writing).kind).toMatch(/unknown|unavailable/)
    expect(await mei.drive.open(fileId).read(null, stop.signal)).toEqual({ kind: 'unavailable' })
  })
})
