import { describe, expect, it } from 'vitest'
import {
  foreignMicrosoftClientId,
  personalMentee,
  workMentee,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { graphRefusalOf, microsoftClient } from '../sandbox/microsoft-client.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const files = () => world().microsoft.files
const habits = () => world().microsoft.habits.files
const clientOf = (email = workMentee, scopes?: readonly string[]) =>
  microsoftClient(world(), email, scopes)

/** What these tests look at in an item. */
interface Item {
  id: string
  name: string
  eTag: string
  cTag: string
  size: number
  webUrl: string
  lastModifiedDateTime: string
  parentReference: { driveId: string; id: string; path?: string }
  '@microsoft.graph.downloadUrl': string
}

const approot = '/me/drive/special/approot'

/** Puts a file into the app's folder. */
async function put(text: string, name = '1-on-1.md', email = workMentee): Promise<Item> {
  const path = `${approot}:/${name}:/content`
  return (await clientOf(email)
    .api(path)
    .put(new Blob([text]))) as Item
}

const get = async (path: string, email = workMentee) =>
  (await clientOf(email).api(path).get()) as Item

const itemPath = (item: Item) => `/drives/${item.parentReference.driveId}/items/${item.id}`

async function textOf(item: Item, email = workMentee): Promise<string> {
  const bytes = (await clientOf(email)
    .api(`${itemPath(item)}/content`)
    .responseType('arraybuffer' as never)
    .get()) as ArrayBuffer
  return Buffer.from(bytes).toString('utf8')
}

/** A bare request, for headers and redirects the client hides. */
async function bare(path: string, init: RequestInit = {}, email = workMentee) {
  const url = path.startsWith('https:') ? path : `https://graph.microsoft.com/v1.0${path}`
  const headers = { authorization: `Bearer ${world().microsoftTokenFor(email)}`, ...init.headers }
  return await world().fetch(url, { redirect: 'manual', ...init, headers })
}

describe('the app’s folder', () => {
  it('is made on first use, in the language of the drive, and is the app’s own', async () => {
    const folder = await get(approot)
    expect(folder).toMatchObject({
      name: 'Yohaku',
      specialFolder: { name: 'approot' },
      folder: { childCount: 0 },
      parentReference: { path: '/drive/root:/%E3%82%A2%E3%83%97%E3%83%AA' },
    })
    expect((await get(approot)).id).toBe(folder.id)
    await put('x')
    const { entra } = world().microsoft
    const { token } = entra.issueToken(
      workMentee,
      foreignMicrosoftClientId,
      ['Files.ReadWrite'],
      60,
    )
    const other = await bare(`${approot}/children`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await other.json()).toMatchObject({ value: [] })
  })

  it('opens with the app-folder scope, and nothing else does', async () => {
    const item = await put('x')
    const scopes = ['Files.ReadWrite.AppFolder']
    const client = clientOf(workMentee, scopes)
    expect(await client.api(`/me/drive/items/${item.id}`).get()).toMatchObject({ id: item.id })
    await client.api(`${approot}:/second.md:/content`).put(new Blob(['y']))
    const outside = files().createFile({
      driveId: item.parentReference.driveId,
      parentId: files().root(world().microsoft.people.get(workMentee)).id,
      name: 'private.md',
      bytes: Buffer.from('secret'),
      by: workMentee,
    })
    const refused = await graphRefusalOf(client.api(`/me/drive/items/${outside.id}`).get())
    expect(refused).toEqual({ status: 403, code: 'accessDenied' })
    const none = clientOf(workMentee, ['User.Read']).api(approot).get()
    expect((await graphRefusalOf(none)).status).toBe(403)
  })

  it('lists its children in pages, with only what is selected', async () => {
    for (const name of ['a.md', 'b.md', 'c.md']) await put('x', name)
    interface Page {
      value: Partial<Item>[]
      '@odata.nextLink'?: string
    }
    const first = (await clientOf()
      .api(`${approot}/children`)
      .select('name,eTag')
      .top(2)
      .get()) as Page
    expect(first.value.map((item) => Object.keys(item).sort())).toEqual([
      ['eTag', 'name'],
      ['eTag', 'name'],
    ])
    const second = (await clientOf()
      .api(first['@odata.nextLink'] ?? '')
      .get()) as Page
    expect(second.value.map((item) => item.name)).toEqual(['c.md'])
    expect(second).not.toHaveProperty('@odata.nextLink')
    const unknown = clientOf().api(`${approot}/children`).select('nombre').get()
    expect((await graphRefusalOf(unknown)).status).toBe(400)
  })
})

describe('files', () => {
  it('are made and replaced by PUT to a name, and read back as they are', async () => {
    const text = '# 余白\r\n\r\nemoji 🌱\0'
    const item = await put(text)
    expect(item).toMatchObject({
      name: '1-on-1.md',
      size: Buffer.byteLength(text),
      file: { mimeType: 'text/markdown' },
      createdBy: { user: { displayName: '青木 はる' } },
    })
    expect(await textOf(item)).toBe(text)
    world().clock.advance(1000)
    const again = await put('second')
    expect(again.id).toBe(item.id)
    expect(again.eTag).not.toBe(item.eTag)
    expect(again.cTag).not.toBe(item.cTag)
    expect(again.lastModifiedDateTime).not.toBe(item.lastModifiedDateTime)
    expect(await textOf(again)).toBe('second')
  })

  it.each([
    [workMentee, /^"\{[0-9A-F-]{36}\},1"$/],
    [personalMentee, /^a[\w-]+$/],
  ])('carry tags in the form of %s’s kind of account', async (email, form) => {
    const item = await put('x', 'tagged.md', email)
    expect(item.eTag).toMatch(form)
    const response = await bare(itemPath(item), {}, email)
    expect(response.headers.get('etag')).toBe(item.eTag)
    const unchanged = await bare(itemPath(item), { headers: { 'if-none-match': item.eTag } }, email)
    expect(unchanged.status).toBe(304)
    const content = `${itemPath(item)}/content`
    const same = await bare(content, { headers: { 'if-none-match': item.cTag } }, email)
    expect(same.status).toBe(304)
  })

  it('change the eTag with their metadata, the cTag with their content only', async () => {
    const item = await put('x')
    const renamed = (await clientOf().api(itemPath(item)).patch({ name: 'neu.md' })) as Item
    expect([renamed.name, renamed.cTag]).toEqual(['neu.md', item.cTag])
    expect(renamed.eTag).not.toBe(item.eTag)
    files().share(item.id, 'mentor@contoso.example', 'read')
    const shared = await get(itemPath(item))
    expect([shared.cTag, shared.eTag === renamed.eTag]).toEqual([item.cTag, false])
    expect(renamed.webUrl).not.toBe(item.webUrl)
  })

  it('are named once in a folder: fail, replace or rename', async () => {
    await put('one')
    const behave = (behavior: string) =>
      clientOf()
        .api(`${approot}:/1-ON-1.md:/content`)
        .query({ '@microsoft.graph.conflictBehavior': behavior })
        .put(new Blob(['two'])) as Promise<Item>
    expect(await graphRefusalOf(behave('fail'))).toEqual({ status: 409, code: 'nameAlreadyExists' })
    expect((await behave('rename')).name).toBe('1-on-1 1.md')
    expect((await behave('replace')).name).toBe('1-on-1.md')
    expect((await graphRefusalOf(behave('maybe'))).status).toBe(400)
    const other = await put('x', 'other.md')
    const taken = clientOf().api(itemPath(other)).patch({ name: '1-on-1.md' })
    expect(await graphRefusalOf(taken)).toEqual({ status: 409, code: 'nameAlreadyExists' })
  })

  it('refuse names OneDrive does not take', async () => {
    const path = `${approot}:/${encodeURIComponent('a:b?.md')}:/content`
    expect(
      (
        await graphRefusalOf(
          clientOf()
            .api(path)
            .put(new Blob(['x'])),
        )
      ).status,
    ).toBe(400)
  })

  it('can be put into folders that are made on the way', async () => {
    const item = await put('deep', 'a/b/deep.md')
    expect(decodeURIComponent(item.parentReference.path ?? '')).toBe(
      '/drive/root:/アプリ/Yohaku/a/b',
    )
    expect((await get(`${approot}:/a/b/deep.md`)).id).toBe(item.id)
    expect((await get(`/me/drive/root:/アプリ/Yohaku/a/b/deep.md`)).id).toBe(item.id)
  })

  it('keep their versions, and a person can restore one', async () => {
    const item = await put('first')
    await put('second')
    files().restoreVersion(item.id, '1.0', workMentee)
    const { value } = (await clientOf()
      .api(`${itemPath(item)}/versions`)
      .get()) as {
      value: { id: string; size: number }[]
    }
    expect(value.map(({ id, size }) => [id, size])).toEqual([
      ['3.0', 5],
      ['2.0', 6],
      ['1.0', 5],
    ])
    expect(await textOf(item)).toBe('first')
  })

  it('go to the recycle bin: for Graph they do not exist, and may come back', async () => {
    const item = await put('x')
    await clientOf().api(itemPath(item)).delete()
    const gone = { status: 404, code: 'itemNotFound' }
    expect(await graphRefusalOf(get(itemPath(item)))).toEqual(gone)
    expect(await graphRefusalOf(get(`${approot}:/1-on-1.md:`))).toEqual(gone)
    const write = clientOf()
      .api(`${itemPath(item)}/content`)
      .put(new Blob(['y']))
    expect(await graphRefusalOf(write)).toEqual(gone)
    files().restore(item.id)
    expect(await textOf(item)).toBe('x')
  })
})

describe('conditions', () => {
  const putWith = (item: Item, header: string, value: string, text: string) =>
    clientOf()
      .api(`${itemPath(item)}/content`)
      .header(header, value)
      .put(new Blob([text])) as Promise<Item>

  it('are ignored by PUT content, by habit: an old tag overwrites', async () => {
    const item = await put('one')
    await put('two')
    await putWith(item, 'If-Match', item.eTag, 'three')
    expect(await textOf(item)).toBe('three')
  })

  it('may be honoured by PUT content', async () => {
    habits().putContentConditions = 'honoured'
    const item = await put('one')
    const second = await putWith(item, 'If-Match', item.eTag, 'two')
    expect(await graphRefusalOf(putWith(item, 'If-Match', item.eTag, 'three'))).toEqual({
      status: 412,
      code: 'resourceModified',
    })
    expect(await graphRefusalOf(putWith(item, 'If-Match', second.eTag.toLowerCase(), 'x'))).toEqual(
      {
        status: 412,
        code: 'resourceModified',
      },
    )
    expect(await graphRefusalOf(putWith(item, 'If-None-Match', '*', 'x'))).toEqual({
      status: 412,
      code: 'resourceModified',
    })
    expect(await textOf(item)).toBe('two')
    await putWith(item, 'If-Match', second.cTag, 'three')
    expect(await textOf(item)).toBe('three')
  })

  it('count for renaming and deleting', async () => {
    const item = await put('one')
    files().touch(item.id)
    const stale = { status: 412, code: 'resourceModified' }
    const client = clientOf()
    const rename = client.api(itemPath(item)).header('If-Match', item.eTag).patch({ name: 'x.md' })
    expect(await graphRefusalOf(rename)).toEqual(stale)
    const remove = client.api(itemPath(item)).header('If-Match', item.eTag).delete()
    expect(await graphRefusalOf(remove)).toEqual(stale)
  })
})

describe('downloads', () => {
  it('lead to a pre-authenticated address on another host, for some minutes', async () => {
    const item = await put('hello')
    const response = await bare(`${itemPath(item)}/content`)
    const location = response.headers.get('location') ?? ''
    expect(response.status).toBe(302)
    expect(new URL(location).host).toBe('contoso-my.sharepoint.com')
    const plain = (init?: RequestInit) => world().fetch(location, init)
    expect(await (await plain({ headers: { origin: 'null' } })).text()).toBe('hello')
    const authorization = `Bearer ${world().microsoftTokenFor(workMentee)}`
    expect((await plain({ headers: { authorization } })).status).toBe(401)
    world().clock.advance(habits().downloadLifetimeMs)
    expect((await plain()).status).toBe(401)
  })

  it('of personal accounts come from 1drv.com, and any origin may read them', async () => {
    const item = await put('hello', 'mine.md', personalMentee)
    const url = item['@microsoft.graph.downloadUrl']
    expect(new URL(url).host).toMatch(/\.files\.1drv\.com$/)
    const response = await world().fetch(url, { headers: { origin: 'https://anything.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.text()).toBe('hello')
  })

  it('are told with an item unless something else is selected, and never logged', async () => {
    const item = await put('x')
    expect(item['@microsoft.graph.downloadUrl']).toContain('tempauth=')
    const { token } = world().microsoft.entra.issueToken(
      workMentee,
      worldMicrosoftClientId,
      ['Files.ReadWrite'],
      60,
    )
    const select = async (names: string) => {
      const headers = { authorization: `Bearer ${token}` }
      return await (await bare(`${itemPath(item)}?$select=${names}`, { headers })).json()
    }
    expect(await select('id')).not.toHaveProperty('@microsoft.graph.downloadUrl')
    expect(await select('content.downloadUrl')).toHaveProperty('@microsoft.graph.downloadUrl')
    await world().fetch(item['@microsoft.graph.downloadUrl'])
    const log = JSON.stringify(world().log)
    expect(log).toContain('contoso-my.sharepoint.com')
    expect(log).not.toContain('tempauth')
    expect(log).not.toContain(token)
  })
})

describe('limits', () => {
  it('refuse a full drive with 507, counting every version', async () => {
    const item = await put('12345')
    files().quotas.set(item.parentReference.driveId, 8)
    expect(await graphRefusalOf(put('6789'))).toEqual({ status: 507, code: 'quotaLimitReached' })
    expect(await clientOf().api('/me/drive').get()).toMatchObject({
      driveType: 'business',
      quota: { total: 8, used: 5, remaining: 3 },
    })
  })

  it('refuse a body above the cap, and a write while somebody holds the file', async () => {
    habits().putContentMaxBytes = 4
    const item = await put('1234')
    expect((await graphRefusalOf(put('12345'))).status).toBe(413)
    files().change(item.id, null, { isLocked: true })
    expect((await graphRefusalOf(put('12'))).status).toBe(423)
    expect(await textOf(item)).toBe('1234')
  })

  it('say so where a drive was never set up', async () => {
    const { driveId } = world().microsoft.people.get(workMentee)
    files().unprovisioned.add(driveId)
    const missing = { status: 404, code: 'ResourceNotFound' }
    expect(await graphRefusalOf(clientOf().api('/me/drive').get())).toEqual(missing)
    expect(await graphRefusalOf(put('x'))).toEqual(missing)
  })
})

describe('faults', () => {
  it('speak Graph’s error format, with Retry-After', async () => {
    const fault = { kind: 'status', status: 429, retryAfterS: 7 } as const
    world().faults.add({ fault, host: 'graph.microsoft.com', times: 1 })
    const response = await bare(approot)
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
    expect(await response.json()).toMatchObject({
      error: { code: 'activityLimitReached', innerError: { 'request-id': expect.any(String) } },
    })
  })

  it.each([
    [409, 'conflict'],
    [412, 'resourceModified'],
    [423, 'notAllowed'],
    [503, 'serviceNotAvailable'],
  ])('can refuse one write with a spurious %i', async (status, code) => {
    world().faults.add({ fault: { kind: 'status', status }, path: '/content', times: 1 })
    expect(await graphRefusalOf(put('x'))).toEqual({ status, code })
    expect((await put('x')).name).toBe('1-on-1.md')
  })

  it('show reads an older state', async () => {
    const item = await put('old')
    world().clock.advance(60_000)
    await put('new')
    world().faults.add({ fault: { kind: 'stale', ageMs: 30_000 }, method: 'GET' })
    expect((await get(itemPath(item))).eTag).toBe(item.eTag)
    expect(await textOf(item)).toBe('old')
  })
})
