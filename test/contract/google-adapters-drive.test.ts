import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../lib/base/bytes.ts'
import { limits } from '../../lib/base/limits.ts'
import { type GoogleSide, type GoogleStage, openGoogleStage } from '../support/google-stage.ts'

const pairId = '0123456789abcdef0123456789abcdef'
const otherPairId = 'f'.repeat(32)
const signal = new AbortController().signal
const bytes = encodeUtf8('# 1-on-1\n余白\n')

let stage: GoogleStage
let mei: GoogleSide
let ren: GoogleSide

beforeEach(async () => {
  stage = await openGoogleStage()
  mei = await stage.connect('mentor@example.com')
  ren = await stage.connect('mentee@example.com')
})
afterEach(() => stage.close())

async function createFile(content = bytes): Promise<string> {
  const created = await mei.drive.create(pairId, content, signal)
  if (created.kind !== 'created') throw new Error(created.kind)
  return created.file.fileId
}

/** The revision as `read` gives it. */
async function etagOf(side: GoogleSide, fileId: string): Promise<string> {
  const read = await side.drive.open(fileId).read(null, signal)
  if (read.kind !== 'content') throw new Error(read.kind)
  return read.etag
}

describe('creating and finding', () => {
  it('creates a file that says nothing, and finds it by its pair', async () => {
    const created = await mei.drive.create(pairId, bytes, signal)
    expect(created).toMatchObject({
      kind: 'created',
      file: { name: '1-on-1.md', mimeType: 'text/markdown', isMine: true, isWritable: true },
    })
    if (created.kind !== 'created') return
    expect(created.file.url).toContain(created.file.fileId)
    expect(created.file.createdMs).toBe(stage.drive.get(created.file.fileId).createdMs)
    expect(stage.drive.textOf(created.file.fileId)).toBe(decodeUtf8(bytes))
    expect(await mei.drive.findOwn(pairId, signal)).toEqual({
      kind: 'found',
      files: [created.file],
    })
    expect(await mei.drive.describe(created.file.fileId, signal)).toEqual({
      kind: 'found',
      file: created.file,
    })
  })

  it('finds the oldest first, and neither other pairs nor trash nor the partner’s', async () => {
    const first = await createFile()
    stage.world.clock.advance(1000)
    const second = await createFile()
    const trashed = await createFile()
    stage.drive.change(trashed, null, { isTrashed: true })
    await mei.drive.create(otherPairId, bytes, signal)
    await mei.drive.share(first, ren.email, signal)
    await ren.pick(first)
    const found = await mei.drive.findOwn(pairId, signal)
    expect(found.kind === 'found' && found.files.map((file) => file.fileId)).toEqual([
      first,
      second,
    ])
    expect(await ren.drive.findOwn(pairId, signal)).toEqual({ kind: 'found', files: [] })
  })

  it('finds what was created when the answer was lost', async () => {
    stage.world.faults.add({ fault: { kind: 'lost-answer' }, path: '/upload/', times: 1 })
    expect(await mei.drive.create(pairId, bytes, signal)).toEqual({ kind: 'offline' })
    const found = await mei.drive.findOwn(pairId, signal)
    expect(found.kind === 'found' && found.files.length).toBe(1)
  })

  it('asks nothing for a pair that cannot be one', async () => {
    const hostile = "x' or name contains '"
    expect(await mei.drive.findOwn(hostile, signal)).toEqual({ kind: 'rejected', status: 400 })
    expect(await mei.drive.create(hostile, bytes, signal)).toEqual({
      kind: 'rejected',
      status: 400,
    })
    expect(stage.requests('/drive/')).toEqual([])
  })
})

