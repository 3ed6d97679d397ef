import { describe, expect, it } from 'vitest'
import { officialClients, refusalOf } from '../sandbox/official-clients.ts'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const clientsOf = (email: string) => officialClients(world(), email)

const markdown = 'text/markdown'

/** Creates a file by multipart upload; returns its id. */
async function create(body: string, more = {}, email = mentee): Promise<string> {
  const { drive, upload } = clientsOf(email)
  const { data } = await drive.files.create(
    {
      requestBody: { name: '1-on-1.md', mimeType: markdown, ...more },
      media: { mimeType: markdown, body },
    },
    upload,
  )
  return data.id ?? ''
}

async function download(fileId: string, email = mentee): Promise<string> {
  const answer = await clientsOf(email).drive.files.get(
    { fileId, alt: 'media' },
    { responseType: 'text' },
  )
  return String(answer.data)
}

async function describeFile(fileId: string, fields: string, email = mentee) {
  return (await clientsOf(email).drive.files.get({ fileId, fields })).data
}

describe('files', () => {
  it('are created with content and metadata in one request, and read back', async () => {
    const text = '# 余白\n--not a boundary\r\n\r\nemoji 🌱'
    const fileId = await create(text, { description: 'neutral' })
    expect(await download(fileId)).toBe(text)
    const file = await describeFile(fileId, '*')
    expect(file).toMatchObject({
      id: fileId,
      name: '1-on-1.md',
      mimeType: markdown,
      description: 'neutral',
      size: String(Buffer.byteLength(text)),
      webViewLink: `https://drive.google.com/file/d/${fileId}/view?usp=drivesdk`,
      ownedByMe: true,
      owners: [{ emailAddress: mentee, me: true, displayName: '青木 はる' }],
      capabilities: { canEdit: true, canShare: true },
      isAppAuthorized: true,
      trashed: false,
    })
    expect(file).not.toHaveProperty('etag')
  })

  it('show four fields unless more are asked for', async () => {
    const fileId = await create('x')
    const { data } = await clientsOf(mentee).drive.files.get({ fileId })
    expect(Object.keys(data).sort()).toEqual(['id', 'kind', 'mimeType', 'name'])
    expect(Object.keys(await describeFile(fileId, 'id,owners/me')).sort()).toEqual(['id', 'owners'])
  })

  it('get a new revision, checksum and version with every content', async () => {
    const fileId = await create('one')
    const fields = 'version,headRevisionId,md5Checksum,modifiedTime,size'
    const before = await describeFile(fileId, fields)
    world().clock.advance(1000)
    const { drive, upload } = clientsOf(mentee)
    await drive.files.update({ fileId, media: { mimeType: markdown, body: 'three' } }, upload)
    const after = await describeFile(fileId, fields)
    expect(after.size).toBe('5')
    expect(Number(after.version)).toBeGreaterThan(Number(before.version))
    expect(after.headRevisionId).not.toBe(before.headRevisionId)
    expect(after.md5Checksum).not.toBe(before.md5Checksum)
    expect(after.modifiedTime).not.toBe(before.modifiedTime)
    const { data } = await drive.revisions.list({ fileId, fields: 'revisions(id,size)' })
    expect(data.revisions?.map((revision) => revision.size)).toEqual(['3', '5'])
    expect(data.revisions?.[1]?.id).toBe(after.headRevisionId)
  })

  it('change metadata alone without a new revision', async () => {
    const fileId = await create('one')
    const before = await describeFile(fileId, 'headRevisionId,version')
    await clientsOf(mentee).drive.files.update({ fileId, requestBody: { name: 'renamed.md' } })
    const after = await describeFile(fileId, 'headRevisionId,version,name')
    expect(after).toMatchObject({ name: 'renamed.md', headRevisionId: before.headRevisionId })
    expect(after.version).not.toBe(before.version)
  })

  it('take metadata and content together in an update', async () => {
    const fileId = await create('one')
    const { drive, upload } = clientsOf(mentee)
    await drive.files.update(
      { fileId, requestBody: { name: 'both.md' }, media: { mimeType: markdown, body: 'two' } },
      upload,
    )
    expect((await describeFile(fileId, 'name')).name).toBe('both.md')
    expect(await download(fileId)).toBe('two')
  })

  it('keep bytes as they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256))
    const { token } = clientsOf(mentee)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }
    const created = await world().fetch(
      'https://www.googleapis.com/upload/drive/v3/files?uploadType=media',
      { method: 'POST', headers, body: bytes },
    )
    const { id } = (await created.json()) as { id: string }
    const media = await world().fetch(`https://www.googleapis.com/drive/v3/files/${id}?alt=media`, {
      headers,
    })
    expect(media.headers.get('content-type')).toBe('application/octet-stream')
    expect(Buffer.from(await media.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('read an old revision, and get a new one when a person restores it', async () => {
    const fileId = await create('first')
    const { drive, upload } = clientsOf(mentee)
    await drive.files.update({ fileId, media: { mimeType: markdown, body: 'second' } }, upload)
    const { data } = await drive.revisions.list({ fileId })
    const oldest = data.revisions?.[0]?.id ?? ''
    const old = await drive.revisions.get(
      { fileId, revisionId: oldest, alt: 'media' },
      { responseType: 'text' },
    )
    expect(old.data).toBe('first')
    world().store.drive.restoreRevision(fileId, oldest, mentee)
    expect(await download(fileId)).toBe('first')
    expect((await drive.revisions.list({ fileId })).data.revisions).toHaveLength(3)
  })

  it('go to the trash but stay readable; are gone after deleting', async () => {
    const fileId = await create('x')
    const { drive } = clientsOf(mentee)
    await drive.files.update({ fileId, requestBody: { trashed: true } })
    expect((await describeFile(fileId, 'trashed')).trashed).toBe(true)
    expect((await drive.files.list({ q: 'trashed = false' })).data.files).toEqual([])
    expect((await drive.files.delete({ fileId })).status).toBe(204)
    expect(await refusalOf(download(fileId))).toMatchObject({ status: 404 })
  })
})

describe('properties', () => {
  it('are found by key and value, merged by PATCH, deleted by null', async () => {
    const fileId = await create('x', { appProperties: { pair: "it's", kind: 'pair' } })
    await create('y', { appProperties: { pair: 'other' } })
    const { drive } = clientsOf(mentee)
    const find = async (q: string) =>
      (await drive.files.list({ q, fields: 'files(id,appProperties)' })).data.files ?? []
    const byPair = "appProperties has { key='pair' and value='it\\'s' } and trashed = false"
    expect((await find(byPair)).map((file) => file.id)).toEqual([fileId])
    const appProperties = { kind: null, more: '1' } as unknown as Record<string, string>
    await drive.files.update({ fileId, requestBody: { appProperties } })
    expect((await find(byPair))[0]?.appProperties).toEqual({ pair: "it's", more: '1' })
  })

  it('of an app stay with its project; public ones do not', async () => {
    const fileId = await create('x', { appProperties: { pair: 'p' }, properties: { open: 'yes' } })
    world().store.oauth.pickFile(mentee, '9999999999', fileId)
    const foreign = world().store.oauth.issue(
      mentee,
      '9999999999-other.apps.googleusercontent.com',
      ['https://www.googleapis.com/auth/drive.file'],
    )
    const response = await world().fetch(
      `https://www.googleapis.com/drive/v3/files/${fileId}?fields=appProperties,properties`,
      { headers: { authorization: `Bearer ${foreign.token}` } },
    )
    expect(await response.json()).toEqual({ properties: { open: 'yes' } })
  })

  it('hold 124 bytes with their key, and 30 at most', async () => {
    const fits = { pair: '余'.repeat(40) }
    expect(await create('x', { appProperties: fits })).not.toBe('')
    const long = create('x', { appProperties: { pair: '余'.repeat(41) } })
    expect((await refusalOf(long)).status).toBe(400)
    const many = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`k${index}`, 'v']))
    expect((await refusalOf(create('x', { appProperties: many }))).status).toBe(400)
  })
})

