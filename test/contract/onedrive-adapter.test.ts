import { beforeEach, describe, expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../lib/base/bytes.ts'
import { limits } from '../../lib/base/limits.ts'
import { readOneDriveFileId } from '../../lib/remote/onedrive-id.ts'
import {
  personalMentee,
  personalMentor,
  workMentee,
  workMentor,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import {
  type MicrosoftSide,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'

const pairId = '0123456789abcdef0123456789abcdef'
const otherPairId = 'f'.repeat(32)
const signal = new AbortController().signal
const bytes = encodeUtf8('# 1-on-1\n余白\n')

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage

beforeEach(() => {
  stage = currentStage()
})

const files = () => stage.world.microsoft.files

async function createFile(side: MicrosoftSide, content = bytes): Promise<string> {
  const created = await side.drive.create(pairId, content, signal)
  if (created.kind !== 'created') throw new Error(created.kind)
  return created.file.fileId
}

/** The item in the world behind a file id. */
function itemIdOf(fileId: string): string {
  const place = readOneDriveFileId(fileId)
  if (place === null) throw new Error(`no place in ${fileId}`)
  return place.itemId
}

describe.each([
  ['an organisation', workMentor],
  ['a private account', personalMentor],
])('creating and finding in the OneDrive of %s', (_name, email) => {
  let mei: MicrosoftSide
  beforeEach(async () => {
    mei = await stage.connect(email)
  })

  it('creates a file that says nothing, in the app’s folder, and finds it by its pair', async () => {
    const created = await mei.drive.create(pairId, bytes, signal)
    if (created.kind !== 'created') throw new Error(created.kind)
    const { file } = created
    expect(file).toMatchObject({ mimeType: 'text/markdown', isMine: true, isWritable: true })
    expect(file.name).toBe('1-on-1 0123456789ab.md')
    expect(file.fileId).toMatch(/^od\.[A-Za-z0-9_-]{10,190}$/)
    expect(file.url).toMatch(/^https:\/\//)
    const item = files().get(itemIdOf(file.fileId))
    expect(file.createdMs).toBe(item.createdMs)
    expect(files().parentsOf(item)[0]?.appFolderOf).not.toBeNull()
    expect(files().textOf(item.id)).toBe(decodeUtf8(bytes))
    expect(await mei.drive.findOwn(pairId, signal)).toEqual({ kind: 'found', files: [file] })
    expect(await mei.drive.describe(file.fileId, signal)).toEqual({ kind: 'found', file })
    expect(await mei.drive.describeLink(file.url, signal)).toEqual({ kind: 'found', file })
    expect(await mei.drive.findOwn(otherPairId, signal)).toEqual({ kind: 'found', files: [] })
  })

  it('never makes two files for one pair, and overwrites none', async () => {
    const first = await mei.drive.create(pairId, bytes, signal)
    expect(await mei.drive.create(pairId, encodeUtf8('other device'), signal)).toEqual(first)
    if (first.kind !== 'created') throw new Error(first.kind)
    expect(files().textOf(itemIdOf(first.file.fileId))).toBe(decodeUtf8(bytes))
  })

  it('finds what was created when the answer was lost', async () => {
    stage.world.faults.add({ fault: { kind: 'lost-answer' }, method: 'PUT', times: 1 })
    expect(await mei.drive.create(pairId, bytes, signal)).toEqual({ kind: 'offline' })
    const found = await mei.drive.findOwn(pairId, signal)
    expect(found.kind === 'found' && found.files.length).toBe(1)
  })

  it('makes a new one when the old one is in the bin', async () => {
    const fileId = await createFile(mei)
    files().recycle(itemIdOf(fileId))
    expect(await mei.drive.findOwn(pairId, signal)).toEqual({ kind: 'found', files: [] })
    expect(await createFile(mei)).not.toBe(fileId)
  })

  it('asks nothing for a pair or a file that cannot be one', async () => {
    const refused = { kind: 'rejected', status: 400 }
    const before = stage.asked.length
    expect(await mei.drive.findOwn('../root', signal)).toEqual(refused)
    expect(await mei.drive.create('../root', bytes, signal)).toEqual(refused)
    for (const fileId of ['', '..', 'od.', 'od.Li4vLi4', '1AbCdEfGhIjKlMnOp', 'od.%2e%2e']) {
      expect(await mei.drive.open(fileId).read(null, signal)).toEqual(refused)
      expect(await mei.drive.open(fileId).write(bytes, null, signal)).toEqual(refused)
      expect(await mei.drive.describe(fileId, signal)).toEqual(refused)
      expect(await mei.drive.share(fileId, workMentee, signal)).toEqual(refused)
      expect(await mei.drive.unshare(fileId, workMentee, signal)).toEqual(refused)
      expect(await mei.drive.readers(fileId, email, workMentee, signal)).toEqual(refused)
    }
    expect(await mei.drive.describeLink('https://drive.google.com/file/d/x', signal)).toEqual({
      kind: 'not-a-link',
    })
    expect(stage.asked.length).toBe(before)
  })
})

describe('an account without a OneDrive', () => {
  it('is refused calmly', async () => {
    const mei = await stage.connect(workMentor)
    files().unprovisioned.add(stage.world.microsoft.people.get(workMentor).driveId)
    expect(await mei.drive.create(pairId, bytes, signal)).toEqual({
      kind: 'rejected',
      status: 404,
    })
  })
})

describe('reading', () => {
  it('asks another host for the bytes, and never shows it the token', async () => {
    for (const email of [workMentor, personalMentee]) {
      const side = await stage.connect(email)
      const fileId = await createFile(side)
      const before = stage.asked.length
      expect(await side.drive.open(fileId).read(null, signal)).toMatchObject({
        kind: 'content',
        bytes,
      })
      const hosts = stage.asked.slice(before).map((one) => new URL(one.url).host)
      expect(hosts[0]).toBe('graph.microsoft.com')
      expect(hosts[1]).not.toBe('graph.microsoft.com')
      const tokens = stage.asked.slice(before).map((one) => one.headers.has('authorization'))
      expect(tokens).toEqual([true, false])
    }
  })

  it('downloads nothing that did not change, and nothing that is too large', async () => {
    const mei = await stage.connect(workMentor)
    const fileId = await createFile(mei)
    const read = await mei.drive.open(fileId).read(null, signal)
    if (read.kind !== 'content') throw new Error(read.kind)
    const before = stage.asked.length
    expect(await mei.drive.open(fileId).read(read.etag, signal)).toEqual({ kind: 'unchanged' })
    expect(stage.asked.length).toBe(before + 1)
    files().write(itemIdOf(fileId), workMentor, Buffer.alloc(limits.fileSizeBytes + 1))
    expect(await mei.drive.open(fileId).read(null, signal)).toEqual({ kind: 'too-large' })
    expect(stage.asked.length).toBe(before + 2)
  })

  it('stops a download that is larger than its description said', async () => {
    const mei = await stage.connect(workMentor)
    const fileId = await createFile(mei)
    stage.world.clock.advance(60_000)
    files().write(itemIdOf(fileId), workMentor, Buffer.alloc(limits.fileSizeBytes + 1))
    const stale = { kind: 'stale', ageMs: 30_000 } as const
    const active = stage.world.faults.add({ fault: stale, host: 'graph.microsoft.com' })
    expect(await mei.drive.open(fileId).read(null, signal)).toEqual({ kind: 'too-large' })
    active.remove()
    expect(stage.requests('contoso-my.sharepoint.com').length).toBe(1)
  })

  it('reads again after the download address has expired', async () => {
    const mei = await stage.connect(workMentor)
    const fileId = await createFile(mei)
    stage.world.microsoft.habits.files.downloadLifetimeMs = -1
    const file = mei.drive.open(fileId)
    expect(await file.read(null, signal)).toEqual({ kind: 'unavailable' })
    stage.world.microsoft.habits.files.downloadLifetimeMs = 60_000
    expect(await file.read(null, signal)).toMatchObject({ kind: 'content' })
  })

  it('sees a new revision when only the sharing changed', async () => {
    const mei = await stage.connect(workMentor)
    const fileId = await createFile(mei)
    const before = await mei.drive.open(fileId).read(null, signal)
    if (before.kind !== 'content') throw new Error(before.kind)
    await mei.drive.share(fileId, workMentee, signal)
    const after = await mei.drive.open(fileId).read(before.etag, signal)
    expect(after).toMatchObject({ kind: 'content', bytes })
  })
})

describe('writing', () => {
  it('makes a version each time', async () => {
    const mei = await stage.connect(workMentor)
    const fileId = await createFile(mei)
    const written = await mei.drive.open(fileId).write(encodeUtf8('new'), null, signal)
    expect(written).toMatchObject({ kind: 'written', etag: expect.any(String) })
    const item = files().get(itemIdOf(fileId))
    expect(item.versions?.map((one) => one.bytes.toString())).toEqual([decodeUtf8(bytes), 'new'])
  })

  it('lets the last one win where OneDrive does not look at the condition', async () => {
    const mei = await stage.connect(workMentor)
    const fileId = await createFile(mei)
    const file = mei.drive.open(fileId)
    const first = await file.read(null, signal)
    if (first.kind !== 'content') throw new Error(first.kind)
    await file.write(encodeUtf8('a'), first.etag, signal)
    expect(await file.write(encodeUtf8('b'), first.etag, signal)).toMatchObject({
      kind: 'written',
    })
    expect(files().textOf(itemIdOf(fileId))).toBe('b')
  })

  it('waits for a locked file and says when the drive is full', async () => {
    const mei = await stage.connect(workMentor)
    const fileId = await createFile(mei)
    const file = mei.drive.open(fileId)
    files().change(itemIdOf(fileId), null, { isLocked: true })
    expect(await file.write(encodeUtf8('x'), null, signal)).toEqual({ kind: 'unavailable' })
    files().change(itemIdOf(fileId), null, { isLocked: false })
    const { driveId } = stage.world.microsoft.people.get(workMentor)
    files().quotas.set(driveId, 1)
    expect(await file.write(encodeUtf8('x'), null, signal)).toEqual({ kind: 'storage-full' })
    files().quotas.delete(driveId)
    expect(await file.write(encodeUtf8('x'), null, signal)).toMatchObject({ kind: 'written' })
  })

  it('uploads nothing that is too large, by our own measure or OneDrive’s', async () => {
    const mei = await stage.connect(workMentor)
    const file = mei.drive.open(await createFile(mei))
    const before = stage.asked.length
    const large = new Uint8Array(limits.fileSizeBytes + 1)
    expect(await file.write(large, null, signal)).toEqual({ kind: 'too-large' })
    expect(await mei.drive.create(otherPairId, large, signal)).toEqual({ kind: 'too-large' })
    expect(stage.asked.length).toBe(before)
    const refused = new Uint8Array(stage.world.microsoft.habits.files.putContentMaxBytes + 1)
    expect(await file.write(refused, null, signal)).toEqual({ kind: 'too-large' })
    expect(await mei.drive.create(otherPairId, refused, signal)).toEqual({ kind: 'too-large' })
  })

  it('is gone once it is in the bin, for its owner', async () => {
    const mei = await stage.connect(workMentor)
    const fileId = await createFile(mei)
    files().recycle(itemIdOf(fileId))
    const file = mei.drive.open(fileId, true)
    expect(await file.read(null, signal)).toEqual({ kind: 'gone' })
    expect(await file.write(bytes, null, signal)).toEqual({ kind: 'gone' })
    expect(await mei.drive.describe(fileId, signal)).toEqual({ kind: 'gone' })
    expect(await mei.drive.share(fileId, workMentee, signal)).toEqual({ kind: 'gone' })
  })
})
