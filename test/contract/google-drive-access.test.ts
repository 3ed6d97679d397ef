import { describe, expect, it } from 'vitest'
import { officialClients, refusalOf } from '../sandbox/official-clients.ts'
import { mentee, mentor, third } from '../sandbox/usual-people.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const driveOf = (email: string, scopes?: string[]) => officialClients(world(), email, scopes).drive
const project = '1234567890'

/** A file of the mentee, created through the API. */
async function create(): Promise<string> {
  const { drive, upload } = officialClients(world(), mentee)
  const { data } = await drive.files.create(
    {
      requestBody: { name: '1-on-1.md', mimeType: 'text/markdown', appProperties: { pair: 'p1' } },
      media: { mimeType: 'text/markdown', body: 'shared words' },
    },
    upload,
  )
  return data.id ?? ''
}

const share = (fileId: string, emailAddress: string, role = 'writer', more = {}) =>
  driveOf(mentee).permissions.create({
    fileId,
    requestBody: { type: 'user', role, emailAddress },
    sendNotificationEmail: false,
    ...more,
  })

const read = (email: string, fileId: string) =>
  driveOf(email).files.get({ fileId, alt: 'media' }, { responseType: 'text' })

async function write(email: string, fileId: string, body: string) {
  const { drive, upload } = officialClients(world(), email)
  return drive.files.update({ fileId, media: { mimeType: 'text/markdown', body } }, upload)
}

describe('drive.file', () => {
  it('does not see a shared file until it was picked in this app', async () => {
    const fileId = await create()
    await share(fileId, mentor)
    const notFound = { status: 404, reason: 'notFound' }
    expect(await refusalOf(driveOf(mentor).files.get({ fileId }))).toEqual(notFound)
    expect(await refusalOf(read(mentor, fileId))).toEqual(notFound)
    expect(await refusalOf(write(mentor, fileId, 'x'))).toEqual(notFound)
    expect((await driveOf(mentor).files.list({})).data.files).toEqual([])
    world().store.oauth.pickFile(mentor, project, fileId)
    expect((await read(mentor, fileId)).data).toBe('shared words')
    const found = await driveOf(mentor).files.list({
      q: "appProperties has { key='pair' and value='p1' }",
    })
    expect(found.data.files?.map((file) => file.id)).toEqual([fileId])
  })

  it('may say 403 appNotAuthorizedToFile instead', async () => {
    world().store.habits.drive.unpicked = 'appNotAuthorizedToFile'
    const fileId = await create()
    expect(await refusalOf(read(mentor, fileId))).toMatchObject({ status: 404 })
    await share(fileId, mentor)
    expect(await refusalOf(read(mentor, fileId))).toEqual({
      status: 403,
      reason: 'appNotAuthorizedToFile',
    })
  })

  it('keeps a pick over edits, renames and lost tokens, but not over unsharing', async () => {
    const fileId = await create()
    const { data: permission } = await share(fileId, mentor)
    world().store.oauth.pickFile(mentor, project, fileId)
    await write(mentee, fileId, 'edited')
    await driveOf(mentee).files.update({ fileId, requestBody: { name: 'renamed.md' } })
    world().store.oauth.expireTokens(mentor)
    expect((await read(mentor, fileId)).data).toBe('edited')
    await driveOf(mentee).permissions.delete({ fileId, permissionId: permission.id ?? '' })
    expect((await refusalOf(read(mentor, fileId))).status).toBe(404)
    await share(fileId, mentor)
    expect((await read(mentor, fileId)).data).toBe('edited')
  })

  it('is not needed with the full drive scope, and not replaced by the calendar scope', async () => {
    const fileId = await create()
    await share(fileId, mentor)
    const scope = (name: string) => [`https://www.googleapis.com/auth/${name}`]
    const full = driveOf(mentor, scope('drive'))
    expect((await full.files.get({ fileId })).data.name).toBe('1-on-1.md')
    const calendarOnly = driveOf(mentor, scope('calendar.events'))
    expect(await refusalOf(calendarOnly.files.get({ fileId }))).toEqual({
      status: 403,
      reason: 'insufficientPermissions',
    })
    const readOnly = driveOf(mentor, scope('drive.readonly'))
    const rename = readOnly.files.update({ fileId, requestBody: { name: 'x' } })
    expect((await refusalOf(rename)).reason).toBe('insufficientPermissions')
  })
})

describe('a token that may only read', () => {
  const readOnly = ['https://www.googleapis.com/auth/drive.readonly']
  type Clients = ReturnType<typeof officialClients>
  const body = { mimeType: 'text/markdown', body: 'x' }

  it.each([
    ['create', ({ drive }: Clients) => drive.files.create({ requestBody: { name: 'x' } })],
    [
      'rename',
      ({ drive }: Clients, fileId: string) =>
        drive.files.update({ fileId, requestBody: { name: 'x' } }),
    ],
    [
      'write by v2',
      ({ driveV2, upload }: Clients, fileId: string) =>
        driveV2.files.update({ fileId, media: body }, upload),
    ],
    ['delete', ({ drive }: Clients, fileId: string) => drive.files.delete({ fileId })],
    [
      'share',
      ({ drive }: Clients, fileId: string) =>
        drive.permissions.create({
          fileId,
          requestBody: { type: 'user', role: 'reader', emailAddress: mentor },
        }),
    ],
  ])('cannot %s', async (_name, act) => {
    const fileId = await create()
    const call = act(officialClients(world(), mentee, readOnly), fileId)
    expect(await refusalOf(call)).toEqual({ status: 403, reason: 'insufficientPermissions' })
  })
})