describe('files.list', () => {
  it('understands and, or, not, parentheses, names, types, owners and times', async () => {
    await create('1', { name: 'alpha.md' })
    world().clock.advance(60_000)
    const later = new Date(world().clock.nowMs()).toISOString()
    await create('2', { name: 'beta.md', mimeType: 'text/plain' })
    const names = async (q: string, more = {}) =>
      (await clientsOf(mentee).drive.files.list({ q, ...more })).data.files?.map(
        (file) => file.name,
      )
    expect(await names("name = 'alpha.md'")).toEqual(['alpha.md'])
    expect(await names("not name contains 'ALPHA'")).toEqual(['beta.md'])
    expect(await names("(name = 'x' or mimeType = 'text/plain') and 'me' in owners")).toEqual([
      'beta.md',
    ])
    expect(await names(`'${mentor}' in owners`)).toEqual([])
    expect(await names(`createdTime >= '${later}'`)).toEqual(['beta.md'])
    const orderBy = { orderBy: 'createdTime desc' }
    expect(await names('trashed = false', orderBy)).toEqual(['beta.md', 'alpha.md'])
    expect((await refusalOf(names("name is 'x'"))).status).toBe(400)
  })

  it('gives pages', async () => {
    for (const name of ['a', 'b', 'c']) await create('x', { name })
    const { drive } = clientsOf(mentee)
    const fields = 'nextPageToken,files(name)'
    const first = (await drive.files.list({ pageSize: 2, fields })).data
    expect(first.files?.map((file) => file.name)).toEqual(['a', 'b'])
    const pageToken = first.nextPageToken ?? ''
    const second = (await drive.files.list({ pageSize: 2, fields, pageToken })).data
    expect(second).toEqual({ files: [{ name: 'c' }] })
  })
})

