import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../lib/base/bytes.ts'
import { readGraphCodes } from '../../../lib/remote/graph-error.ts'
import { readGraphFailure } from '../../../lib/remote/graph-refusal.ts'
import type { HttpOutcome } from '../../../lib/remote/http.ts'
import { readOneDriveRefusal } from '../../../lib/remote/onedrive-refusal.ts'

const clock = { nowMs: () => 0 }

function answer(status: number, code = '', headers: Record<string, string> = {}): HttpOutcome {
  const body = JSON.stringify({ error: { code, message: 'Hana Sato may not' } })
  return { kind: 'answer', status, headers: new Headers(headers), bytes: encodeUtf8(body) }
}

describe('readGraphCodes', () => {
  const codesOf = (error: unknown) => readGraphCodes(encodeUtf8(JSON.stringify({ error })))
  it('reads the coarse code and the fine ones, however they are spelt', () => {
    expect(codesOf({ code: 'accessDenied', message: 'x' })).toEqual(['accessDenied'])
    expect(codesOf({ code: 'a', innerError: { code: 'b', date: 'x' } })).toEqual(['a', 'b'])
    expect(codesOf({ code: 'a', innererror: { code: 'b', innererror: { code: 'c' } } })).toEqual([
      'a',
      'b',
      'c',
    ])
    expect(codesOf({ code: 'a', innerError: { code: 'a' } })).toEqual(['a'])
  })

  it.each(['', '<html>', '[]', '{}', '{"error":"x"}', '{"error":{"code":5}}', '{"error":null}'])(
    'finds none in %s',
    (text) => {
      expect(readGraphCodes(encodeUtf8(text))).toEqual([])
    },
  )
})

describe('readGraphFailure', () => {
  it.each([
    ['success', answer(200), null],
    ['nothing to say', answer(204), null],
    ['429', answer(429, '', { 'retry-after': '4' }), { kind: 'throttled', retryAfterMs: 4000 }],
    ['509', answer(509), { kind: 'throttled', retryAfterMs: null }],
    ['503', answer(503), { kind: 'unavailable' }],
    [
      '503 busy',
      answer(503, '', { 'retry-after': '1' }),
      { kind: 'throttled', retryAfterMs: 1000 },
    ],
    ['423', answer(423, 'resourceLocked'), { kind: 'unavailable' }],
    ['507', answer(507), { kind: 'storage-full' }],
    ['full by its code', answer(403, 'quotaLimitReached'), { kind: 'storage-full' }],
    ['403', answer(403, 'accessDenied'), { kind: 'rejected', status: 403 }],
    ['412', answer(412), { kind: 'rejected', status: 412 }],
    ['no token', { kind: 'unauthorized' } as const, { kind: 'unauthorized' }],
    ['no network', { kind: 'not-sent', why: 'offline' } as const, { kind: 'offline' }],
    ['stopped', { kind: 'not-sent', why: 'aborted' } as const, { kind: 'unavailable' }],
    ['never came', { kind: 'lost', why: 'offline', status: null } as const, { kind: 'offline' }],
    ['broke off', { kind: 'lost', why: 'offline', status: 200 } as const, { kind: 'unavailable' }],
    ['timeout', { kind: 'lost', why: 'timeout', status: null } as const, { kind: 'unavailable' }],
    ['too large', { kind: 'too-large', status: 200 } as const, { kind: 'too-large' }],
  ])('%s', (_name, outcome, refusal) => {
    expect(readGraphFailure(outcome, clock)?.refusal ?? null).toEqual(refusal)
  })
})

describe('readOneDriveRefusal', () => {
  const mine = { isMine: true, hasWideConsent: false }
  const theirs = { isMine: false, hasWideConsent: false }
  const theirsWide = { isMine: false, hasWideConsent: true }
  it.each([
    ['403 of a partner’s file', 403, { ...theirs, isWrite: false }, { kind: 'needs-consent' }],
    ['403 of writing it', 403, { ...theirs, isWrite: true }, { kind: 'needs-consent' }],
    ['403 with consent', 403, { ...theirsWide, isWrite: false }, { kind: 'out-of-reach' }],
    ['403 of writing with consent', 403, { ...theirsWide, isWrite: true }, { kind: 'read-only' }],
    ['403 of one’s own', 403, { ...mine, isWrite: false }, { kind: 'rejected', status: 403 }],
    ['403 of writing one’s own', 403, { ...mine, isWrite: true }, { kind: 'read-only' }],
    ['404 of a partner’s', 404, { ...theirs, isWrite: false }, { kind: 'out-of-reach' }],
    ['404 of one’s own', 404, { ...mine, isWrite: true }, { kind: 'gone' }],
    ['413', 413, { ...mine, isWrite: true }, { kind: 'too-large' }],
  ])('%s', (_name, status, attempt, refusal) => {
    expect(readOneDriveRefusal(answer(status), attempt, clock)).toEqual(refusal)
  })
})
