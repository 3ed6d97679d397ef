import { describe, expect, it } from 'vitest'
import { readJwtClaims } from '../../../lib/auth/auth-request.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')

describe('readJwtClaims', () => {
  it('reads what is between the dots, in any script', () => {
    const claims = { name: '青木 はる ~?', tid: 'x' }
    expect(readJwtClaims(`e30.${encode(JSON.stringify(claims))}.sig`)).toEqual(claims)
  })

  it.each(['', 'a.b.c', 'nothing', `e30.${encode('{')}.sig`])('is undefined for %s', (text) => {
    expect(readJwtClaims(text)).toBeUndefined()
  })
})
