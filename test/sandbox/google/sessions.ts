import { createBrowserProfiles } from '../network/browser-profiles.ts'
import type { WorldRequest } from '../network/http-message.ts'
import type { WorldRandom } from '../world-random.ts'
import type { Directory, Person } from './people.ts'

/** Who is signed in to which browser profile. One cookie for all of google.com. */
export interface Sessions {
  /** The profile's accounts in `/u/<n>/` order; empty when nobody is signed in. */
  accountsOf(request: WorldRequest): Person[]
  /** Signs `email` in and gives the Set-Cookie header. `keepOthers` adds a further account to the profile. */
  signIn(request: WorldRequest, email: string, keepOthers: boolean): string
  /** Signs everybody of this profile out and gives the Set-Cookie header. */
  signOut(request: WorldRequest): string
}

const cookieName = 'WORLD_SID'
// SameSite=None: the sign-in also counts in the windows that the identity API opens.
const cookieAttributes = 'Domain=google.com; Path=/; Secure; HttpOnly; SameSite=None'

/** Sessions over the people of `directory`. */
export function createSessions(directory: Directory, random: WorldRandom): Sessions {
  const profiles = createBrowserProfiles(cookieName, random)
  return {
    accountsOf: (request) =>
      profiles.addressesOf(request).flatMap((email) => directory.find(email) ?? []),
    signIn(request, email, keepOthers) {
      const id = profiles.signIn(request, directory.get(email).email, keepOthers)
      return `${cookieName}=${id}; ${cookieAttributes}`
    },
    signOut(request) {
      profiles.signOut(request)
      return `${cookieName}=; Max-Age=0; ${cookieAttributes}`
    },
  }
}
