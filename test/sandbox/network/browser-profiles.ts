import { randomToken, type WorldRandom } from '../world-random.ts'
import { cookiesOf, type WorldRequest } from './http-message.ts'

/** Which accounts are signed in to which browser profile. A profile is known by one session cookie. */
export interface BrowserProfiles {
  /** Session id of the request's cookie; empty when it has none. */
  idOf(request: WorldRequest): string
  /** Addresses in the order they were signed in; empty when nobody is. */
  addressesOf(request: WorldRequest): string[]
  /** Signs `email` in and gives the id. `keepOthers` adds a further account to the same profile. */
  signIn(request: WorldRequest, email: string, keepOthers: boolean): string
  /** Signs everybody of this profile out. */
  signOut(request: WorldRequest): void
}

/** Profiles of one provider. The cookie named `cookieName` carries the id. */
export function createBrowserProfiles(cookieName: string, random: WorldRandom): BrowserProfiles {
  const profiles = new Map<string, string[]>()
  const idOf = (request: WorldRequest) => cookiesOf(request).get(cookieName) ?? ''
  const addressesOf = (request: WorldRequest) => profiles.get(idOf(request)) ?? []
  return {
    idOf,
    addressesOf,
    signIn(request, email, keepOthers) {
      const before = keepOthers ? addressesOf(request) : []
      const id = before.length > 0 ? idOf(request) : randomToken(random, 24)
      profiles.set(id, [...before.filter((each) => each !== email), email])
      return id
    },
    signOut: (request) => void profiles.delete(idOf(request)),
  }
}
