import { describe, expect, it } from 'vitest'
import { hasAccess } from '../../../lib/auth/account-access.ts'
import type { Account } from '../../../lib/auth/token-provider.ts'

const microsoft = (scopes: string[], isPersonal = false): Account => ({
  provider: 'microsoft',
  email: 'hana@contoso.example',
  scopes,
  isPersonal,
})

describe('hasAccess', () => {
  it('asks an organisation’s account for more than a private one', () => {
    expect(hasAccess(microsoft(['Files.ReadWrite']), 'files')).toBe(true)
    expect(hasAccess(microsoft(['Files.ReadWrite']), 'partner-files')).toBe(false)
    expect(hasAccess(microsoft(['Files.ReadWrite'], true), 'partner-files')).toBe(true)
    expect(hasAccess(microsoft(['User.Read'], true), 'partner-files')).toBe(false)
    expect(hasAccess(microsoft(['Files.ReadWrite.All']), 'files')).toBe(true)
    expect(hasAccess(microsoft(['Files.ReadWrite.All']), 'calendar')).toBe(false)
  })

  it('knows Google’s scopes', () => {
    const scopes = ['https://www.googleapis.com/auth/drive.file']
    const account: Account = { provider: 'google', email: 'hana@gmail.com', scopes }
    expect(hasAccess(account, 'files')).toBe(true)
    expect(hasAccess(account, 'calendar')).toBe(false)
  })
})
