import { beforeEach, describe, expect, it } from 'vitest'
import { absentTokens } from '../../lib/auth/absent-tokens.ts'
import { createEndAccess } from '../../lib/background/end-access.ts'
import { createPairFiles } from '../../lib/background/pair-files.ts'
import type { Providers } from '../../lib/background/providers.ts'
import { encodeUtf8 } from '../../lib/base/bytes.ts'
import { readOneDriveFileId } from '../../lib/remote/onedrive-id.ts'
import type { PairRecord, PairStore } from '../../lib/storage/ports.ts'
import {
  outsidePartner,
  workColleague,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { createMemoryPairStore } from '../support/memory-pair-store.ts'
import {
  type MicrosoftSide,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'

const pairId = '0123456789abcdef0123456789abcdef'
const signal = new AbortController().signal

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage
let pairs: PairStore
let fileId: string

beforeEach(() => {
  stage = currentStage()
})

const store = () => stage.world.microsoft.files
const itemId = () => readOneDriveFileId(fileId)?.itemId ?? ''
const invitedBesides = () =>
  store()
    .get(itemId())
    .permissions.map((one) => one.email ?? one.invitedEmail)

/** A file shared with `partner` by another life of the background: only the record remembers the grant. */
async function shareInAnEarlierLife(partner: string): Promise<void> {
  const before = await stage.connect(workMentor)
  const created = await before.drive.create(pairId, encodeUtf8('# 1-on-1\n'), signal)
  if (created.kind !== 'created') throw new Error(created.kind)
  fileId = created.file.fileId
  const shared = await before.drive.share(fileId, partner, signal)
  if (shared.kind !== 'shared' || shared.grant === undefined) throw new Error(shared.kind)
  const record: PairRecord = {
    pairId,
    account: workMentor,
    provider: 'microsoft',
    self: { id: '1'.repeat(16), email: workMentor, name: '' },
    partner: { id: '2'.repeat(16), email: partner, name: '' },
    override: null,
    files: [
      {
        provider: 'onedrive',
        fileId,
        url: created.file.url,
        createdMs: 1,
        isMine: true,
        isAccessible: true,
        isShared: true,
        isAttached: false,
        grant: { id: shared.grant, email: partner },
      },
    ],
    readers: { kind: 'two', others: [], checkedMs: 1 },
    lastSyncedMs: null,
    problem: null,
    meetings: [],
  }
  pairs = createMemoryPairStore()
  await pairs.update(pairId, () => record)
}

async function endAccess(change: Partial<MicrosoftSide['drive']> = {}) {
  const side = await stage.connect(workMentor)
  const drive = { ...side.drive, ...change }
  const providers: Providers = {
    tokensOf: (provider) => (provider === 'microsoft' ? side.tokens : absentTokens),
    pickerOf: () => null,
    accounts: () => side.tokens.accounts(),
    homeOf: () => drive,
    calendarOf: () => side.calendar,
    forgetAll: () => side.tokens.forgetAll(),
  }
  const end = createEndAccess({
    pairs,
    files: createPairFiles(providers),
    nowMs: () => stage.world.clock.nowMs(),
  })
  return await end(pairId, signal)
}

const kept = async () => {
  const record = await pairs.get(pairId)
  return { isShared: record?.files[0]?.isShared, readers: record?.readers.kind }
}

describe('taking access away from a file in OneDrive, in another life than the one that gave it', () => {
  it.each([
    ['a colleague', workMentee],
    ['somebody whose sign-in name is no address', workColleague],
    ['somebody of another organisation, whom only a mail lets in', outsidePartner],
  ])('from %s: nobody else can read it, and nobody gets a mail', async (_who, partner) => {
    await shareInAnEarlierLife(partner)
    const mailsBefore = stage.world.microsoft.mails.length
    const invitesBefore = stage.requests('/invite').length
    expect(await endAccess()).toBeNull()
    expect(stage.requests('/invite').length).toBe(invitesBefore)
    expect(invitedBesides()).toEqual([])
    expect(await kept()).toEqual({ isShared: false, readers: 'only-me' })
    expect(stage.world.microsoft.mails.length).toBe(mailsBefore)
  })

  it('says that others can still read it, and anybody with a link', async () => {
    await shareInAnEarlierLife(workMentee)
    store().inviteUnknown(itemId(), 'somebody@else.example', 'read')
    expect(await endAccess()).toBeNull()
    expect(await kept()).toEqual({ isShared: false, readers: 'more' })
    store().shareByLink(itemId(), {
      type: 'view',
      scope: 'anonymous',
      clientId: worldMicrosoftClientId,
    })
    await shareAgain()
    expect(await endAccess()).toBeNull()
    expect(await kept()).toEqual({ isShared: false, readers: 'link' })
  })

  it('says unknown where the permissions cannot be read afterwards', async () => {
    await shareInAnEarlierLife(workMentee)
    const { drive } = await stage.connect(workMentor)
    let calls = 0
    const readers: MicrosoftSide['drive']['readers'] = async (...input) => {
      calls += 1
      return calls === 1 ? drive.readers(...input) : { kind: 'unavailable' }
    }
    expect(await endAccess({ readers })).toBeNull()
    expect(await kept()).toEqual({ isShared: false, readers: 'unknown' })
  })

  it('claims nothing while the partner is still among the readers', async () => {
    await shareInAnEarlierLife(workColleague)
    // Taken back by Microsoft's word, yet still there: what the permissions say afterwards counts.
    const unshare = async () => ({ kind: 'unshared' as const })
    expect(await endAccess({ unshare })).toBe('share/refused')
    expect(await kept()).toEqual({ isShared: true, readers: 'two' })
  })
})

/** The person shares with the partner once more. */
async function shareAgain(): Promise<void> {
  const { drive } = await stage.connect(workMentor)
  const shared = await drive.share(fileId, workMentee, signal)
  if (shared.kind !== 'shared' || shared.grant === undefined) throw new Error(shared.kind)
  const grant = { id: shared.grant, email: workMentee }
  await pairs.update(pairId, (old) =>
    old === null
      ? null
      : { ...old, files: old.files.map((one) => ({ ...one, isShared: true, grant })) },
  )
}
