import { beforeEach } from 'vitest'
import { hasAccess } from '../../lib/auth/account-access.ts'
import {
  createMicrosoftTokenProvider,
  type MicrosoftTokenParts,
} from '../../lib/auth/microsoft-token-provider.ts'
import type { Access, TokenProvider } from '../../lib/auth/token-provider.ts'
import { systemRandom, systemTimers } from '../../lib/base/clock.ts'
import type { Fetch } from '../../lib/base/fetch.ts'
import type { CalendarApi } from '../../lib/calendar/calendar-api.ts'
import { createGraphCalendar } from '../../lib/calendar/graph-calendar.ts'
import type { FileHome } from '../../lib/remote/file-home.ts'
import { createHttp, type Http } from '../../lib/remote/http.ts'
import { createOneDrive } from '../../lib/remote/onedrive.ts'
import { workMentee, worldMicrosoftClientId } from '../sandbox/microsoft/usual-microsoft-people.ts'
import { chromiumRedirectUri } from '../sandbox/usual-people.ts'
import type { World } from '../sandbox/world.ts'
import { type AuthBrowser, createAuthBrowser } from './auth-browser.ts'
import { extensionOrigin } from './entra-profile.ts'
import { createMemoryArea } from './memory-area.ts'
import { useWorld } from './use-world.ts'

type MemoryArea = ReturnType<typeof createMemoryArea>

/** A browser profile with the product's Microsoft sign-in. */
export interface MicrosoftProfile {
  browser: AuthBrowser
  /** `storage.local` and `storage.session` of the profile. */
  local: MemoryArea
  session: MemoryArea
  /** A provider as the background makes it at each start: the same storage, nothing in memory. */
  open(change?: Partial<MicrosoftTokenParts>): TokenProvider
  /** Signs somebody in; throws when that fails. */
  connect(email: string, access?: readonly Access[]): Promise<TokenProvider>
  /** The browser was closed and opened: what lives for a session is gone. */
  restartBrowser(): void
}

/** A person with the product's adapters, connected through Entra. */
export interface MicrosoftSide {
  email: string
  profile: MicrosoftProfile
  tokens: TokenProvider
  http: Http
  drive: FileHome
  /** Refused where `access` did not ask for the calendar. */
  calendar: CalendarApi
}

/** A world, and what our adapters asked of it. */
export interface MicrosoftStage {
  world: World
  /** Requests so far, oldest first; `headers` in lower case. */
  asked: { method: string; url: string; headers: Headers }[]
  /** Addresses asked for so far that contain `part`. */
  requests(part: string, method?: string): string[]
  profile(): MicrosoftProfile
  connect(email: string, access?: readonly Access[]): Promise<MicrosoftSide>
}

const signal = new AbortController().signal

/** A fresh stage for each test of a file; what was asked is checked as {@link useWorld} does. */
export function useMicrosoftStage(): () => MicrosoftStage {
  const world = useWorld()
  let stage: MicrosoftStage | null = null
  beforeEach(() => {
    stage = openMicrosoftStage(world())
  })
  return () => {
    if (stage === null) throw new Error('The stage opens with each test')
    return stage
  }
}

/** A stage in a world that is there already. */
export function openMicrosoftStage(world: World): MicrosoftStage {
  const asked: MicrosoftStage['asked'] = []
  // A browser's background names itself in every request to another origin.
  const fetchAsBackground: Fetch = (url, init) => {
    const headers = new Headers(init.headers)
    headers.set('origin', extensionOrigin)
    asked.push({ method: init.method ?? 'GET', url, headers })
    return world.fetch(url, { ...init, headers })
  }

  function openProfile(): MicrosoftProfile {
    const profile: MicrosoftProfile = {
      browser: createAuthBrowser(world.fetch, { account: workMentee }),
      local: createMemoryArea(),
      session: createMemoryArea(),
      open: (change) =>
        createMicrosoftTokenProvider({
          fetch: fetchAsBackground,
          timers: systemTimers,
          webAuthFlow: profile.browser.flow,
          redirectUrl: chromiumRedirectUri,
          clientId: async () => worldMicrosoftClientId,
          session: profile.session,
          local: profile.local,
          clock: world.clock,
          random: systemRandom,
          ...change,
        }),
      async connect(email, access) {
        profile.browser.behave({ account: email })
        const tokens = profile.open()
        const outcome = await tokens.connect(null, signal, access)
        if (!outcome.ok) throw new Error(outcome.error)
        return tokens
      },
      restartBrowser() {
        profile.session = createMemoryArea()
      },
    }
    return profile
  }

  return {
    world,
    asked,
    requests: (part, method) =>
      asked
        .filter((one) => one.url.includes(part) && (method === undefined || one.method === method))
        .map((one) => one.url),
    profile: openProfile,
    async connect(email, access) {
      const profile = openProfile()
      const tokens = await profile.connect(email, access)
      const http = createHttp({ fetch: fetchAsBackground, tokens, email, timers: systemTimers })
      const hasWideConsent = async () =>
        (await tokens.accounts()).some(
          (one) => one.email === email && hasAccess(one, 'partner-files'),
        )
      const drive = createOneDrive({ http, clock: world.clock, hasWideConsent })
      const calendar = createGraphCalendar({ http, clock: world.clock, email })
      return { email, profile, tokens, http, drive, calendar }
    },
  }
}
