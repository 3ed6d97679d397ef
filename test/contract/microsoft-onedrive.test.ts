import { describe, expect, it } from 'vitest'
import {
  foreignMicrosoftClientId,
  personalMentee,
  workMentee,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { graphRefusalOf } from '../sandbox/microsoft-client.ts'
import { approot, type Item, itemPath, oneDriveHand } from '../support/onedrive-hand.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const { clientOf, files, put, get, textOf, bare } = oneDriveHand(world)

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
