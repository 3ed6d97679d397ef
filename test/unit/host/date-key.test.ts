import { describe, expect, it } from 'vitest'
import { decodeDateKey } from '../../../lib/host/google/read-event.ts'

const keyOf = (year: number, month: number, day: number): string =>
  String((year - 1970) * 512 + month * 32 + day)

describe('decodeDateKey', () => {
  it('reads days', () => {
    expect(decodeDateKey(keyOf(2026, 12, 1))).toBe('2026-12-01')
    expect(decodeDateKey(keyOf(2028, 2, 29))).toBe('2028-02-29')
  })

  it('refuses what is no day', () => {
    for (const key of [
      '',
      'x',
      '1.5',
      '0',
      keyOf(2026, 2, 29),
      keyOf(2026, 13, 1),
      keyOf(2026, 4, 31),
      keyOf(1999, 1, 1),
      '-5',
      '1e99',
    ]) {
      expect(decodeDateKey(key), key).toBeNull()
    }
  })
})