describe('reading and writing', () => {
  it('reads bytes with the revision they had, and says when nothing changed', async () => {
    const file = mei.drive.open(await createFile())
    const read = await file.read(null, signal)
    expect(read).toEqual({ kind: 'content', bytes, etag: expect.any(String) })
    if (read.kind !== 'content') return
    const before = stage.requests('alt=media').length
    expect(await file.read(read.etag, signal)).toEqual({ kind: 'unchanged' })
    expect(stage.requests('alt=media').length).toBe(before)
  })

  it('writes once per revision: who comes second is told', async () => {
    const fileId = await createFile()
    await mei.drive.share(fileId, ren.email, signal)
    await ren.pick(fileId)
    const etag = await etagOf(mei, fileId)
    const byMei = await mei.drive.open(fileId).write(encodeUtf8('mei'), etag, signal)
    expect(byMei).toEqual({ kind: 'written', etag: await etagOf(mei, fileId) })
    expect(await ren.drive.open(fileId).write(encodeUtf8('ren'), etag, signal)).toEqual({
      kind: 'conflict',
    })
    expect(stage.drive.textOf(fileId)).toBe('mei')
    expect(stage.drive.get(fileId).mimeType).toBe('text/markdown')
  })

  it('writes without a condition when there is no revision', async () => {
    const fileId = await createFile()
    const written = await mei.drive.open(fileId).write(encodeUtf8('new'), null, signal)
    expect(written).toEqual({ kind: 'written', etag: await etagOf(mei, fileId) })
  })

  it('reads and writes no bytes', async () => {
    const fileId = await createFile(new Uint8Array(0))
    const etag = await etagOf(mei, fileId)
    const read = await mei.drive.open(fileId).read(null, signal)
    expect(read.kind === 'content' && read.bytes.length).toBe(0)
    await mei.drive.open(fileId).write(bytes, etag, signal)
    const empty = await mei.drive.open(fileId).write(new Uint8Array(0), null, signal)
    expect(empty.kind).toBe('written')
    expect(stage.drive.textOf(fileId)).toBe('')
  })

  it('downloads nothing that is too large, and uploads nothing either', async () => {
    const fileId = await createFile()
    stage.drive.write(fileId, mei.email, Buffer.alloc(limits.fileSizeBytes + 1))
    expect(await mei.drive.open(fileId).read(null, signal)).toEqual({ kind: 'too-large' })
    expect(stage.requests('alt=media')).toEqual([])
    const large = new Uint8Array(limits.fileSizeBytes + 1)
    expect(await mei.drive.open(fileId).write(large, null, signal)).toEqual({ kind: 'too-large' })
    expect(await mei.drive.create(pairId, large, signal)).toEqual({ kind: 'too-large' })
  })

  it('asks nothing about an id that cannot be one', async () => {
    const refused = { kind: 'rejected', status: 400 }
    for (const fileId of ['', '..', '../about', 'abc?alt=media', 'a'.repeat(300)]) {
      expect(await mei.drive.open(fileId).read(null, signal)).toEqual(refused)
      expect(await mei.drive.open(fileId).write(bytes, null, signal)).toEqual(refused)
      expect(await mei.drive.describe(fileId, signal)).toEqual(refused)
      expect(await mei.drive.share(fileId, ren.email, signal)).toEqual(refused)
      expect(await mei.drive.readers(fileId, mei.email, ren.email, signal)).toEqual(refused)
    }
    expect(stage.requests('/drive/')).toEqual([])
  })
})

describe('a 500 on a conditional write', () => {
  it('writes once more without the condition when the revision is provably the same', async () => {
    const fileId = await createFile()
    const etag = await etagOf(mei, fileId)
    const fault = { kind: 'status', status: 500 } as const
    stage.world.faults.add({ fault, method: 'PUT', times: 1 })
    expect(await mei.drive.open(fileId).write(encodeUtf8('new'), etag, signal)).toEqual({
      kind: 'written',
      etag: null,
    })
    expect(stage.drive.textOf(fileId)).toBe('new')
  })

  it('is a conflict when somebody wrote meanwhile, or our etag was never one', async () => {
    const fileId = await createFile()
    const etag = await etagOf(mei, fileId)
    stage.drive.write(fileId, ren.email, Buffer.from('ren'))
    const fault = { kind: 'status', status: 500 } as const
    stage.world.faults.add({ fault, method: 'PUT', times: 1 })
    const file = mei.drive.open(fileId)
    expect(await file.write(encodeUtf8('mei'), etag, signal)).toEqual({ kind: 'conflict' })
    expect(await file.write(encodeUtf8('mei'), 'no quotes', signal)).toEqual({ kind: 'conflict' })
    expect(stage.drive.textOf(fileId)).toBe('ren')
  })

  it('stays unknown when it happens again', async () => {
    const fileId = await createFile()
    const etag = await etagOf(mei, fileId)
    const fault = { kind: 'status', status: 500 } as const
    stage.world.faults.add({ fault, method: 'PUT', times: 2 })
    expect(await mei.drive.open(fileId).write(bytes, etag, signal)).toEqual({ kind: 'unknown' })
  })

  it('stays unknown when the revision cannot be read', async () => {
    const fileId = await createFile()
    const etag = await etagOf(mei, fileId)
    const fault = { kind: 'status', status: 500 } as const
    stage.world.faults.add({ fault, method: 'PUT', times: 1 })
    stage.world.faults.add({ fault: { kind: 'offline' }, path: '/drive/v2/', method: 'GET' })
    expect(await mei.drive.open(fileId).write(bytes, etag, signal)).toEqual({ kind: 'unknown' })
  })
})

