import { describe, expect, it } from 'vitest'
import type { OpenApiDocument } from '../sandbox/contract/openapi-document.ts'
import { checkGraphLog } from '../sandbox/graph-contract-check.ts'
import type { LogEntry } from '../sandbox/network/request-log.ts'
import { graphContract } from '../support/use-world.ts'

/** A description in the slice's style, small enough to see through. */
const small: OpenApiDocument = {
  servers: [{ url: 'https://graph.microsoft.com/v1.0' }],
  paths: {
    '/me/drive/root:/{path}:': {
      get: {
        operationId: 'byPath',
        parameters: [{ name: '$select', in: 'query' }],
        responses: {
          200: {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/item' } } },
          },
          '4XX': {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/error' } } },
          },
        },
      },
    },
    '/drives/{drive-id}/items/{item-id}/invite': {
      post: {
        operationId: 'invite',
        parameters: [{ name: 'If-Match', in: 'header' }],
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/invitation' } } },
        },
        responses: { 200: {} },
      },
    },
  },
  components: {
    schemas: {
      item: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          size: { type: ['integer', 'null'] },
          at: { type: 'string', format: 'date-time' },
          owner: { anyOf: [{ $ref: '#/components/schemas/owner' }, { type: 'null' }] },
        },
        patternProperties: { '@': {} },
        additionalProperties: false,
      },
      owner: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      invitation: {
        type: 'object',
        properties: { roles: { type: 'array', maxItems: 2, items: { enum: ['read', 'write'] } } },
        additionalProperties: false,
      },
      error: { type: 'object', required: ['error'], properties: { error: { type: 'object' } } },
    },
  },
}

const asked: LogEntry = {
  method: 'GET',
  url: 'https://graph.microsoft.com/v1.0/me/drive/root:/a/b.md:',
  requestHeaders: {},
  requestBody: null,
  status: 200,
  responseBody: { id: '1', '@odata.context': 'x' },
}
const invited: LogEntry = {
  ...asked,
  method: 'POST',
  url: 'https://graph.microsoft.com/v1.0/drives/b!1/items/01A/invite',
  requestHeaders: { 'content-type': 'application/json' },
  requestBody: { roles: ['read'] },
}
const problems = (entry: LogEntry, more: Partial<LogEntry> = {}) =>
  checkGraphLog([{ ...entry, ...more }], small).map((each) => `${each.side} ${each.problem}`)
const root = 'https://graph.microsoft.com/v1.0'

describe('the check of Graph’s log', () => {
  it('finds nothing wrong with what is right', () => {
    expect(problems(asked)).toEqual([])
    expect(problems(asked, { url: `${root}/me/drive/root:/a/b.md` })).toEqual([])
    expect(problems(invited)).toEqual([])
    expect(problems(asked, { url: 'https://login.microsoftonline.com/anything' })).toEqual([])
    const list = { url: `${root}/me/drive/root:/a:/children?$top=2`, responseBody: { value: [{}] } }
    expect(problems(asked, list)).toEqual([])
  })

  it.each<[Partial<LogEntry>, string]>([
    [{ url: `${root}/me/nothing` }, 'request unknown path'],
    [{ url: `${root}/me/drive/root:/a:/content` }, 'request unknown path'],
    [{ method: 'PUT' }, 'request unknown method'],
    [{ url: `${asked.url}?$top=3` }, 'request ?$top: unknown parameter of byPath'],
    [
      { requestHeaders: { 'if-match': '"x"' } },
      'request If-Match: not among the headers of byPath',
    ],
    [{ requestBody: {} }, 'request body: byPath takes none'],
    [{ responseBody: { id: 1 } }, 'response answer.id: number instead of string'],
    [{ responseBody: { misspelt: 1 } }, 'response answer.misspelt: unknown property'],
    [{ responseBody: { at: 'today' } }, 'response answer.at: today is not an RFC 3339 time'],
    [{ responseBody: { owner: {} } }, 'response answer.owner.name: missing'],
    [{ status: 404, responseBody: {} }, 'response answer.error: missing'],
    [{ status: 500 }, 'response status 500: unknown to byPath'],
  ])('sees what is wrong with %j', (more, problem) => {
    expect(problems(asked, more)).toEqual([problem])
  })

  it.each<[unknown, string]>([
    [{ role: [] }, 'request body.role: unknown property'],
    [{ roles: ['own'] }, 'request body.roles[0]: own is none of read, write'],
    [{ roles: ['read', 'read', 'read'] }, 'request body.roles: more than 2 items'],
    [null, 'request body: null instead of object'],
  ])('sees a bad body: %j', (requestBody, problem) => {
    expect(problems(invited, { requestBody })).toEqual([problem])
  })

  it('wants JSON to be called JSON', () => {
    expect(problems(invited, { requestHeaders: {} })).toEqual(['request Content-Type: not JSON'])
  })
})

describe('Microsoft’s description of Graph', () => {
  const contract = graphContract
  if (contract === null) {
    it('is NOT here (../shared/contracts): requests were checked by the world only', () => {
      expect(contract).toBeNull()
    })
  } else {
    it('is here: every request and answer of the contract tests is checked', () => {
      const wrong: LogEntry = {
        ...invited,
        requestBody: {
          recipients: [{ mail: 'x@y.example' }],
          roles: ['write'],
          requireSignin: true,
        },
        responseBody: { value: [{ id: 'x', role: ['write'] }] },
      }
      expect(checkGraphLog([wrong], contract).map((each) => each.problem)).toEqual([
        'body.recipients[0].mail: unknown property',
        'body.requireSignin: unknown property',
        'answer.value[0].role: unknown property',
      ])
    })
  }
})
