import type { Access } from './token-provider.ts'

/** What every connection asks for: signing in, staying signed in, and the person's own files. */
const baseScopes = ['openid', 'profile', 'offline_access', 'User.Read', 'Files.ReadWrite']

/** The further steps, each usually an administrator's to grant in an organisation. */
const scopeOfAccess: Record<Access, string> = {
  files: 'Files.ReadWrite',
  'partner-files': 'Files.ReadWrite.All',
  calendar: 'Calendars.ReadWrite',
}

/** Never listed in an answer, or not to be unticked. */
const unlistedScopes = ['openid', 'profile', 'offline_access', 'email']

const graphPrefix = 'https://graph.microsoft.com/'

/** Scopes to ask for: the base, what `access` needs, and what the account had before. */
export function scopesToAsk(access: readonly Access[], had: readonly string[]): string[] {
  return [...new Set([...baseScopes, ...access.map((one) => scopeOfAccess[one]), ...had])]
}

/** The scopes of an answer in short form. Entra names them in full or in short, as it likes. */
export function readScopes(text: string): string[] {
  const scopes = text.split(' ').filter((scope) => scope !== '')
  return scopes.map((scope) =>
    scope.toLowerCase().startsWith(graphPrefix) ? scope.slice(graphPrefix.length) : scope,
  )
}

/** Scopes that were asked for and not granted, in the order they were asked for. */
export function missingMicrosoftScopes(
  asked: readonly string[],
  granted: readonly string[],
): string[] {
  const has = (scope: string) =>
    granted.some((one) => one.toLowerCase() === scope.toLowerCase()) ||
    (scope === 'Files.ReadWrite' && granted.includes('Files.ReadWrite.All'))
  return asked.filter((scope) => !unlistedScopes.includes(scope) && !has(scope))
}

/** Scopes an account keeps: those that give access to something. */
export function lastingScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => !unlistedScopes.includes(scope))
}