describe('the partner’s file', () => {
  it.each(['notFound', 'appNotAuthorizedToFile'] as const)(
    'needs the picker step once, then opens (%s)',
    async (unpicked) => {
      stage.google.habits.drive.unpicked = unpicked
      const fileId = await createFile()
      const file = ren.drive.open(fileId)
      expect(await file.read(null, signal)).toEqual({ kind: 'needs-pick' })
      await mei.drive.share(fileId, ren.email, signal)
      expect(await file.read(null, signal)).toEqual({ kind: 'needs-pick' })
      expect(await file.write(bytes, null, signal)).toEqual({ kind: 'needs-pick' })
      expect(await ren.drive.describe(fileId, signal)).toEqual({ kind: 'needs-pick' })
      await ren.pick(fileId)
      expect(await file.read(null, signal)).toMatchObject({ kind: 'content', bytes })
      expect(await ren.drive.describe(fileId, signal)).toMatchObject({
        kind: 'found',
        file: { isMine: false, isWritable: true },
      })
      expect(await file.write(encodeUtf8('ren'), null, signal)).toMatchObject({ kind: 'written' })
    },
  )

  it('is read-only for a reader', async () => {
    const fileId = await createFile()
    stage.drive.share(fileId, ren.email, 'reader')
    await ren.pick(fileId)
    const file = ren.drive.open(fileId)
    expect(await file.read(null, signal)).toMatchObject({ kind: 'content' })
    expect(await file.write(bytes, null, signal)).toEqual({ kind: 'read-only' })
    expect(await ren.drive.describe(fileId, signal)).toMatchObject({ file: { isWritable: false } })
  })

  it('goes back to needs-pick when the share is taken away', async () => {
    const fileId = await createFile()
    const permission = stage.drive.share(fileId, ren.email, 'writer')
    await ren.pick(fileId)
    stage.drive.unshare(fileId, permission.id)
    expect(await ren.drive.open(fileId).read(null, signal)).toEqual({ kind: 'needs-pick' })
  })
})

describe('a file that is gone', () => {
  it('is gone for its owner, and cannot be told from unpicked by the partner', async () => {
    const fileId = await createFile()
    stage.drive.remove(fileId)
    expect(await mei.drive.open(fileId, true).read(null, signal)).toEqual({ kind: 'gone' })
    expect(await mei.drive.open(fileId, true).write(bytes, null, signal)).toEqual({ kind: 'gone' })
    expect(await ren.drive.open(fileId).read(null, signal)).toEqual({ kind: 'needs-pick' })
  })

  it('is remembered as one’s own by the handle that read it', async () => {
    const fileId = await createFile()
    const file = mei.drive.open(fileId)
    await file.read(null, signal)
    stage.drive.remove(fileId)
    expect(await file.read(null, signal)).toEqual({ kind: 'gone' })
  })

  it('counts as gone in the trash', async () => {
    const fileId = await createFile()
    stage.drive.change(fileId, null, { isTrashed: true })
    expect(await mei.drive.open(fileId).read(null, signal)).toEqual({ kind: 'gone' })
    expect(await mei.drive.describe(fileId, signal)).toEqual({ kind: 'gone' })
  })
})

describe('sharing', () => {
  it('lets the partner write, without mail, and doing it twice changes nothing', async () => {
    const fileId = await createFile()
    expect(await mei.drive.share(fileId, 'Mentee@Example.com', signal)).toEqual({ kind: 'shared' })
    const once = stage.drive.get(fileId).permissions
    expect(once.map((one) => [one.email, one.role])).toEqual([
      [mei.email, 'owner'],
      [ren.email, 'writer'],
    ])
    const before = stage.requests('permissions', 'POST').length
    expect(await mei.drive.share(fileId, ren.email, signal)).toEqual({ kind: 'shared' })
    expect(stage.drive.get(fileId).permissions).toEqual(once)
    expect(stage.requests('permissions', 'POST').length).toBe(before)
    expect(stage.google.mails).toEqual([])
  })

  it('raises a reader to a writer', async () => {
    const fileId = await createFile()
    stage.drive.share(fileId, ren.email, 'reader')
    expect(await mei.drive.share(fileId, ren.email, signal)).toEqual({ kind: 'shared' })
    expect(stage.drive.get(fileId).permissions.at(-1)?.role).toBe('writer')
  })

  it('lets Drive send its mail only where it insists', async () => {
    const fileId = await createFile()
    const address = 'somebody@outlook.example'
    expect(await mei.drive.share(fileId, address, signal)).toEqual({ kind: 'shared' })
    expect(stage.google.mails.map((mail) => mail.to)).toEqual([address])
  })

  it('says when the address or the organisation does not allow it', async () => {
    const fileId = await createFile()
    stage.google.habits.drive.refusedRecipients = ['@example.com']
    expect(await mei.drive.share(fileId, ren.email, signal)).toEqual({ kind: 'share-refused' })
    expect(await mei.drive.share(fileId, 'not an address', signal)).toEqual({
      kind: 'share-refused',
    })
    stage.google.habits.drive.refusedRecipients = []
    stage.drive.share(fileId, ren.email, 'reader')
    await ren.pick(fileId)
    expect(await ren.drive.share(fileId, 'colleague@example.com', signal)).toEqual({
      kind: 'share-refused',
    })
  })

  it('does not take trouble for a refusal', async () => {
    const fileId = await createFile()
    const add = (status: number, reason = '') =>
      stage.world.faults.add({
        fault: { kind: 'status', status, reason },
        path: 'permissions',
        times: 1,
      })
    add(403, 'sharingRateLimitExceeded')
    expect(await mei.drive.share(fileId, ren.email, signal)).toMatchObject({ kind: 'throttled' })
    add(503)
    expect(await mei.drive.share(fileId, ren.email, signal)).toEqual({ kind: 'unavailable' })
    stage.world.faults.add({ fault: { kind: 'lost-answer' }, method: 'POST', times: 1 })
    expect(await mei.drive.share(fileId, ren.email, signal)).toEqual({ kind: 'offline' })
    expect(await mei.drive.share(fileId, ren.email, signal)).toEqual({ kind: 'shared' })
    expect(stage.drive.get(fileId).permissions.length).toBe(2)
  })
})

