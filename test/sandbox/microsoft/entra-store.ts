import type { WorldClock } from '../world-clock.ts'
import { randomToken, type WorldRandom } from '../world-random.ts'
import type { MicrosoftDirectory, MicrosoftPerson } from './people.ts'
import { openIdScopes } from './scopes.ts'

/** An app registration. */
export interface EntraApp {
  clientId: string
  /** Shown on the consent page; also the name of the app's folder in a OneDrive. */
  name: string
  /** Compared exactly. Only `spa` ones may redeem codes from a browser. */
  redirectUris: { uri: string; platform: 'spa' | 'web' | 'public-client' }[]
}

/** A code on its way from the redirect to the token endpoint. */
export interface AuthorizationCode {
  code: string
  email: string
  clientId: string
  redirectUri: string
  scopes: readonly string[]
  codeChallenge: string
  nonce: string | null
  expiresAtMs: number
  isRedeemed: boolean
}

/** A token for Graph. */
export interface GraphToken {
  token: string
  email: string
  clientId: string
  /** Short names, e.g. `Files.ReadWrite`. */
  scopes: ReadonlySet<string>
  expiresAtMs: number
}

/** A refresh token. Its end is fixed at the first sign-in and handed on to every successor. */
export interface RefreshToken {
  token: string
  email: string
  clientId: string
  firstIssuedMs: number
  expiresAtMs: number
  /** Ended by an administrator, a new password or "sign out everywhere". */
  isRevoked: boolean
}

/** What conditional access says about an account: an extra step is needed, or there is no way in. */
export type ConditionalAccess = 'needs-mfa' | 'blocked'

/** Lifetime of a refresh token of a single-page app; never extended. */
export const spaRefreshLifetimeMs = 24 * 3_600_000

/** What Entra remembers. */
export interface EntraStore {
  register(app: EntraApp): void
  app(clientId: string): EntraApp | null
  /** What a person has granted to an app, together with what an administrator granted for everybody. */
  granted(person: MicrosoftPerson, clientId: string): Set<string>
  grant(email: string, clientId: string, scopes: Iterable<string>): void
  /** An administrator's consent for everybody in the tenant. */
  grantForTenant(tenantId: string, clientId: string, scopes: Iterable<string>): void
  /** Takes a person's grants back and ends the app's tokens, as in myapps or account.live.com. */
  withdraw(email: string, clientId: string): void
  /** The scopes of `scopes` that this person cannot grant and that nobody granted yet. */
  withheld(person: MicrosoftPerson, clientId: string, scopes: readonly string[]): string[]
  issueCode(code: Omit<AuthorizationCode, 'code' | 'expiresAtMs' | 'isRedeemed'>): AuthorizationCode
  code(code: string): AuthorizationCode | null
  /** Makes a Graph token at once. `lifetimeS` as the habit says when absent. */
  issueToken(
    email: string,
    clientId: string,
    scopes: Iterable<string>,
    lifetimeS: number,
  ): GraphToken
  /** The live token; null when unknown, expired or revoked. */
  find(token: string): GraphToken | null
  /** A refresh token; the successor of `previous` keeps its end. */
  issueRefreshToken(email: string, clientId: string, previous: RefreshToken | null): RefreshToken
  /** Also dead ones: the endpoint says why they died. */
  refreshToken(token: string): RefreshToken | null
  /** Ends access tokens, of everybody when no address is given; refresh tokens live on. */
  expireTokens(email?: string): void
  /** Ends every token of an account, refresh tokens included. */
  revokeSessions(email: string): void
  /** Null takes the rule away. */
  setConditionalAccess(email: string, rule: ConditionalAccess | null): void
  conditionalAccess(email: string): ConditionalAccess | null
}

