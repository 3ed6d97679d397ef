import { beforeEach, describe, expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../lib/base/bytes.ts'
import { limits } from '../../lib/base/limits.ts'
import { bytes, createDriveFile, etagOf, pairId } from '../support/drive-file.ts'
import { type GoogleSide, type GoogleStage, useGoogleStage } from '../support/google-stage.ts'

const otherPairId = 'f'.repeat(32)
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
    const first = await createDriveFile(mei)
    stage.world.clock.advance(1000)
    const second = await createDriveFile(mei)
    const trashed = await createDriveFile(mei)
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
    const file = mei.drive.open(await createDriveFile(mei))
    const read = await file.read(null, signal)
    expect(read).toEqual({
      kind: 'content',
      bytes,
      etag: expect.any(String),
      isVerified: true,
    })
    if (read.kind !== 'content') return
    const before = stage.requests('alt=media').length
    expect(await file.read(read.etag, signal)).toEqual({ kind: 'unchanged' })
    expect(stage.requests('alt=media').length).toBe(before)
  })

  it('writes once per revision: who comes second is told', async () => {
    const fileId = await createDriveFile(mei)
    await mei.drive.share(fileId, ren.email, signal)
    await ren.pick(fileId)
    const etag = await etagOf(mei, fileId)
    const byMei = await mei.drive.open(fileId).write(encodeUtf8('mei'), etag, signal)
    expect(byMei).toEqual({ kind: 'written', etag: await etagOf(mei, fileId), isVerified: true })
    expect(await ren.drive.open(fileId).write(encodeUtf8('ren'), etag, signal)).toEqual({
      kind: 'conflict',
    })
    expect(stage.drive.textOf(fileId)).toBe('mei')
    expect(stage.drive.get(fileId).mimeType).toBe('text/markdown')
  })

  it('writes without a condition when there is no revision', async () => {
    const fileId = await createDriveFile(mei)
    const written = await mei.drive.open(fileId).write(encodeUtf8('new'), null, signal)
    expect(written).toEqual({
      kind: 'written',
      etag: await etagOf(mei, fileId),
      isVerified: true,
    })
  })

  it('reads and writes no bytes', async () => {
    const fileId = await createDriveFile(mei, new Uint8Array(0))
    const etag = await etagOf(mei, fileId)
    const read = await mei.drive.open(fileId).read(null, signal)
    expect(read.kind === 'content' && read.bytes.length).toBe(0)
    await mei.drive.open(fileId).write(bytes, etag, signal)
    const empty = await mei.drive.open(fileId).write(new Uint8Array(0), null, signal)
    expect(empty.kind).toBe('written')
    expect(stage.drive.textOf(fileId)).toBe('')
  })

  it('downloads nothing that is too large, and uploads nothing either', async () => {
    const fileId = await createDriveFile(mei)
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
    const fileId = await createDriveFile(mei)
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
    const fileId = await createDriveFile(mei)
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
    const fileId = await createDriveFile(mei)
    const etag = await etagOf(mei, fileId)
    const fault = { kind: 'status', status: 500 } as const
    stage.world.faults.add({ fault, method: 'PUT', times: 2 })
    expect(await mei.drive.open(fileId).write(bytes, etag, signal)).toEqual({ kind: 'unknown' })
  })

  it('stays unknown when the revision cannot be read', async () => {
    const fileId = await createDriveFile(mei)
    const etag = await etagOf(mei, fileId)
    const fault = { kind: 'status', status: 500 } as const
    stage.world.faults.add({ fault, method: 'PUT', times: 1 })
    stage.world.faults.add({ fault: { kind: 'offline' }, path: '/drive/v2/', method: 'GET' })
    expect(await mei.drive.open(fileId).write(bytes, etag, signal)).toEqual({ kind: 'unknown' })
  })
})
