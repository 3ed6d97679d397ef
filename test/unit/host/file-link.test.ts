import { describe, expect, it } from 'vitest'
import { takeFileLink } from '../../../lib/host/run-content.ts'

describe('takeFileLink', () => {
  it('takes our part out of a hash and leaves the rest', () => {
    expect(takeFileLink('#yohaku-file=aB_1-2')).toEqual({ fileId: 'aB_1-2', rest: '' })
    expect(takeFileLink('#a=1&yohaku-file=x&b=2')).toEqual({ fileId: 'x', rest: '#a=1&b=2' })
  })

  it('refuses what is no file id', () => {
    for (const hash of [
      '',
      '#',
      '#yohaku-file=',
      '#yohaku-file=a/b',
      '#yohaku-file=a%20b',
      `#yohaku-file=${'x'.repeat(201)}`,
      '#other-yohaku-file=x',
      '#yohaku-files=x',
    ]) {
      expect(takeFileLink(hash), hash).toBeNull()
    }
  })
})
