import { describe, expect, it } from 'vitest'
import { shareIdOf } from '../sandbox/microsoft/onedrive-shares.ts'
import {
  contosoTenantId,
  microsoftProductScopes,
  outsidePartner,
  personalMentee,
  personalMentor,
  workColleague,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { graphRefusalOf, microsoftClient } from '../sandbox/microsoft-client.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const files = () => world().microsoft.files
const habits = () => world().microsoft.habits.files
const wide = [...microsoftProductScopes, 'Files.ReadWrite.All']
const clientOf = (email: string, scopes?: readonly string[]) =>
  microsoftClient(world(), email, scopes)

/** A permission as these tests read it. */
interface Permission {
  id: string
  roles: string[]
  grantedToV2?: { user?: { id?: string; email?: string }; siteUser?: { loginName?: string } }
  invitation?: { email: string }
  inheritedFrom?: { id: string }
  link?: { webUrl?: string; type: string; scope: string }
}

/** A file of `email`'s, in the app's folder. */
function makeFile(email = workMentee) {
  const item = files().seedFile(email, worldMicrosoftClientId, '1-on-1.md', 'hello')
  return { item, path: `/drives/${item.driveId}/items/${item.id}` }
}

const inviteBody = (email: string, more = {}) => ({
  recipients: [{ email }],
  roles: ['write'],
  requireSignIn: true,
  sendInvitation: false,
  ...more,
})

async function invite(owner: string, path: string, email: string, more = {}) {
  const answer = (await clientOf(owner).api(`${path}/invite`).post(inviteBody(email, more))) as {
    value: Permission[]
  }
  return answer.value[0]
}

const read = (email: string, path: string, scopes?: readonly string[]) =>
  clientOf(email, scopes).api(path).get() as Promise<{ id: string; webUrl: string }>

const write = (email: string, path: string, scopes?: readonly string[]) =>
  clientOf(email, scopes)
    .api(`${path}/content`)
    .put(new Blob(['by partner'])) as Promise<unknown>

const sharePath = (webUrl: string) => `/shares/${shareIdOf(webUrl)}/driveItem`

async function permissionsOf(email: string, path: string, scopes?: readonly string[]) {
  const answer = (await clientOf(email, scopes).api(`${path}/permissions`).get()) as {
    value: Permission[]
  }
  return answer.value
}

const denied = { status: 403, code: 'accessDenied' }
const notFound = { status: 404, code: 'itemNotFound' }

describe('inviting', () => {
  it('gives access silently, once, and names a work account by its sign-in name', async () => {
    const { path } = makeFile()
    const first = await invite(workMentee, path, workColleague)
    const again = await invite(workMentee, path, workColleague)
    expect(again?.id).toBe(first?.id)
    expect(first).toMatchObject({
      roles: ['write'],
      grantedToV2: {
        siteUser: { loginName: 'i:0#.f|membership|u10023@contoso.onmicrosoft.example' },
      },
    })
    expect(first?.grantedToV2?.user).not.toHaveProperty('email')
    expect(world().microsoft.mails).toEqual([])
    habits().doIdentitiesTellEmail = true
    const told = await invite(workMentee, path, workMentor)
    expect(told?.grantedToV2?.user?.email).toBe(workMentor)
  })

  it('sends Microsoft’s own mail when asked to', async () => {
    const { path } = makeFile()
    await invite(workMentee, path, workMentor, { sendInvitation: true })
    expect(world().microsoft.mails).toMatchObject([{ to: workMentor, from: workMentee }])
  })

  it.each<[string, string, object, { status: number; code: string }]>([
    [
      'an unknown address inside',
      'nobody@contoso.example',
      {},
      { status: 400, code: 'invalidRequest' },
    ],
    ['an outsider without a mail', outsidePartner, {}, { status: 400, code: 'invalidRequest' }],
    ['no sign-in', workMentor, { requireSignIn: false }, { status: 400, code: 'invalidRequest' }],
    ['an unknown role', workMentor, { roles: ['own'] }, { status: 400, code: 'invalidRequest' }],
    ['nobody', workMentor, { recipients: [] }, { status: 400, code: 'invalidRequest' }],
    [
      'a long message',
      workMentor,
      { message: 'x'.repeat(2001) },
      { status: 400, code: 'invalidRequest' },
    ],
  ])('refuses %s', async (_name, email, more, refusal) => {
    const { path } = makeFile()
    expect(await graphRefusalOf(invite(workMentee, path, email, more))).toEqual(refusal)
  })

  it('lets outsiders in only as the tenant’s policy says', async () => {
    const { path } = makeFile()
    const mail = { sendInvitation: true }
    expect((await invite(workMentee, path, outsidePartner, mail))?.roles).toEqual(['write'])
    world().microsoft.tenants.get(contosoTenantId).allowsExternalSharing = false
    const stranger = invite(workMentee, path, 'someone@elsewhere.example', mail)
    expect(await graphRefusalOf(stranger)).toEqual(denied)
  })

  it('takes any address from a personal account', async () => {
    const { path } = makeFile(personalMentee)
    expect(await invite(personalMentee, path, 'someone@elsewhere.example')).toMatchObject({
      invitation: { email: 'someone@elsewhere.example' },
    })
    expect(await invite(personalMentee, path, personalMentor)).toMatchObject({
      grantedToV2: { user: { displayName: '森 つかさ' } },
      invitation: { email: personalMentor },
    })
  })

  it('is refused to the app-folder scope, by habit', async () => {
    const { path } = makeFile()
    const client = clientOf(workMentee, ['Files.ReadWrite.AppFolder'])
    const share = () => client.api(`${path}/invite`).post(inviteBody(workMentor))
    expect(await graphRefusalOf(share())).toEqual(denied)
    habits().appFolderSharing = 'allowed'
    expect(await share()).toHaveProperty('value')
  })
})

describe('a partner with a work account', () => {
  it('is refused everywhere with Files.ReadWrite alone, though invited', async () => {
    const { path } = makeFile()
    await invite(workMentee, path, workMentor)
    const { webUrl } = await read(workMentee, path)
    expect(await graphRefusalOf(read(workMentor, path))).toEqual(denied)
    expect(await graphRefusalOf(read(workMentor, sharePath(webUrl)))).toEqual(denied)
    expect(await graphRefusalOf(write(workMentor, path))).toEqual(denied)
  })

  it('may be let in by address of the file only, or everywhere', async () => {
    const { path, item } = makeFile()
    await invite(workMentee, path, workMentor)
    const { webUrl } = await read(workMentee, path)
    habits().workPartnerScopes = 'shares-only'
    expect((await read(workMentor, sharePath(webUrl))).id).toBe(item.id)
    expect(await graphRefusalOf(read(workMentor, path))).toEqual(denied)
    await write(workMentor, sharePath(webUrl))
    expect(files().textOf(item.id)).toBe('by partner')
    habits().workPartnerScopes = 'own-scopes-enough'
    expect((await read(workMentor, path)).id).toBe(item.id)
  })

  it('reads and writes with Files.ReadWrite.All once invited', async () => {
    const { path, item } = makeFile()
    expect(await graphRefusalOf(read(workMentor, path, wide))).toEqual(notFound)
    habits().uninvitedAnswer = 'accessDenied'
    expect(await graphRefusalOf(read(workMentor, path, wide))).toEqual(denied)
    await invite(workMentee, path, workMentor)
    const { webUrl } = await read(workMentor, path, wide)
    expect((await read(workMentor, sharePath(`${webUrl}?web=1`), wide)).id).toBe(item.id)
    await write(workMentor, path, wide)
    expect(files().textOf(item.id)).toBe('by partner')
    expect(files().get(item.id).modifiedBy).toBe(workMentor)
  })

  it('only reads with the role for reading', async () => {
    const { path } = makeFile()
    await invite(workMentee, path, workMentor, { roles: ['read'] })
    expect(await read(workMentor, path, wide)).toHaveProperty('id')
    expect(await graphRefusalOf(write(workMentor, path, wide))).toEqual(denied)
    const share = clientOf(workMentor, wide).api(`${path}/invite`).post(inviteBody(workColleague))
    expect(await graphRefusalOf(share)).toEqual(denied)
  })

  it('of another tenant finds nothing, however it was invited', async () => {
    const { path } = makeFile()
    await invite(workMentee, path, outsidePartner, { sendInvitation: true })
    expect(await graphRefusalOf(read(outsidePartner, path, wide))).toEqual(notFound)
    habits().otherTenantAnswer = 'accessDenied'
    expect(await graphRefusalOf(read(outsidePartner, path, wide))).toEqual(denied)
  })
})

describe('a partner with a personal account', () => {
  it('reads and writes with Files.ReadWrite once invited, with the drive’s id in either case', async () => {
    const { path, item } = makeFile(personalMentee)
    expect(await graphRefusalOf(read(personalMentor, path))).toEqual(notFound)
    await invite(personalMentee, path, personalMentor)
    const { webUrl } = await read(personalMentee, path)
    expect((await read(personalMentor, sharePath(webUrl))).id).toBe(item.id)
    await write(personalMentor, path.replace(item.driveId, item.driveId.toUpperCase()))
    expect(files().textOf(item.id)).toBe('by partner')
  })

  it('cannot open a work file', async () => {
    const { path } = makeFile()
    await invite(workMentee, path, personalMentor, { sendInvitation: true })
    expect(await graphRefusalOf(read(personalMentor, path))).toEqual(notFound)
  })
})

describe('permissions', () => {
  it('are all shown to the owner, with what a folder hands down; to others only their own', async () => {
    const { path, item } = makeFile()
    await invite(workMentee, path, workMentor)
    const folder = files().get(item.parentId ?? '')
    files().share(folder.id, workColleague, 'read')
    const shown = await permissionsOf(workMentee, path)
    expect(shown.map((each) => [each.roles[0], each.inheritedFrom?.id])).toEqual([
      ['owner', undefined],
      ['write', undefined],
      ['read', folder.id],
    ])
    expect(await permissionsOf(workMentor, path, wide)).toMatchObject([{ roles: ['write'] }])
  })

  it('are changed and taken away one by one, inherited ones and the owner’s not', async () => {
    const { path, item } = makeFile()
    const granted = await invite(workMentee, path, workMentor)
    files().share(item.parentId ?? '', workColleague, 'read')
    const client = clientOf(workMentee)
    const at = (id = '') => client.api(`${path}/permissions/${id}`)
    await at(granted?.id).patch({ roles: ['read'] })
    expect(await at(granted?.id).get()).toMatchObject({ roles: ['read'] })
    await at(granted?.id).delete()
    expect(await graphRefusalOf(at(granted?.id).get())).toEqual(notFound)
    expect(await graphRefusalOf(read(workMentor, path, wide))).toEqual(notFound)
    const [owner, inherited] = await permissionsOf(workMentee, path)
    expect(await graphRefusalOf(at(owner?.id).delete())).toEqual(denied)
    expect((await graphRefusalOf(at(inherited?.id).delete())).status).toBe(400)
  })
})

describe('links', () => {
  const link = (email: string, path: string, body: object) =>
    clientOf(email).api(`${path}/createLink`).post(body) as Promise<Permission>

  it('without signing in are forbidden in this tenant, and usual in private', async () => {
    const work = makeFile()
    const anonymous = { type: 'edit', scope: 'anonymous' }
    expect(await graphRefusalOf(link(workMentee, work.path, anonymous))).toEqual(denied)
    const own = makeFile(personalMentee)
    const made = await link(personalMentee, own.path, { type: 'edit' })
    expect(made.link).toMatchObject({ type: 'edit', scope: 'anonymous' })
    expect((await link(personalMentee, own.path, { type: 'edit' })).id).toBe(made.id)
    const path = sharePath(made.link?.webUrl ?? '')
    await write(personalMentor, path)
    expect(files().textOf(own.item.id)).toBe('by partner')
    expect(await graphRefusalOf(read(personalMentor, own.path))).toEqual(notFound)
  })

  it('open for good only with redeemSharingLink, for one request with …IfNecessary', async () => {
    const { path, item } = makeFile()
    const { link: made } = await link(workMentee, path, { type: 'edit', scope: 'organization' })
    const open = (preference: string | null) => {
      const request = clientOf(workMentor, wide).api(sharePath(made?.webUrl ?? ''))
      if (preference !== null) request.header('Prefer', preference)
      return request.get() as Promise<{ id: string }>
    }
    expect(await graphRefusalOf(open(null))).toEqual(denied)
    expect((await open('redeemSharingLinkIfNecessary')).id).toBe(item.id)
    expect(await graphRefusalOf(read(workMentor, path, wide))).toEqual(notFound)
    await open('redeemSharingLink')
    expect((await read(workMentor, path, wide)).id).toBe(item.id)
    await write(workMentor, path, wide)
  })

  it('of the organization open for nobody outside, and unknown ones for nobody', async () => {
    const { path } = makeFile()
    const { link: made } = await link(workMentee, path, { type: 'view', scope: 'organization' })
    const outside = read(outsidePartner, sharePath(made?.webUrl ?? ''), wide)
    expect(await graphRefusalOf(outside)).toEqual(denied)
    const unknown = sharePath('https://contoso-my.sharepoint.com/:t:/g/nothing')
    expect(await graphRefusalOf(read(workMentor, unknown, wide))).toEqual(notFound)
    const malformed = read(workMentor, '/shares/u!%20/driveItem', wide)
    expect((await graphRefusalOf(malformed)).status).toBe(400)
  })
})
