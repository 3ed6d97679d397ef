import { describe, expect, it } from 'vitest'
import { parseRetryAfter } from '../../../lib/remote/retry-after.ts'

const nowMs = Date.UTC(2026, 10, 22, 9, 0, 0)

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 120 ', 120_000],
    ['9999999999', 86_400_000],
    ['Sun, 22 Nov 2026 09:00:30 GMT', 30_000],
    ['Sunday, 22-Nov-26 09:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 08:00:00 GMT', 0],
    ['Mon, 22 Nov 2027 09:00:00 GMT', 86_400_000],
  ])('reads %s', (header, expectedMs) => {
    expect(parseRetryAfter(header, nowMs)).toBe(expectedMs)
  })

  it.each([null, '', 'soon', '-5', '1.5', '12345678901', '2026-11-22', 'Nov', 'Xyz, nothing GMT'])(
    'does not guess at %s',
    (header) => {
      expect(parseRetryAfter(header, nowMs)).toBeNull()
    },
  )
})
