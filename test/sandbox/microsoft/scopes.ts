const graphPrefix = 'https://graph.microsoft.com/'

/** Scopes that are about who somebody is, or about refresh tokens; never shown as permissions to Graph data. */
export const openIdScopes: ReadonlySet<string> = new Set([
  'openid',
  'profile',
  'email',
  'offline_access',
])

/** Graph scopes this world knows; asking for another is AADSTS70011. Compared without regard to case. */
const knownGraphScopes: readonly string[] = [
  'User.Read',
  'Files.Read',
  'Files.ReadWrite',
  'Files.ReadWrite.AppFolder',
  'Files.Read.All',
  'Files.ReadWrite.All',
  'Files.SelectedOperations.Selected',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'Calendars.Read',
  'Calendars.ReadBasic',
  'Calendars.ReadWrite',
  'Calendars.Read.Shared',
  'Calendars.ReadWrite.Shared',
  'People.Read',
  'Mail.Read',
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.Read',
  'OnlineMeetings.Read',
  'OnlineMeetings.ReadWrite',
]

/**
 * The scopes of a `scope` parameter in their short form (`Files.ReadWrite`), without duplicates. Null when one
 * of them does not exist; `/.default` is not built.
 */
export function parseEntraScopes(text: string): string[] | null {
  const scopes: string[] = []
  for (const each of text.split(/\s+/).filter((scope) => scope !== '')) {
    const short = each.toLowerCase().startsWith(graphPrefix) ? each.slice(graphPrefix.length) : each
    const known = [...openIdScopes, ...knownGraphScopes].find(
      (scope) => scope.toLowerCase() === short.toLowerCase(),
    )
    if (known === undefined) return null
    if (!scopes.includes(known)) scopes.push(known)
  }
  return scopes
}

/** How the token endpoint writes granted scopes: Graph's by their full address, or the short names. */
export function writeScopes(scopes: Iterable<string>, spelling: 'full-address' | 'short'): string {
  return [...scopes]
    .map((scope) => (openIdScopes.has(scope) || spelling === 'short' ? scope : graphPrefix + scope))
    .join(' ')
}
