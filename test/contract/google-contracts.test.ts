import { describe, expect, it } from 'vitest'
import type { DiscoveryDocument } from '../sandbox/contract/discovery-document.ts'
import { checkLog } from '../sandbox/contract-check.ts'
import type { LogEntry } from '../sandbox/network/request-log.ts'
import { googleContracts } from '../support/use-world.ts'

/** A small API of our own, enough to show that the checker sees what it should. */
const tiny: DiscoveryDocument = {
  name: 'drive',
  version: 'v3',
  rootUrl: 'https://www.googleapis.com/',
  servicePath: 'tiny/v1/',
  parameters: { fields: { type: 'string', location: 'query' } },
  schemas: {
    Thing: {
      type: 'object',
      properties: {
        id: { type: 'string', description: 'Output only. The id.' },
        size: { type: 'string', format: 'int64' },
        kind: { type: 'string', enum: ['big', 'small'] },
        isOpen: { type: 'boolean' },
        count: { type: 'integer' },
        when: { type: 'string', format: 'date-time' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        parts: { type: 'array', items: { $ref: 'Thing' } },
      },
    },
  },
  resources: {
    things: {
      methods: {
        get: {
          id: 'tiny.things.get',
          httpMethod: 'GET',
          path: 'things/{thingId}',
          parameters: {
            thingId: { type: 'string', location: 'path', required: true },
            count: { type: 'integer', minimum: '1', maximum: '9', location: 'query' },
            isOpen: { type: 'boolean', location: 'query' },
            kind: { type: 'string', enum: ['big', 'small'], location: 'query' },
            since: { type: 'string', format: 'date-time', location: 'query' },
            tag: { type: 'string', repeated: true, location: 'query' },
          },
          response: { $ref: 'Thing' },
        },
        create: {
          id: 'tiny.things.create',
          httpMethod: 'POST',
          path: 'things',
          request: { $ref: 'Thing' },
          response: { $ref: 'Thing' },
          mediaUpload: { protocols: { simple: { path: '/upload/tiny/v1/things' } } },
        },
      },
    },
  },
}

function problems(entry: Partial<LogEntry>): string[] {
  const whole: LogEntry = {
    method: 'GET',
    url: 'https://www.googleapis.com/tiny/v1/things/1',
    requestHeaders: { 'content-type': 'application/json' },
    requestBody: null,
    status: 200,
    responseBody: {},
    ...entry,
  }
  return checkLog([whole], [tiny]).map((violation) => `${violation.side} ${violation.problem}`)
}

const get = (query: string) =>
  problems({ url: `https://www.googleapis.com/tiny/v1/things/1?${query}` })
const post = (requestBody: unknown, more: Partial<LogEntry> = {}) =>
  problems({
    method: 'POST',
    url: 'https://www.googleapis.com/tiny/v1/things',
    requestBody,
    ...more,
  })
const answered = (responseBody: unknown) => problems({ responseBody })

describe('the checker', () => {
  it('accepts what the document allows', () => {
    expect(get('count=3&isOpen=true&kind=big&tag=a&tag=b&since=2026-11-23T00:00:00Z')).toEqual([])
    expect(get('fields=id,parts(size,parts/kind)')).toEqual([])
    expect(post({ kind: 'big', labels: { any: 'text' }, parts: [{ size: '12' }] })).toEqual([])
    expect(post({ kind: null })).toEqual([])
  })

  it.each([
    ['an unknown path', { url: 'https://www.googleapis.com/tiny/v2/things' }, 'unknown path'],
    ['an unknown method', { method: 'PUT' }, 'unknown method'],
  ])('sees %s', (_name, entry, problem) => {
    expect(problems(entry)).toEqual([`request ${problem}`])
  })

  it.each([
    ['limit=3', '?limit: unknown parameter of tiny.things.get'],
    ['count=0', '?count: 0 is below 1'],
    ['count=x', '?count: x is not an integer'],
    ['isOpen=1', '?isOpen: 1 is not a boolean'],
    ['kind=huge', '?kind: huge is none of big, small'],
    ['kind=big&kind=small', '?kind: given 2 times'],
    ['since=2026-11-23T00:00:00', '?since: 2026-11-23T00:00:00 is not an RFC 3339 time'],
    ['fields=id,etag', '?fields: there is no etag'],
    ['fields=id(', '?fields: id( cannot be read'],
    ['alt=media', '?alt: unknown parameter of tiny.things.get'],
  ])('sees a bad query: %s', (query, problem) => {
    expect(get(query)).toContain(`request ${problem}`)
  })

  it.each([
    [{ etag: 'x' }, 'body.etag: unknown property'],
    [{ id: '1' }, 'body.id: output only'],
    [{ parts: [{ count: 1.5 }] }, 'body.parts[0].count: 1.5 is not an integer'],
    [{ parts: {} }, 'body.parts: object instead of an array'],
    [{ isOpen: 'yes' }, 'body.isOpen: string instead of a boolean'],
    [{ labels: { a: 1 } }, 'body.labels.a: number instead of a string'],
    [{ size: 12 }, 'body.size: number instead of a string'],
    [{ when: 'today' }, 'body.when: today is not an RFC 3339 time'],
    ['text', 'body: string instead of an object'],
  ])('sees a bad body: %j', (body, problem) => {
    expect(post(body)).toEqual([`request ${problem}`])
  })

  it('reads the metadata part of multipart uploads', () => {
    const parts = [{ contentType: 'application/json', json: { etag: 'x' } }, { contentType: 'a/b' }]
    const url = 'https://www.googleapis.com/upload/tiny/v1/things?uploadType='
    expect(post({ parts }, { url: `${url}multipart` })).toEqual([
      'request body.etag: unknown property',
    ])
    expect(post({ parts: [] }, { url: `${url}multipart` })).toEqual([
      'request body: not multipart with JSON first',
    ])
    expect(post({ anything: 1 }, { url: `${url}media` })).toEqual([])
    expect(post(null, { url })).toEqual(['request ?uploadType:  on an upload path'])
  })

  it('sees a condition that Drive v3 does not know', () => {
    expect(problems({ requestHeaders: { 'if-match': '"x"' } })).toEqual([
      'request If-Match: Drive v3 knows no conditions and ignores them',
    ])
  })

  it.each([
    [{ etag: 'x' }, 'answer.etag: unknown property'],
    [{ kind: null }, 'answer.kind: null in an answer'],
    [null, 'answer: empty'],
  ])('sees a bad answer: %j', (body, problem) => {
    expect(answered(body)).toEqual([`response ${problem}`])
  })

  it('wants Google’s error JSON with an error status', () => {
    const error = { code: 404, message: 'Not Found', errors: [{ reason: 'notFound' }] }
    expect(problems({ status: 404, responseBody: { error } })).toEqual([])
    expect(problems({ status: 403, responseBody: { error } })).toEqual([
      'response answer: not the error JSON of its status',
    ])
  })
})

describe('Google’s discovery documents', () => {
  const contracts = googleContracts
  if (contracts === null) {
    it('are NOT here (../shared/contracts): requests were checked by the world only', () => {
      expect(contracts).toBeNull()
    })
  } else {
    it('are here: every request and answer of the google-*.test.ts files is checked', () => {
      expect(contracts.map((each) => `${each.name} ${each.version}`)).toEqual([
        'calendar v3',
        'drive v3',
        'drive v2',
      ])
      const wrong: LogEntry = {
        method: 'PATCH',
        url: 'https://www.googleapis.com/calendar/v3/calendars/primary/events/x?supportAttachments=true',
        requestHeaders: { 'content-type': 'application/json' },
        requestBody: { attachments: [{ url: 'x' }] },
        status: 200,
        responseBody: { id: 'x', owner: 'y' },
      }
      expect(checkLog([wrong], contracts).map((violation) => violation.problem)).toEqual([
        '?supportAttachments: unknown parameter of calendar.events.patch',
        'body.attachments[0].url: unknown property',
        'answer.owner: unknown property',
      ])
    })
  }
})
