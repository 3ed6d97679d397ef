import { beforeEach, describe, expect, it } from 'vitest'
import { createEndAccess, type EndAccess } from '../../lib/background/end-access.ts'
import { createPairFiles } from '../../lib/background/pair-files.ts'
import { encodeUtf8 } from '../../lib/base/bytes.ts'
import type { PairStore } from '../../lib/storage/ports.ts'
import {
  type GoogleSide,
  type GoogleStage,
  oneSidedProviders,
  useGoogleStage,
} from '../support/google-stage.ts'
import { createMemoryPairStore } from '../support/memory-pair-store.ts'

const pairId = '0123456789abcdef0123456789abcdef'
const signal = new AbortController().signal
const bytes = encodeUtf8('# 1-on-1\n余白\n')

const currentStage = useGoogleStage()
let stage: GoogleStage
let mei: GoogleSide
let ren: GoogleSide
let fileId: string

beforeEach(async () => {
  stage = currentStage()
  mei = await stage.connect('mentor@example.com')
  ren = await stage.connect('mentee@example.com')
  const created = await mei.drive.create(pairId, bytes, signal)
  if (created.kind !== 'created') throw new Error(created.kind)
  fileId = created.file.fileId
  await mei.drive.share(fileId, ren.email, signal)
  await ren.pick(fileId)
})

const kindOfRead = async (side: GoogleSide): Promise<string> =>
  (await side.drive.open(fileId).read(null, signal)).kind

describe('taking access away', () => {
  it('ends what the other could read, once and for all, and leaves mine', async () => {
    expect(await kindOfRead(ren)).toBe('content')
    expect(await mei.drive.unshare(fileId, 'Mentee@Example.com ', signal)).toEqual({
      kind: 'unshared',
    })
    expect(await kindOfRead(ren)).not.toBe('content')
    expect(await kindOfRead(mei)).toBe('content')
    const after = await mei.drive.readers(fileId, mei.email, ren.email, signal)
    expect(after.kind === 'readers' && after.readers.kind).toBe('only-me')
    expect(await mei.drive.unshare(fileId, ren.email, signal)).toEqual({ kind: 'unshared' })
  })

  it('never takes the owner’s own', async () => {
    expect(await mei.drive.unshare(fileId, mei.email, signal)).toEqual({ kind: 'unshared' })
    expect(await kindOfRead(mei)).toBe('content')
  })

  it('can be given back', async () => {
    await mei.drive.unshare(fileId, ren.email, signal)
    await mei.drive.share(fileId, ren.email, signal)
    expect(await kindOfRead(ren)).toBe('content')
  })

  it('says honestly when the network is away', async () => {
    stage.world.faults.add({ fault: { kind: 'lost-answer' }, path: '/permissions', times: 9 })
    expect((await mei.drive.unshare(fileId, ren.email, signal)).kind).not.toBe('unshared')
  })
})

describe('the end of a relation', () => {
  let pairs: PairStore
  let endAccess: EndAccess

  async function keepRecord(side: GoogleSide, other: GoogleSide, isMine: boolean): Promise<void> {
    pairs = createMemoryPairStore()
    endAccess = createEndAccess({
      pairs,
      files: createPairFiles(oneSidedProviders(side)),
      nowMs: () => stage.nowMs(),
    })
    await pairs.update(pairId, () => ({
      pairId,
      account: side.email,
      self: { id: '1'.repeat(16), email: side.email, name: '' },
      partner: { id: '2'.repeat(16), email: other.email, name: '' },
      override: null,
      files: [
        {
          provider: 'google',
          fileId,
          url: '',
          createdMs: 1,
          isMine,
          isAccessible: true,
          isShared: true,
          isAttached: false,
        },
      ],
      readers: { kind: 'two', others: [], checkedMs: 1 },
      lastSyncedMs: null,
      problem: null,
      meetings: [],
    }))
  }

  it('ends the other’s access to my file, and the record says who can read', async () => {
    await keepRecord(mei, ren, true)
    expect(await endAccess(pairId, signal)).toBeNull()
    expect(await kindOfRead(ren)).not.toBe('content')
    const record = await pairs.get(pairId)
    expect(record?.readers.kind).toBe('only-me')
    expect(record?.files[0]?.isShared).toBe(false)
  })

  it('does not claim to have ended what belongs to the other', async () => {
    await keepRecord(ren, mei, false)
    expect(await endAccess(pairId, signal)).toBe('share/refused')
    expect(await kindOfRead(mei)).toBe('content')
  })
})