describe('sharing', () => {
  it('by address lets the other write, and tells both of it', async () => {
    const fileId = await create()
    const { data } = await share(fileId, mentor)
    expect(data).toMatchObject({ kind: 'drive#permission', type: 'user', role: 'writer' })
    expect(data).not.toHaveProperty('emailAddress')
    world().store.oauth.pickFile(mentor, project, fileId)
    await write(mentor, fileId, 'by the mentor')
    expect(world().store.drive.textOf(fileId)).toBe('by the mentor')
    const fields = 'permissions(emailAddress,role,type,displayName)'
    const list = await driveOf(mentor).permissions.list({ fileId, fields })
    expect(list.data.permissions).toEqual([
      { emailAddress: mentee, role: 'owner', type: 'user', displayName: '青木 はる' },
      { emailAddress: mentor, role: 'writer', type: 'user', displayName: '森 つかさ' },
    ])
    const file = await driveOf(mentor).files.get({
      fileId,
      fields: 'shared,ownedByMe,sharedWithMeTime,lastModifyingUser/me',
    })
    expect(file.data).toMatchObject({
      shared: true,
      ownedByMe: false,
      sharedWithMeTime: expect.any(String),
      lastModifyingUser: { me: true },
    })
  })

  it('twice changes nothing, and never takes rights away', async () => {
    const fileId = await create()
    const first = await share(fileId, mentor)
    const version = world().store.drive.get(fileId).version
    expect((await share(fileId, mentor)).data.id).toBe(first.data.id)
    expect(world().store.drive.get(fileId).version).toBe(version)
    expect((await share(fileId, mentor, 'reader')).data.role).toBe('writer')
  })

  it('mails unless told not to, and must mail addresses without an account', async () => {
    const fileId = await create()
    await share(fileId, mentor)
    expect(world().store.mails).toEqual([])
    await share(fileId, third, 'reader', { sendNotificationEmail: true })
    expect(world().store.mails).toEqual([{ to: third, from: mentee, about: 'shared 1-on-1.md' }])
    expect(await refusalOf(share(fileId, 'who@else.example'))).toEqual({
      status: 400,
      reason: 'invalidSharingRequest',
    })
  })

  it('may be forbidden by an administrator', async () => {
    world().store.habits.drive.refusedRecipients = ['@example.com']
    const fileId = await create()
    expect(await refusalOf(share(fileId, mentor))).toEqual({
      status: 403,
      reason: 'publishOutNotPermitted',
    })
  })

  it('as reader allows reading only', async () => {
    const fileId = await create()
    await share(fileId, mentor, 'reader')
    world().store.oauth.pickFile(mentor, project, fileId)
    const { data } = await driveOf(mentor).files.get({
      fileId,
      fields: 'capabilities(canEdit,canShare)',
    })
    expect(data.capabilities).toEqual({ canEdit: false, canShare: false })
    const tooWeak = { status: 403, reason: 'insufficientFilePermissions' }
    expect(await refusalOf(write(mentor, fileId, 'x'))).toEqual(tooWeak)
    expect(await refusalOf(driveOf(mentor).permissions.list({ fileId }))).toEqual(tooWeak)
    expect((await read(mentor, fileId)).data).toBe('shared words')
  })

  it('leaves trashing and deleting to the owner', async () => {
    const fileId = await create()
    await share(fileId, mentor)
    world().store.oauth.pickFile(mentor, project, fileId)
    const trash = driveOf(mentor).files.update({ fileId, requestBody: { trashed: true } })
    expect((await refusalOf(trash)).status).toBe(403)
    expect((await refusalOf(driveOf(mentor).files.delete({ fileId }))).status).toBe(403)
  })

  it('can be changed and taken back, except the owner’s', async () => {
    const fileId = await create()
    const { data } = await share(fileId, mentor)
    const permissionId = data.id ?? ''
    const { permissions } = driveOf(mentee)
    await permissions.update({ fileId, permissionId, requestBody: { role: 'reader' } })
    expect((await permissions.get({ fileId, permissionId })).data.role).toBe('reader')
    await permissions.delete({ fileId, permissionId })
    expect((await refusalOf(permissions.get({ fileId, permissionId }))).status).toBe(404)
    const owner = world().store.drive.permissionIdOf(mentee)
    expect((await refusalOf(permissions.delete({ fileId, permissionId: owner }))).status).toBe(403)
  })

  it('by link opens the file to everybody who picked it', async () => {
    const fileId = await create()
    await driveOf(mentee).permissions.create({
      fileId,
      requestBody: { type: 'anyone', role: 'reader' },
    })
    expect((await refusalOf(read(third, fileId))).status).toBe(404)
    world().store.oauth.pickFile(third, project, fileId)
    expect((await read(third, fileId)).data).toBe('shared words')
    const list = await driveOf(mentee).permissions.list({ fileId })
    expect(list.data.permissions?.map((each) => each.type)).toEqual(['user', 'anyone'])
  })
})

describe('the page of a file', () => {
  const open = async (fileId: string, email: string) => {
    const signIn = await world().fetch(`https://calendar.google.com/__signin?as=${email}`, {
      redirect: 'manual',
    })
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const page = await world().fetch(`https://drive.google.com/file/d/${fileId}/view`, {
      headers: { cookie },
    })
    return { status: page.status, text: await page.text() }
  }

  it('shows the text to people with access, picked or not, escaped', async () => {
    const fileId = await create()
    await share(fileId, mentor, 'reader')
    await write(mentee, fileId, '<b>bold</b>')
    const page = await open(fileId, mentor)
    expect(page.status).toBe(200)
    expect(page.text).toContain('&#60;b&#62;bold')
  })

  it('shows others that they need access', async () => {
    const page = await open(await create(), third)
    expect(page.status).toBe(403)
    expect(page.text).toContain('data-drive="no-access"')
    expect(page.text).not.toContain('shared words')
  })
})
