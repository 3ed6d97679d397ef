import { beforeEach, describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../lib/base/bytes.ts'
import { readOneDriveFileId } from '../../lib/remote/onedrive-id.ts'
import {
  contosoTenantId,
  outsidePartner,
  personalMentee,
  personalMentor,
  workColleague,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import {
  type MicrosoftSide,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'

const pairId = '0123456789abcdef0123456789abcdef'
const signal = new AbortController().signal
const bytes = encodeUtf8('# 1-on-1\n余白\n')
const news = encodeUtf8('news')

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage

beforeEach(() => {
  stage = currentStage()
})

const microsoft = () => stage.world.microsoft
const files = () => microsoft().files

async function createFile(side: MicrosoftSide): Promise<{ fileId: string; url: string }> {
  const created = await side.drive.create(pairId, bytes, signal)
  if (created.kind !== 'created') throw new Error(created.kind)
  return created.file
}

function itemIdOf(fileId: string): string {
  const place = readOneDriveFileId(fileId)
  if (place === null) throw new Error(`no place in ${fileId}`)
  return place.itemId
}

/** Addresses and roles an item was given to, the owner's left out. */
const grantsOf = (fileId: string) =>
  files()
    .get(itemIdOf(fileId))
    .permissions.map((one) => [one.email ?? one.invitedEmail, one.role])

describe('the partner’s file in an organisation', () => {
  let mei: MicrosoftSide
  beforeEach(async () => {
    mei = await stage.connect(workMentor)
  })

  it('needs the wider consent, and opens with it', async () => {
    const { fileId, url } = await createFile(mei)
    await mei.drive.share(fileId, workMentee, signal)
    const ren = await stage.connect(workMentee)
    const wanting = { kind: 'needs-consent' }
    const file = ren.drive.open(fileId, false, url)
    expect(await file.read(null, signal)).toEqual(wanting)
    expect(await file.write(news, null, signal)).toEqual(wanting)
    expect(await ren.drive.describe(fileId, signal)).toEqual(wanting)
    expect(await ren.drive.describeLink(url, signal)).toEqual(wanting)
    const { entra } = microsoft()
    entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Files.ReadWrite.All'])
    expect((await ren.tokens.connect(workMentee, signal, ['partner-files'])).ok).toBe(true)
    expect(await file.read(null, signal)).toMatchObject({ kind: 'content', bytes })
    expect(await file.write(news, null, signal)).toMatchObject({ kind: 'written' })
    const found = { kind: 'found', file: { fileId, url, isMine: false, isWritable: true } }
    expect(await ren.drive.describe(fileId, signal)).toMatchObject(found)
    expect(await ren.drive.describeLink(url, signal)).toMatchObject(found)
  })

  it('opens by its address where only the id is refused, and keeps to that road', async () => {
    microsoft().habits.files.workPartnerScopes = 'shares-only'
    const { fileId, url } = await createFile(mei)
    await mei.drive.share(fileId, workMentee, signal)
    const ren = await stage.connect(workMentee)
    const file = ren.drive.open(fileId, false, url)
    expect(await file.read(null, signal)).toMatchObject({ kind: 'content', bytes })
    expect(stage.requests('/drives/').length).toBeGreaterThan(0)
    const before = stage.requests('/drives/').length
    expect(await file.write(news, null, signal)).toMatchObject({ kind: 'written' })
    expect(files().textOf(itemIdOf(fileId))).toBe('news')
    expect(stage.requests('/drives/').length).toBe(before)
    expect(await ren.drive.describeLink(url, signal)).toMatchObject({
      kind: 'found',
      file: { fileId, isMine: false, isWritable: true },
    })
    expect(await ren.drive.open(fileId).read(null, signal)).toEqual({ kind: 'needs-consent' })
  })

  describe('with the wider consent', () => {
    let ren: MicrosoftSide
    beforeEach(async () => {
      const { entra } = microsoft()
      entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Files.ReadWrite.All'])
      ren = await stage.connect(workMentee, ['partner-files'])
    })

    it.each(['itemNotFound', 'accessDenied'] as const)(
      'is out of reach until it is shared, and again when it is not any more (%s)',
      async (answer) => {
        microsoft().habits.files.uninvitedAnswer = answer
        const { fileId, url } = await createFile(mei)
        const file = ren.drive.open(fileId)
        const far = { kind: 'out-of-reach' }
        expect(await file.read(null, signal)).toEqual(far)
        expect(await ren.drive.describe(fileId, signal)).toEqual(far)
        expect(await ren.drive.describeLink(url, signal)).toEqual(far)
        await mei.drive.share(fileId, workMentee, signal)
        expect(await file.read(null, signal)).toMatchObject({ kind: 'content' })
        expect(await mei.drive.unshare(fileId, workMentee, signal)).toEqual({ kind: 'unshared' })
        expect(await file.read(null, signal)).toEqual(far)
      },
    )

    it('is read-only for a reader', async () => {
      const { fileId } = await createFile(mei)
      files().share(itemIdOf(fileId), workMentee, 'read')
      const file = ren.drive.open(fileId)
      expect(await file.read(null, signal)).toMatchObject({ kind: 'content' })
      expect(await file.write(news, null, signal)).toEqual({ kind: 'read-only' })
      expect(await ren.drive.describe(fileId, signal)).toMatchObject({
        file: { isWritable: false },
      })
    })

    it('cannot be told from an unshared one when it is gone', async () => {
      const { fileId } = await createFile(mei)
      await mei.drive.share(fileId, workMentee, signal)
      files().recycle(itemIdOf(fileId))
      expect(await ren.drive.open(fileId).read(null, signal)).toEqual({ kind: 'out-of-reach' })
    })

    it('may be shared on by no partner who cannot', async () => {
      const { fileId } = await createFile(mei)
      files().share(itemIdOf(fileId), workMentee, 'read')
      expect(await ren.drive.share(fileId, workColleague, signal)).toEqual({
        kind: 'share-refused',
      })
    })
  })
})

describe('the partner’s file in a private OneDrive', () => {
  it('opens with the first consent once it is shared', async () => {
    const mei = await stage.connect(personalMentor)
    const ren = await stage.connect(personalMentee)
    const { fileId, url } = await createFile(mei)
    expect(await ren.drive.open(fileId).read(null, signal)).toEqual({ kind: 'out-of-reach' })
    expect(await mei.drive.share(fileId, personalMentee, signal)).toMatchObject({ kind: 'shared' })
    expect(await ren.drive.open(fileId).read(null, signal)).toMatchObject({ kind: 'content' })
    expect(await ren.drive.open(fileId).write(news, null, signal)).toMatchObject({
      kind: 'written',
    })
    expect(await ren.drive.describeLink(url, signal)).toMatchObject({
      kind: 'found',
      file: { fileId, isMine: false },
    })
  })
})

describe('a link that opens for whoever has it', () => {
  it('lets in for good who follows it: later requests go by the file’s id', async () => {
    const mei = await stage.connect(personalMentor)
    const ren = await stage.connect(personalMentee)
    const { fileId } = await createFile(mei)
    const { link } = files().shareByLink(itemIdOf(fileId), {
      type: 'edit',
      scope: 'anonymous',
      clientId: worldMicrosoftClientId,
    })
    const url = link?.webUrl ?? ''
    const byId = ren.drive.open(fileId)
    expect(await byId.read(null, signal)).toEqual({ kind: 'out-of-reach' })
    expect(await ren.drive.describeLink(url, signal)).toMatchObject({
      kind: 'found',
      file: { fileId },
    })
    expect(await byId.read(null, signal)).toMatchObject({ kind: 'content' })
  })
})

describe('sharing', () => {
  it.each([
    [workMentor, workMentee],
    [personalMentor, personalMentee],
  ])('%s lets %s write, without mail, and doing it twice changes nothing', async (from, to) => {
    const mei = await stage.connect(from)
    const { fileId } = await createFile(mei)
    expect(await mei.drive.share(fileId, to.toUpperCase(), signal)).toMatchObject({
      kind: 'shared',
    })
    expect(await mei.drive.share(fileId, to, signal)).toMatchObject({ kind: 'shared' })
    expect(grantsOf(fileId)).toEqual([[to, 'write']])
    expect(microsoft().mails).toEqual([])
    const [body] = stage.world.log.filter((one) => one.url.endsWith('/invite'))
    expect(body?.requestBody).toMatchObject({ sendInvitation: false, requireSignIn: true })
  })

  it('raises a reader to a writer', async () => {
    const mei = await stage.connect(workMentor)
    const { fileId } = await createFile(mei)
    files().share(itemIdOf(fileId), workMentee, 'read')
    expect(await mei.drive.share(fileId, workMentee, signal)).toMatchObject({ kind: 'shared' })
    expect(grantsOf(fileId)).toEqual([[workMentee, 'write']])
  })

  it('lets Microsoft send its mail only to people outside', async () => {
    const mei = await stage.connect(workMentor)
    const { fileId } = await createFile(mei)
    expect(await mei.drive.share(fileId, outsidePartner, signal)).toMatchObject({ kind: 'shared' })
    expect(microsoft().mails.map((mail) => mail.to)).toEqual([outsidePartner])
  })

  it('says when the address or the organisation does not allow it', async () => {
    const mei = await stage.connect(workMentor)
    const { fileId } = await createFile(mei)
    const refused = { kind: 'share-refused' }
    expect(await mei.drive.share(fileId, 'nobody@contoso.example', signal)).toEqual(refused)
    microsoft().tenants.get(contosoTenantId).allowsExternalSharing = false
    expect(await mei.drive.share(fileId, outsidePartner, signal)).toEqual(refused)
    expect(grantsOf(fileId)).toEqual([])
  })

  it('does not take trouble for a refusal', async () => {
    const mei = await stage.connect(workMentor)
    const { fileId } = await createFile(mei)
    const add = (status: number) =>
      stage.world.faults.add({ fault: { kind: 'status', status }, path: '/invite', times: 1 })
    add(429)
    expect(await mei.drive.share(fileId, workMentee, signal)).toMatchObject({ kind: 'throttled' })
    add(503)
    expect(await mei.drive.share(fileId, workMentee, signal)).toEqual({ kind: 'unavailable' })
    stage.world.faults.add({ fault: { kind: 'lost-answer' }, path: '/invite', times: 1 })
    expect(await mei.drive.share(fileId, workMentee, signal)).toEqual({ kind: 'offline' })
    expect(await mei.drive.share(fileId, workMentee, signal)).toMatchObject({ kind: 'shared' })
    expect(grantsOf(fileId)).toEqual([[workMentee, 'write']])
  })
})

describe('taking the access away', () => {
  it.each([
    [workMentor, workMentee],
    // Graph tells no address of somebody who signs in with another name.
    [workMentor, workColleague],
    [personalMentor, personalMentee],
  ])('%s takes it from %s and nobody else, after a restart, too', async (from, to) => {
    const before = await stage.connect(from)
    const { fileId } = await createFile(before)
    await before.drive.share(fileId, to, signal)
    files().inviteUnknown(itemIdOf(fileId), 'somebody@else.example', 'read')
    const mei = await stage.connect(from)
    expect(await mei.drive.unshare(fileId, to, signal)).toEqual({ kind: 'unshared' })
    expect(grantsOf(fileId)).toEqual([['somebody@else.example', 'read']])
    expect(await mei.drive.unshare(fileId, to, signal)).toEqual({ kind: 'unshared' })
    expect(grantsOf(fileId)).toEqual([['somebody@else.example', 'read']])
    expect(microsoft().mails).toEqual([])
  })

  it('leaves what comes from a folder to the person', async () => {
    const mei = await stage.connect(workMentor)
    const { fileId } = await createFile(mei)
    const [folder] = files().parentsOf(files().get(itemIdOf(fileId)))
    files().share(folder?.id ?? '', workMentee, 'write')
    expect(await mei.drive.unshare(fileId, workMentee, signal)).toEqual({ kind: 'share-refused' })
  })
})

describe('readers', () => {
  const readersOf = async (side: MicrosoftSide, fileId: string, self: string, partner: string) => {
    const outcome = await side.drive.readers(fileId, self, partner, signal)
    return outcome.kind === 'readers' ? outcome.readers : outcome
  }

  it.each([
    [workMentor, workMentee],
    [personalMentor, personalMentee],
  ])('tells alone, two, more and link (%s)', async (from, to) => {
    const mei = await stage.connect(from)
    const { fileId } = await createFile(mei)
    const ask = () => readersOf(mei, fileId, from, to)
    const checkedMs = stage.world.clock.nowMs()
    expect(await ask()).toEqual({ kind: 'only-me', others: [], checkedMs })
    await mei.drive.share(fileId, to, signal)
    expect(await ask()).toEqual({ kind: 'two', others: [], checkedMs })
    files().inviteUnknown(itemIdOf(fileId), 'somebody@else.example', 'read')
    expect(await ask()).toMatchObject({ kind: 'more', others: ['somebody@else.example'] })
    files().shareByLink(itemIdOf(fileId), {
      type: 'view',
      scope: 'anonymous',
      clientId: worldMicrosoftClientId,
    })
    expect(await ask()).toMatchObject({ kind: 'link' })
  })

  it('tells a link for the whole organisation', async () => {
    const mei = await stage.connect(workMentor)
    const { fileId } = await createFile(mei)
    files().shareByLink(itemIdOf(fileId), {
      type: 'edit',
      scope: 'organization',
      clientId: worldMicrosoftClientId,
    })
    expect(await readersOf(mei, fileId, workMentor, workMentee)).toMatchObject({ kind: 'link' })
  })

  it('knows somebody by the invitation that was taken up, after a restart, too', async () => {
    const before = await stage.connect(personalMentor)
    const { fileId } = await createFile(before)
    await before.drive.share(fileId, personalMentee, signal)
    const mei = await stage.connect(personalMentor)
    expect(await readersOf(mei, fileId, personalMentor, personalMentee)).toMatchObject({
      kind: 'two',
    })
  })

  it('does not guess who somebody is whose sign-in name is no address', async () => {
    const before = await stage.connect(workMentor)
    const { fileId } = await createFile(before)
    const shared = await before.drive.share(fileId, workColleague, signal)
    const grant = shared.kind === 'shared' ? shared.grant : undefined
    expect(grant).toBeDefined()
    const ask = (side: MicrosoftSide) => readersOf(side, fileId, workMentor, workColleague)
    expect(await ask(before)).toMatchObject({ kind: 'two' })
    // The worker died since: nobody remembers whom the permission was given to.
    const mei = await stage.connect(workMentor)
    expect(await ask(mei)).toMatchObject({ kind: 'unknown', others: [] })
    const again = await stage.connect(workMentor)
    const named = await again.drive.readers(fileId, workMentor, workColleague, signal, grant)
    expect(named).toMatchObject({ readers: { kind: 'two' } })
    microsoft().habits.files.doIdentitiesTellEmail = true
    expect(await ask(mei)).toMatchObject({ kind: 'two' })
    microsoft().habits.files.doIdentitiesTellEmail = false
    files().share(itemIdOf(fileId), workMentee, 'read')
    expect(await readersOf(mei, fileId, workMentor, workColleague)).toMatchObject({
      kind: 'more',
    })
  })

  it('promises a partner nothing, who is shown no more than concerns them', async () => {
    const { entra } = microsoft()
    entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Files.ReadWrite.All'])
    const mei = await stage.connect(workMentor)
    const ren = await stage.connect(workMentee, ['partner-files'])
    const { fileId } = await createFile(mei)
    const ask = () => readersOf(ren, fileId, workMentee, workMentor)
    expect(await ask()).toEqual({ kind: 'out-of-reach' })
    await mei.drive.share(fileId, workMentee, signal)
    expect(await ask()).toMatchObject({ kind: 'unknown', others: [] })
  })
})
