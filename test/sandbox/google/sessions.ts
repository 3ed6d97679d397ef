import { cookiesOf, type WorldRequest } from '../network/http-message.ts'
import { randomToken, type WorldRandom } from '../world-random.ts'
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
  const profiles = new Map<string, string[]>()
  const sessionId = (request: WorldRequest) => cookiesOf(request).get(cookieName) ?? ''
  return {
    accountsOf: (request) =>
      (profiles.get(sessionId(request)) ?? []).flatMap((email) => directory.find(email) ?? []),
    signIn(request, email, keepOthers) {
      const person = directory.get(email)
      const before = keepOthers ? (profiles.get(sessionId(request)) ?? []) : []
      const id = randomToken(random, 24)
      profiles.set(id, [...before.filter((each) => each !== person.email), person.email])
      return `${cookieName}=${id}; ${cookieAttributes}`
    },
    signOut(request) {
      profiles.delete(sessionId(request))
      return `${cookieName}=; Max-Age=0; ${cookieAttributes}`
    },
  }
}