/** An Entra without apps. */
export function createEntraStore(
  clock: WorldClock,
  random: WorldRandom,
  people: MicrosoftDirectory,
): EntraStore {
  const apps = new Map<string, EntraApp>()
  const grants = new Map<string, Set<string>>()
  const codes = new Map<string, AuthorizationCode>()
  const tokens = new Map<string, GraphToken>()
  const refreshTokens = new Map<string, RefreshToken>()
  const rules = new Map<string, ConditionalAccess>()
  const keyOf = (email: string, clientId: string) => `${people.get(email).email} ${clientId}`
  const dropTokens = (isDropped: (token: GraphToken) => boolean) => {
    for (const token of [...tokens.values()]) if (isDropped(token)) tokens.delete(token.token)
  }
  const revokeRefreshTokens = (isRevoked: (token: RefreshToken) => boolean) => {
    for (const token of refreshTokens.values()) if (isRevoked(token)) token.isRevoked = true
  }
  const granted = (person: MicrosoftPerson, clientId: string) =>
    new Set([
      ...(grants.get(keyOf(person.email, clientId)) ?? []),
      ...(people.tenantOf(person).adminGrants.get(clientId) ?? []),
    ])
  const lifetime = (seconds: number) => clock.nowMs() + seconds * 1000
  return {
    register: (app) => void apps.set(app.clientId, app),
    app: (clientId) => apps.get(clientId.toLowerCase()) ?? null,
    granted,
    grant(email, clientId, scopes) {
      const key = keyOf(email, clientId)
      grants.set(key, new Set([...(grants.get(key) ?? []), ...scopes]))
    },
    grantForTenant(tenantId, clientId, scopes) {
      const { adminGrants } = people.tenant(tenantId)
      adminGrants.set(clientId, new Set([...(adminGrants.get(clientId) ?? []), ...scopes]))
    },
    withdraw(email, clientId) {
      grants.delete(keyOf(email, clientId))
      dropTokens((token) => token.email === email && token.clientId === clientId)
      revokeRefreshTokens((token) => token.email === email && token.clientId === clientId)
    },
    withheld(person, clientId, scopes) {
      const policy = people.tenantOf(person).withheldScopes
      if (person.isAdmin) return []
      const known = granted(person, clientId)
      const missing = scopes.filter((scope) => !known.has(scope) && !openIdScopes.has(scope))
      return policy === 'all' ? missing : missing.filter((scope) => policy.has(scope))
    },
    issueCode(request) {
      const code: AuthorizationCode = {
        ...request,
        code: `1.A${randomToken(random, 60)}`,
        expiresAtMs: lifetime(600),
        isRedeemed: false,
      }
      codes.set(code.code, code)
      return code
    },
    code: (code) => codes.get(code) ?? null,
    issueToken(email, clientId, scopes, lifetimeS) {
      const person = people.get(email)
      // Both kinds are opaque to clients; only the beginnings differ, as in the real world.
      const prefix = person.isPersonal ? 'EwB' : 'eyJ0eXAiOiJKV1QiLCJub25jZSI6I'
      const token: GraphToken = {
        token: `${prefix}${randomToken(random, 48)}`,
        email: person.email,
        clientId,
        scopes: new Set(scopes),
        expiresAtMs: lifetime(lifetimeS),
      }
      tokens.set(token.token, token)
      return token
    },
    find(token) {
      const found = tokens.get(token)
      return found !== undefined && found.expiresAtMs > clock.nowMs() ? found : null
    },
    issueRefreshToken(email, clientId, previous) {
      const nowMs = clock.nowMs()
      const token: RefreshToken = {
        token: `1.AX${randomToken(random, 60)}`,
        email: people.get(email).email,
        clientId,
        firstIssuedMs: previous?.firstIssuedMs ?? nowMs,
        expiresAtMs: previous?.expiresAtMs ?? nowMs + spaRefreshLifetimeMs,
        isRevoked: false,
      }
      refreshTokens.set(token.token, token)
      return token
    },
    refreshToken: (token) => refreshTokens.get(token) ?? null,
    expireTokens: (email) => dropTokens((token) => email === undefined || token.email === email),
    revokeSessions(email) {
      dropTokens((token) => token.email === email)
      revokeRefreshTokens((token) => token.email === email)
    },
    setConditionalAccess(email, rule) {
      if (rule === null) rules.delete(email)
      else rules.set(email, rule)
    },
    conditionalAccess: (email) => rules.get(email) ?? null,
  }
}