describe('readers', () => {
  const readersOf = async (side: GoogleSide, fileId: string) => {
    const outcome = await side.drive.readers(fileId, mei.email, ren.email, signal)
    return outcome.kind === 'readers' ? outcome.readers : outcome
  }

  it('tells alone, two, more and link', async () => {
    const fileId = await createFile()
    const checkedMs = stage.nowMs()
    expect(await readersOf(mei, fileId)).toMatchObject({ kind: 'only-me', others: [] })
    stage.drive.share(fileId, ren.email, 'writer')
    expect(await readersOf(mei, fileId)).toMatchObject({ kind: 'two', others: [] })
    stage.drive.share(fileId, 'colleague@example.com', 'reader')
    expect(await readersOf(mei, fileId)).toMatchObject({
      kind: 'more',
      others: ['colleague@example.com'],
    })
    stage.drive.shareByLink(fileId, 'reader')
    expect(await readersOf(mei, fileId)).toMatchObject({ kind: 'link' })
    const last = await readersOf(mei, fileId)
    expect('checkedMs' in last && (last.checkedMs ?? 0)).toBeGreaterThanOrEqual(checkedMs)
  })

  it('tells a writing partner the same, and a mere reader that it is unknown', async () => {
    const fileId = await createFile()
    stage.drive.share(fileId, ren.email, 'writer')
    expect(await readersOf(ren, fileId)).toEqual({ kind: 'needs-pick' })
    await ren.pick(fileId)
    expect(await readersOf(ren, fileId)).toMatchObject({ kind: 'two' })
    const [, permission] = stage.drive.get(fileId).permissions
    stage.drive.unshare(fileId, permission?.id ?? '')
    stage.drive.share(fileId, ren.email, 'reader')
    expect(await readersOf(ren, fileId)).toMatchObject({ kind: 'unknown', others: [] })
  })
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
    const fileId = await createFile()
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
    ['full drive', status(403, 'storageQuotaExceeded'), { kind: 'rejected', status: 403 }],
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
    const fileId = await createFile()
    const etag = await etagOf(mei, fileId)
    stage.world.faults.add({ fault, method: 'PUT' })
    expect(await mei.drive.open(fileId).write(encodeUtf8('new'), etag, signal)).toEqual(expected)
  })

  it('reads a download that breaks off as unavailable, and one that only looks whole as it is', async () => {
    const fileId = await createFile()
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
      const fileId = await createFile()
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
    const fileId = await createFile()
    const first = await etagOf(mei, fileId)
    // Somebody writes between our asking for the revision and for the bytes.
    const slow = stage.world.faults.add({
      fault: { kind: 'latency', delayMs: 60 },
      path: 'alt=media',
    })
    const reading = mei.drive.open(fileId).read(null, signal)
    await stage.until(() => slow.hits() === 1)
    stage.drive.write(fileId, ren.email, Buffer.from('newer'))
    expect(await reading).toEqual({ kind: 'content', bytes: encodeUtf8('newer'), etag: first })
    expect(await mei.drive.open(fileId).write(bytes, first, signal)).toEqual({ kind: 'conflict' })
  })

  it('stops when told to', async () => {
    const fileId = await createFile()
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