describe('Drive v2', () => {
  it('tells an etag and takes content only while it still holds', async () => {
    const fileId = await create('one')
    const { driveV2, upload } = clientsOf(mentee)
    const etag = (await driveV2.files.get({ fileId })).data.etag ?? ''
    const put = (body: string, match: string) =>
      driveV2.files.update(
        { fileId, media: { mimeType: markdown, body } },
        { ...upload, headers: { 'If-Match': match } },
      )
    const written = await put('two', etag)
    expect(await refusalOf(put('three', etag))).toEqual({ status: 412, reason: 'conditionNotMet' })
    expect(await download(fileId)).toBe('two')
    expect((await put('three', written.data.etag ?? '')).status).toBe(200)
    expect((await put('four', '*')).status).toBe(200)
    expect(await download(fileId)).toBe('four')
  })

  it('sees a new etag after writes by v3, sharing, and changes nobody sees', async () => {
    const fileId = await create('one')
    const { drive, driveV2 } = clientsOf(mentee)
    const read = async () => (await driveV2.files.get({ fileId, fields: 'etag' })).data.etag
    const etags = [await read()]
    await drive.files.update({ fileId, requestBody: { name: 'new.md' } })
    etags.push(await read())
    world().store.drive.share(fileId, mentor, 'writer')
    etags.push(await read())
    world().store.drive.touch(fileId)
    etags.push(await read())
    expect(new Set(etags).size).toBe(4)
    expect(await read()).toBe(etags[3])
  })

  it('answers a malformed etag with 500', async () => {
    const fileId = await create('one')
    const { token } = clientsOf(mentee)
    const response = await world().fetch(
      `https://www.googleapis.com/upload/drive/v2/files/${fileId}?uploadType=media`,
      {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'if-match': 'bare', 'content-type': markdown },
        body: 'x',
      },
    )
    expect(response.status).toBe(500)
    expect(await download(fileId)).toBe('one')
  })

  it('describes the file whole, and is not modified when it is not', async () => {
    const fileId = await create('one')
    const { driveV2 } = clientsOf(mentee)
    const { data } = await driveV2.files.get({ fileId })
    expect(data).toMatchObject({
      title: '1-on-1.md',
      fileSize: '3',
      editable: true,
      labels: { trashed: false },
      alternateLink: `https://drive.google.com/file/d/${fileId}/view?usp=drivesdk`,
    })
    const headers = { 'If-None-Match': data.etag ?? '' }
    expect((await driveV2.files.get({ fileId }, { headers })).status).toBe(304)
  })
})
