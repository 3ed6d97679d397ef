import { createBrowserProfiles } from '../network/browser-profiles.ts'
import type { WorldRequest } from '../network/http-message.ts'
import type { WorldRandom } from '../world-random.ts'
import type { MicrosoftDirectory, MicrosoftPerson } from './people.ts'

/**
 * Who is signed in to Microsoft in which browser profile. Microsoft's hosts share no domain, so the same
 * session id is set as a cookie on each of them (see `sign-in.ts`).
 */
export interface MicrosoftSessions {
  /** The profile's accounts, first signed in first; empty when nobody is. */
  accountsOf(request: WorldRequest): MicrosoftPerson[]
  /** Signs somebody in and gives the session id. `keepOthers` adds a further account. */
  signIn(request: WorldRequest, email: string, keepOthers: boolean): string
  /** Signs everybody of this profile out. */
  signOut(request: WorldRequest): void
  /** The Set-Cookie header for a session id; an empty id removes the cookie. */
  cookieFor(sessionId: string): string
}

const cookieName = 'WORLD_ESTSAUTH'

/** Sessions over the people of `directory`. */
export function createMicrosoftSessions(
  directory: MicrosoftDirectory,
  random: WorldRandom,
): MicrosoftSessions {
  const profiles = createBrowserProfiles(cookieName, random)
  return {
    accountsOf: (request) =>
      profiles.addressesOf(request).flatMap((email) => directory.find(email) ?? []),
    signIn: (request, email, keepOthers) =>
      profiles.signIn(request, directory.get(email).email, keepOthers),
    signOut: (request) => profiles.signOut(request),
    // SameSite=None: the sign-in also counts in the windows that the identity API opens.
    cookieFor: (sessionId) =>
      `${cookieName}=${sessionId}; Path=/; Secure; HttpOnly; SameSite=None${sessionId === '' ? '; Max-Age=0' : ''}`,
  }
}
