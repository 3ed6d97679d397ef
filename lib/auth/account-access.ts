import type { Access, Account } from './token-provider.ts'

/** Any one of the scopes named for it gives the access. */
const scopesOfAccess: Record<Account['provider'], Record<Access, readonly string[]>> = {
  google: {
    files: ['https://www.googleapis.com/auth/drive.file'],
    // The same scope; each file is then picked once.
    'partner-files': ['https://www.googleapis.com/auth/drive.file'],
    calendar: ['https://www.googleapis.com/auth/calendar.events'],
  },
  microsoft: {
    files: ['Files.ReadWrite', 'Files.ReadWrite.All'],
    'partner-files': ['Files.ReadWrite.All'],
    calendar: ['Calendars.ReadWrite'],
  },
}

/**
 * Whether the scopes an account was granted are enough for `access`. In a private OneDrive `Files.ReadWrite`
 * covers what others share, too; in an organisation's it does not.
 * https://learn.microsoft.com/onedrive/developer/rest-api/concepts/permissions_reference
 */
export function hasAccess(account: Account, access: Access): boolean {
  const wanted = account.isPersonal === true && access === 'partner-files' ? 'files' : access
  return scopesOfAccess[account.provider][wanted].some((scope) => account.scopes.includes(scope))
}
