import type { WorldClock } from '../world-clock.ts'
import { randomToken, type WorldRandom } from '../world-random.ts'

/** An OAuth client as registered in a Cloud project. */
export interface OAuthClient {
  clientId: string
  /** Clients of one project share what a person granted, picked files included. */
  project: string
  /** Shown on the consent page. */
  name: string
  /** Compared exactly, character by character. */
  redirectUris: string[]
}

/** A token the world handed out. */
export interface AccessToken {
  token: string
  email: string
  clientId: string
  project: string
  scopes: ReadonlySet<string>
  expiresAtMs: number
}

/** Lifetime of an implicit token, as Google states it. */
export const tokenLifetimeS = 3599

const scopeAliases: Record<string, string> = {
  email: 'https://www.googleapis.com/auth/userinfo.email',
  profile: 'https://www.googleapis.com/auth/userinfo.profile',
}

/** Scopes that are not shown as check boxes. */
export const identityScopes: ReadonlySet<string> = new Set([
  'openid',
  ...Object.values(scopeAliases),
])

/** The scopes of a `scope` parameter, aliases spelled out, without duplicates. */
export function parseScopes(text: string): string[] {
  const scopes = text.split(/\s+/).filter((scope) => scope !== '')
  return [...new Set(scopes.map((scope) => scopeAliases[scope] ?? scope))]
}

/**
 * What Google's authorization server remembers. Grants are kept per person and project; file grants
 * (`drive.file`) per person, project and file, and they survive the loss of every token.
 */
export interface OAuthStore {
  register(client: OAuthClient): void
  client(clientId: string): OAuthClient | null
  clients(): OAuthClient[]
  /** Scopes this person granted to the project. */
  granted(email: string, project: string): Set<string>
  grant(email: string, project: string, scopes: Iterable<string>): void
  /** Takes back all scopes of the project and ends its tokens, as a person does in the account settings. */
  withdraw(email: string, project: string): void
  /** Makes a token at once: for tests, and for the end of a consent. */
  issue(email: string, clientId: string, scopes: Iterable<string>): AccessToken
  /** The live token; null when unknown, expired or revoked. */
  find(token: string): AccessToken | null
  /** Revokes the token and, as Google does, the whole grant behind it. False when it was not live. */
  revoke(token: string): boolean
  /** Ends tokens without touching grants; all of them when no address is given. */
  expireTokens(email?: string): void
  pickFile(email: string, project: string, fileId: string): void
  hasPickedFile(email: string, project: string, fileId: string): boolean
  unpickFile(email: string, project: string, fileId: string): void
  /** Scopes an administrator forbids for an account: the authorization page then ends in an error. */
  forbid(email: string, scopes: readonly string[]): void
  forbiddenFor(email: string): ReadonlySet<string>
}

/** An authorization server without clients. */
export function createOAuthStore(clock: WorldClock, random: WorldRandom): OAuthStore {
  const clients = new Map<string, OAuthClient>()
  const grants = new Map<string, Set<string>>()
  const picks = new Set<string>()
  const tokens = new Map<string, AccessToken>()
  const forbidden = new Map<string, ReadonlySet<string>>()
  const granted = (email: string, project: string) => {
    const key = `${email} ${project}`
    const scopes = grants.get(key) ?? new Set<string>()
    grants.set(key, scopes)
    return scopes
  }
  const dropTokens = (isDropped: (token: AccessToken) => boolean) => {
    for (const token of [...tokens.values()]) if (isDropped(token)) tokens.delete(token.token)
  }
  const find = (token: string) => {
    const found = tokens.get(token)
    return found !== undefined && found.expiresAtMs > clock.nowMs() ? found : null
  }
  const withdraw = (email: string, project: string) => {
    grants.delete(`${email} ${project}`)
    dropTokens((token) => token.email === email && token.project === project)
  }
  return {
    register: (client) => void clients.set(client.clientId, client),
    client: (clientId) => clients.get(clientId) ?? null,
    clients: () => [...clients.values()],
    granted: (email, project) => new Set(granted(email, project)),
    grant(email, project, scopes) {
      for (const scope of scopes) granted(email, project).add(scope)
    },
    withdraw,
    issue(email, clientId, scopes) {
      const client = clients.get(clientId)
      if (client === undefined) throw new Error(`No OAuth client ${clientId} in this world`)
      const token: AccessToken = {
        token: `ya29.${randomToken(random, 40)}`,
        email,
        clientId,
        project: client.project,
        scopes: new Set(parseScopes([...scopes].join(' '))),
        expiresAtMs: clock.nowMs() + tokenLifetimeS * 1000,
      }
      tokens.set(token.token, token)
      return token
    },
    find,
    revoke(token) {
      const found = find(token)
      if (found === null) return false
      withdraw(found.email, found.project)
      return true
    },
    expireTokens: (email) => dropTokens((token) => email === undefined || token.email === email),
    pickFile: (email, project, fileId) => void picks.add(`${email} ${project} ${fileId}`),
    hasPickedFile: (email, project, fileId) => picks.has(`${email} ${project} ${fileId}`),
    unpickFile: (email, project, fileId) => void picks.delete(`${email} ${project} ${fileId}`),
    forbid: (email, scopes) => void forbidden.set(email, new Set(scopes)),
    forbiddenFor: (email) => forbidden.get(email) ?? new Set(),
  }
}
