import { beforeEach, describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../lib/base/bytes.ts'
import { bytes, createDriveFile } from '../support/drive-file.ts'
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

describe('the partner’s file', () => {
  it.each(['notFound', 'appNotAuthorizedToFile'] as const)(
    'needs the picker step once, then opens (%s)',
    async (unpicked) => {
      stage.google.habits.drive.unpicked = unpicked
      const fileId = await createDriveFile(mei)
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
    const fileId = await createDriveFile(mei)
    stage.drive.share(fileId, ren.email, 'reader')
    await ren.pick(fileId)
    const file = ren.drive.open(fileId)
    expect(await file.read(null, signal)).toMatchObject({ kind: 'content' })
    expect(await file.write(bytes, null, signal)).toEqual({ kind: 'read-only' })
    expect(await ren.drive.describe(fileId, signal)).toMatchObject({ file: { isWritable: false } })
  })

  it('goes back to needs-pick when the share is taken away', async () => {
    const fileId = await createDriveFile(mei)
    const permission = stage.drive.share(fileId, ren.email, 'writer')
    await ren.pick(fileId)
    stage.drive.unshare(fileId, permission.id)
    expect(await ren.drive.open(fileId).read(null, signal)).toEqual({ kind: 'needs-pick' })
  })
})

describe('a file that is gone', () => {
  it('is gone for its owner, and cannot be told from unpicked by the partner', async () => {
    const fileId = await createDriveFile(mei)
    stage.drive.remove(fileId)
    expect(await mei.drive.open(fileId, true).read(null, signal)).toEqual({ kind: 'gone' })
    expect(await mei.drive.open(fileId, true).write(bytes, null, signal)).toEqual({ kind: 'gone' })
    expect(await ren.drive.open(fileId).read(null, signal)).toEqual({ kind: 'needs-pick' })
  })

  it('is remembered as one’s own by the handle that read it', async () => {
    const fileId = await createDriveFile(mei)
    const file = mei.drive.open(fileId)
    await file.read(null, signal)
    stage.drive.remove(fileId)
    expect(await file.read(null, signal)).toEqual({ kind: 'gone' })
  })

  it('counts as gone in the trash', async () => {
    const fileId = await createDriveFile(mei)
    stage.drive.change(fileId, null, { isTrashed: true })
    expect(await mei.drive.open(fileId).read(null, signal)).toEqual({ kind: 'gone' })
    expect(await mei.drive.describe(fileId, signal)).toEqual({ kind: 'gone' })
  })
})

describe('sharing', () => {
  it('lets the partner write, without mail, and doing it twice changes nothing', async () => {
    const fileId = await createDriveFile(mei)
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
    const fileId = await createDriveFile(mei)
    stage.drive.share(fileId, ren.email, 'reader')
    expect(await mei.drive.share(fileId, ren.email, signal)).toEqual({ kind: 'shared' })
    expect(stage.drive.get(fileId).permissions.at(-1)?.role).toBe('writer')
  })

  it('lets Drive send its mail only where it insists', async () => {
    const fileId = await createDriveFile(mei)
    const address = 'somebody@outlook.example'
    expect(await mei.drive.share(fileId, address, signal)).toEqual({ kind: 'shared' })
    expect(stage.google.mails.map((mail) => mail.to)).toEqual([address])
  })

  it('says when the address or the organisation does not allow it', async () => {
    const fileId = await createDriveFile(mei)
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
    const fileId = await createDriveFile(mei)
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
    const fileId = await createDriveFile(mei)
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
    const fileId = await createDriveFile(mei)
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
