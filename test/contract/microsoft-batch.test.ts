import { describe, expect, it } from 'vitest'
import { workMentee } from '../sandbox/microsoft/usual-microsoft-people.ts'
import { graphRefusalOf, microsoftClient } from '../sandbox/microsoft-client.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()

interface Answer {
  id: string
  status: number
  body?: Record<string, unknown>
}

async function batch(requests: object[]): Promise<Answer[]> {
  const client = microsoftClient(world(), workMentee)
  const { responses } = (await client.api('/$batch').post({ requests })) as { responses: Answer[] }
  return responses
}

const approot = '/me/drive/special/approot'

describe('a batch', () => {
  it('answers each request by itself, in no promised order', async () => {
    const content = Buffer.from('hello').toString('base64')
    const responses = await batch([
      { id: '1', method: 'GET', url: '/me?$select=id,mail' },
      {
        id: '2',
        method: 'PUT',
        url: `${approot}:/batched.md:/content`,
        headers: { 'Content-Type': 'text/markdown' },
        body: content,
      },
      { id: '3', method: 'GET', url: '/me/drive/items/nothing' },
    ])
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['3', 404],
      ['2', 201],
      ['1', 200],
    ])
    const [missing, made, me] = responses
    expect(missing?.body).toMatchObject({ error: { code: 'itemNotFound' } })
    expect(me?.body).toMatchObject({ mail: workMentee })
    expect(world().microsoft.files.textOf(String(made?.body?.id))).toBe('hello')
    await batch([{ id: '1', method: 'GET', url: `/me/drive/items/${made?.body?.id}/content` }])
    expect(JSON.stringify(world().log)).toContain('"Location":"https://contoso-my.sharepoint.com/"')
    expect(JSON.stringify(world().log)).not.toContain('tempauth')
  })

  it('leaves out what depends on a failure', async () => {
    const responses = await batch([
      { id: 'a', method: 'GET', url: '/me/drive/items/nothing' },
      { id: 'b', method: 'GET', url: '/me', dependsOn: ['a'] },
      { id: 'c', method: 'GET', url: '/me' },
      { id: 'd', method: 'GET', url: approot, dependsOn: ['c'] },
    ])
    const statuses = Object.fromEntries(responses.map(({ id, status }) => [id, status]))
    expect(statuses).toEqual({ a: 404, b: 424, c: 200, d: 200 })
  })

  it.each<[string, object[]]>([
    ['nothing', []],
    [
      'more than twenty',
      Array.from({ length: 21 }, (_, id) => ({ id: `${id}`, method: 'GET', url: '/me' })),
    ],
    ['an id twice', [1, 2].map(() => ({ id: 'x', method: 'GET', url: '/me' }))],
    ['a whole address', [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/me' }]],
    ['no method', [{ id: '1', url: '/me' }]],
  ])('is refused with %s', async (_name, requests) => {
    expect(await graphRefusalOf(batch(requests))).toEqual({ status: 400, code: 'BadRequest' })
  })
})
