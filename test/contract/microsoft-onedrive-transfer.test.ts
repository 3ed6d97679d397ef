import { describe, expect, it } from 'vitest'
import {
  personalMentee,
  workMentee,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { graphRefusalOf } from '../sandbox/microsoft-client.ts'
import { approot, type Item, itemPath, oneDriveHand } from '../support/onedrive-hand.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()
const { clientOf, files, habits, put, get, textOf, bare } = oneDriveHand(world)

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
