import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../lib/base/bytes.ts'
import { readDriveRefusal } from '../../../lib/remote/google-drive-refusal.ts'
import { readGoogleFailure } from '../../../lib/remote/google-refusal.ts'
import type { HttpOutcome } from '../../../lib/remote/http.ts'

const clock = { nowMs: () => Date.UTC(2026, 10, 22, 9, 0, 0) }

function answer(status: number, reason = '', headers: Record<string, string> = {}): HttpOutcome {
  const body = reason === '' ? '' : JSON.stringify({ error: { errors: [{ reason }] } })
  return { kind: 'answer', status, headers: new Headers(headers), bytes: encodeUtf8(body) }
}

describe('readGoogleFailure', () => {
  it.each([
    ['2xx', answer(204), undefined],
    ['no token', { kind: 'unauthorized' }, { kind: 'unauthorized' }],
    ['not sent', { kind: 'not-sent', why: 'offline' }, { kind: 'offline' }],
    ['token server down', { kind: 'not-sent', why: 'server' }, { kind: 'unavailable' }],
    ['stopped before', { kind: 'not-sent', why: 'aborted' }, { kind: 'unavailable' }],
    ['no answer', { kind: 'lost', why: 'offline', status: null }, { kind: 'offline' }],
    ['cut answer', { kind: 'lost', why: 'offline', status: 200 }, { kind: 'unavailable' }],
    ['too slow', { kind: 'lost', why: 'timeout', status: null }, { kind: 'unavailable' }],
    ['too large', { kind: 'too-large', status: 200 }, { kind: 'too-large' }],
    ['408', answer(408), { kind: 'unavailable' }],
    ['500', answer(500, 'internalError'), { kind: 'unavailable' }],
    ['503', answer(503), { kind: 'unavailable' }],
    [
      '503 later',
      answer(503, '', { 'retry-after': '9' }),
      { kind: 'throttled', retryAfterMs: 9000 },
    ],
    ['429', answer(429), { kind: 'throttled', retryAfterMs: null }],
    [
      '429 later',
      answer(429, '', { 'retry-after': '2' }),
      { kind: 'throttled', retryAfterMs: 2000 },
    ],
    ['user rate', answer(403, 'userRateLimitExceeded'), { kind: 'throttled', retryAfterMs: null }],
    ['rate', answer(403, 'rateLimitExceeded'), { kind: 'throttled', retryAfterMs: null }],
    ['quota', answer(403, 'quotaExceeded'), { kind: 'throttled', retryAfterMs: null }],
    ['scope', answer(403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'), { kind: 'unauthorized' }],
    [
      'scope by header',
      answer(403, '', { 'www-authenticate': 'Bearer error="insufficient_scope"' }),
      { kind: 'unauthorized' },
    ],
    ['full drive', answer(403, 'storageQuotaExceeded'), { kind: 'storage-full' }],
    ['400', answer(400, 'invalid'), { kind: 'rejected', status: 400 }],
    ['redirect', answer(304), { kind: 'rejected', status: 304 }],
  ] as [string, HttpOutcome, unknown][])('%s', (_name, outcome, expected) => {
    expect(readGoogleFailure(outcome, clock)?.refusal).toEqual(expected)
  })
})

describe('readDriveRefusal', () => {
  const read = { isWrite: false, isMine: false }
  const write = { isWrite: true, isMine: false }
  const mine = { isWrite: false, isMine: true }
  it.each([
    ['unpicked', answer(404, 'notFound'), read, { kind: 'needs-pick' }],
    ['own file deleted', answer(404, 'notFound'), mine, { kind: 'gone' }],
    ['gone', answer(410), read, { kind: 'gone' }],
    ['app not authorised', answer(403, 'appNotAuthorizedToFile'), write, { kind: 'needs-pick' }],
    ['no right to read', answer(403, 'insufficientFilePermissions'), read, { kind: 'needs-pick' }],
    ['no right to write', answer(403, 'insufficientFilePermissions'), write, { kind: 'read-only' }],
    ['plain forbidden', answer(403, 'forbidden'), write, { kind: 'read-only' }],
    ['a proxy says no', answer(403), write, { kind: 'rejected', status: 403 }],
    ['full drive', answer(403, 'storageQuotaExceeded'), write, { kind: 'storage-full' }],
    ['too large', answer(413), write, { kind: 'too-large' }],
    ['bad request', answer(400), read, { kind: 'rejected', status: 400 }],
    ['slow down', answer(429), write, { kind: 'throttled', retryAfterMs: null }],
  ])('%s', (_name, outcome, attempt, expected) => {
    expect(readDriveRefusal(outcome, attempt, clock)).toEqual(expected)
  })
})
