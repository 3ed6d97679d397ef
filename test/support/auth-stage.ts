import { beforeEach } from 'vitest'
import {
  createGoogleTokenProvider,
  type GoogleTokenParts,
} from '../../lib/auth/google-token-provider.ts'
import type { FilePicker, TokenProvider } from '../../lib/auth/token-provider.ts'
import { systemRandom, systemTimers } from '../../lib/base/clock.ts'
import { chromiumRedirectUri, mentee, worldClientId } from '../sandbox/usual-people.ts'
import type { World } from '../sandbox/world.ts'
import { type AuthBrowser, createAuthBrowser } from './auth-browser.ts'
import { createMemoryArea } from './memory-area.ts'
import { useWorld } from './use-world.ts'

type MemoryArea = ReturnType<typeof createMemoryArea>

/** One browser profile with the product's token provider, in the stand-in world. */
export interface AuthStage {
  world: World
  browser: AuthBrowser
  /** `storage.local` and `storage.session` of the profile. */
  local: MemoryArea
  session: MemoryArea
  /** Addresses the provider asked for, oldest first. */
  asked: string[]
  /** A provider as the background makes it at each start: the same storage, nothing in memory. */
  open(change?: Partial<GoogleTokenParts>): TokenProvider & FilePicker
  /** A provider after somebody signed in. */
  connected(email?: string): Promise<TokenProvider & FilePicker>
  /** The mentee's token; throws when there is none. */
  tokenOf(
    provider: TokenProvider,
    options?: { renew: boolean; rejectedToken?: string },
  ): Promise<string>
  /** How many silent renewals were tried. */
  silentRequests(): number
  /** The browser was closed and opened: what lives for a session is gone. */
  restartBrowser(): void
}

/** A fresh stage for each test of a file; what was asked is checked as {@link useWorld} does. */
export function useAuthStage(): () => AuthStage {
  const world = useWorld()
  let stage: AuthStage | null = null
  beforeEach(() => {
    stage = openStage(world())
  })
  return () => {
    if (stage === null) throw new Error('The stage opens with each test')
    return stage
  }
}

function openStage(world: World): AuthStage {
  const signal = new AbortController().signal
  const asked: string[] = []
  const stage: AuthStage = {
    world,
    browser: createAuthBrowser(world.fetch, { account: mentee }),
    local: createMemoryArea(),
    session: createMemoryArea(),
    asked,
    open: (change) =>
      createGoogleTokenProvider({
        fetch: (url, init) => {
          asked.push(url)
          return world.fetch(url, init)
        },
        timers: systemTimers,
        webAuthFlow: stage.browser.flow,
        redirectUrl: chromiumRedirectUri,
        clientId: async () => worldClientId,
        session: stage.session,
        local: stage.local,
        clock: world.clock,
        random: systemRandom,
        ...change,
      }),
    async connected(email = mentee) {
      stage.browser.behave({ account: email })
      const provider = stage.open()
      const outcome = await provider.connect(null, signal)
      if (!outcome.ok) throw new Error(outcome.error)
      return provider
    },
    async tokenOf(provider, options = { renew: false }) {
      const outcome = await provider.token(mentee, options, signal)
      if (!outcome.ok) throw new Error(outcome.error)
      return outcome.value
    },
    silentRequests: () =>
      stage.browser.requests.filter((url) => url.searchParams.get('prompt') === 'none').length,
    restartBrowser() {
      stage.session = createMemoryArea()
    },
  }
  return stage
}
