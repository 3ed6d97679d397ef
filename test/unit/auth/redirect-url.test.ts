import { describe, expect, it } from 'vitest'
import { chooseRedirectUrl } from '../../../lib/auth/redirect-url.ts'

describe('chooseRedirectUrl', () => {
  const hash = '0123456789abcdef0123456789abcdef01234567'

  it.each([`https://${hash}.extensions.allizom.org/`, `https://${hash}.extensions.allizom.org`])(
    'gives Firefox the loopback address that Google accepts',
    (browserUrl) => {
      expect(chooseRedirectUrl(browserUrl)).toBe(`http://127.0.0.1/mozoauth2/${hash}`)
    },
  )

  it.each([
    'https://gepipglhcfilmooljejmmjdhclebjloa.chromiumapp.org/',
    `https://${hash}.extensions.allizom.org.evil.example/`,
    `https://${hash}.extensions.allizom.org/path`,
  ])('leaves %s alone', (browserUrl) => {
    expect(chooseRedirectUrl(browserUrl)).toBe(browserUrl)
  })
})
