import { beforeEach, describe, expect, it } from 'vitest'
import { absentTokens } from '../../lib/auth/absent-tokens.ts'
import { canonicalFile } from '../../lib/background/canonical-file.ts'
import { candidateFile } from '../../lib/background/file-keeper.ts'
import { createPairLink } from '../../lib/background/link-pair.ts'
import { readConnection } from '../../lib/background/pair-connection.ts'
import { createPairFiles } from '../../lib/background/pair-files.ts'
import type { Providers } from '../../lib/background/providers.ts'
import { buildSyncStatus } from '../../lib/background/sync-status.ts'
import { encodeUtf8 } from '../../lib/base/bytes.ts'
import { platformSha256 } from '../../lib/base/hash.ts'
import type { ProviderName } from '../../lib/model/account.ts'
import { memberIdOf, pairIdOf } from '../../lib/model/people.ts'
import { nameFile, parseNamedFile } from '../../lib/remote/named-file.ts'
import type { FileRef } from '../../lib/storage/ports.ts'
import {
  contosoTenantId,
  personalMentee,
  personalMentor,
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
import { blankFileOf, vetFile } from '../support/pair-file.ts'

const signal = new AbortController().signal
const currentStage = useMicrosoftStage()
let stage: MicrosoftStage

beforeEach(() => {
  stage = currentStage()
})

/** One person's half: their calendar's provider, and the Microsoft account they have connected, if any. */
async function openHalf(email: string, partnerEmail: string, provider: ProviderName) {
  let side: MicrosoftSide | null = null
  const providers: Providers = {
    tokensOf: () => side?.tokens ?? { ...absentTokens, isConfigured: async () => true },
    pickerOf: () => null,
    accounts: async () => (side === null ? [] : side.tokens.accounts()),
    homeOf: () => {
      if (side === null) throw new Error('nobody is connected')
      return side.drive
    },
    calendarOf: () => null,
    forgetAll: async () => undefined,
  }
  const pairs = createMemoryPairStore()
  const self = { id: await memberIdOf(email, platformSha256), email, name: '' }
  const partner = {
    id: await memberIdOf(partnerEmail, platformSha256),
    email: partnerEmail,
    name: '',
  }
  const pairId = await pairIdOf(self.id, partner.id, platformSha256)
  await pairs.update(pairId, () => ({
    pairId,
    account: email,
    provider,
    self,
    partner,
    override: null,
    files: [],
    readers: { kind: 'only-me', others: [], checkedMs: null },
    lastSyncedMs: null,
    problem: null,
    meetings: [],
  }))
  const record = async () => {
    const known = await pairs.get(pairId)
    if (known === null) throw new Error('no record')
    return known
  }
  return {
    pairId,
    record,
    link: createPairLink({
      pairs,
      providers,
      files: createPairFiles(providers),
      vet: vetFile,
      encodeFile: (id) => blankFileOf(id),
      onEventRead: () => undefined,
      nowMs: () => stage.world.clock.nowMs(),
    }),
    keep: (file: FileRef) =>
      pairs.update(pairId, (old) => (old === null ? null : { ...old, files: [file] })),
    async connect(access: readonly 'partner-files'[] = []) {
      side = await stage.connect(email, access)
    },
    async status() {
      const now = await record()
      return buildSyncStatus({
        record: now,
        ...(await readConnection(now, null, providers)),
        isOnline: true,
        isArrived: null,
        partnerHomeFile: null,
        problem: null,
        repaired: null,
      })
    },
  }
}

type Half = Awaited<ReturnType<typeof openHalf>>

async function shareFirst(owner: Half): Promise<string> {
  await owner.connect()
  expect(await owner.link.share(owner.pairId, null, signal)).toBeNull()
  const [file] = (await owner.record()).files
  expect(file).toMatchObject({ provider: 'onedrive', isMine: true, isShared: true })
  return file?.url ?? ''
}

async function paste(half: Half, link: string) {
  const named = parseNamedFile(link)
  if (named === null) throw new Error('not a link')
  return await half.link.pick(half.pairId, named, null, signal)
}

describe('a note in OneDrive, and a partner who lives in Google Calendar', () => {
  it('says whose account is missing, and opens it with that account', async () => {
    const mentor = await openHalf(personalMentor, personalMentee, 'microsoft')
    const mentee = await openHalf(personalMentee, personalMentor, 'google')
    expect(mentee.pairId).toBe(mentor.pairId)
    const link = await shareFirst(mentor)
    expect(await paste(mentee, link)).toBeNull()
    expect(await mentee.status()).toMatchObject({
      connection: 'not-connected',
      provider: 'microsoft',
      nextStep: 'connect',
      file: { provider: 'onedrive', isMine: false },
    })
    await mentee.connect()
    // Connecting alone is enough: nothing has to be picked in OneDrive.
    expect(await mentee.link.refresh(mentee.pairId, null, signal)).toBeNull()
    const { files } = await mentee.record()
    expect(files).toMatchObject([{ isAccessible: true, isMine: false, account: personalMentee }])
    const theirs = canonicalFile((await mentor.record()).files)
    expect(canonicalFile(files)?.fileId).toBe(theirs?.fileId)
  })
})

describe('a note in an organisation’s OneDrive', () => {
  it('asks for the further consent, and opens as soon as it is given', async () => {
    const mentor = await openHalf(workMentor, workMentee, 'microsoft')
    const mentee = await openHalf(workMentee, workMentor, 'microsoft')
    const link = await shareFirst(mentor)
    await mentee.connect()
    expect(await paste(mentee, link)).toBe('file/needs-consent')
    expect(await mentee.status()).toMatchObject({ connection: 'connected', nextStep: 'consent' })
    const { entra } = stage.world.microsoft
    entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Files.ReadWrite.All'])
    await mentee.connect(['partner-files'])
    expect(await mentee.link.refresh(mentee.pairId, null, signal)).toBeNull()
    expect(await mentee.status()).toMatchObject({ nextStep: null, file: { isMine: false } })
  })
})

describe('a file that is not the pair’s', () => {
  const otherPairId = 'f'.repeat(32)

  /** Somebody puts these bytes into their own OneDrive and lets the mentee write there. */
  async function plant(bytes: Uint8Array) {
    const { drive } = await stage.connect(personalMentor)
    const made = await drive.create(otherPairId, bytes, signal)
    if (made.kind !== 'created') throw new Error(made.kind)
    await drive.share(made.file.fileId, personalMentee, signal)
    return made.file
  }

  async function openMentee() {
    const mentee = await openHalf(personalMentee, personalMentor, 'microsoft')
    await mentee.connect()
    return mentee
  }

  it.each([
    ['empty', () => new Uint8Array(0)],
    ['some other document', () => encodeUtf8('# 議事録')],
    ['another pair’s', () => blankFileOf(otherPairId)],
  ])('is not taken for it (%s), pasted or found', async (_what, bytesOf) => {
    const file = await plant(await bytesOf())
    const mentee = await openMentee()
    expect(await paste(mentee, file.url)).toBe('file/foreign')
    expect((await mentee.record()).files).toEqual([])
    // Noted before anybody was connected, by this device or the one an export is from.
    const noted = { ...candidateFile({ provider: 'onedrive', ...file }), account: personalMentee }
    await mentee.keep({ ...noted, isAttached: true })
    await mentee.link.refresh(mentee.pairId, null, signal)
    expect((await mentee.record()).files).toMatchObject([
      { isAccessible: false, isAttached: true, trouble: 'foreign' },
    ])
    expect((await mentee.status()).nextStep).toBe('create')
  })

  it('is looked at again when its owner put the right one back', async () => {
    const file = await plant(encodeUtf8('# 議事録'))
    const mentee = await openMentee()
    await mentee.keep({ ...candidateFile({ provider: 'onedrive', ...file }), isAttached: true })
    await mentee.link.refresh(mentee.pairId, null, signal)
    const { drive } = await stage.connect(personalMentor)
    await drive.open(file.fileId, true).write(await blankFileOf(mentee.pairId), null, signal)
    await mentee.link.refresh(mentee.pairId, null, signal)
    const { files } = await mentee.record()
    expect(canonicalFile(files)).toMatchObject({ fileId: file.fileId, isMine: false })
  })

  it('does not come in by a link somebody led to: only a press opens it', async () => {
    const mentee = await openMentee()
    const file = await plant(await blankFileOf(mentee.pairId))
    const named = nameFile('onedrive', file.fileId)
    await mentee.link.noteInvitation(mentee.pairId, named)
    await mentee.link.refresh(mentee.pairId, null, signal)
    expect((await mentee.record()).files).toMatchObject([{ isAccessible: false }])
    expect((await mentee.status()).nextStep).toBe('pick')
    expect(await mentee.link.pick(mentee.pairId, named, null, signal)).toBeNull()
    expect((await mentee.record()).files).toMatchObject([{ isAccessible: true }])
  })
})
