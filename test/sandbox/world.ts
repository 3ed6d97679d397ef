/**
 * The stand-in world: Google and Microsoft (and whatever host modules are added) on one local port, nothing
 * leaves the machine. Everything is the documented behaviour, the inconvenient parts above all.
 *
 *   const world = await startWorld()                       // real time, two people and a room, free port
 *   seedTwoPeople(world)                                   // seeds.ts: meetings for mentee and mentor
 *   const token = world.tokenFor('mentee@example.com')     // a bearer token with the product's scopes
 *   await world.fetch('https://www.googleapis.com/…')      // Node's fetch into the world, faults included
 *   world.faults.add({ fault: { kind: 'status', status: 429, retryAfterS: 2 }, path: '/upload/', times: 1 })
 *   world.clock.advance(3_600_000)                         // tokens expire
 *   world.store.calendar / .drive / .oauth / .habits       // Google: look into it, change it
 *   world.microsoft.entra / .people / .habits              // Microsoft: the same
 *   world.microsoftTokenFor('mentee@contoso.example')      // a token for Graph
 *   await world.close()
 *
 * Browsers: `--proxy-server=${world.proxyAddress}` with `--ignore-certificate-errors` (Chromium), or the
 * proxy preferences (Firefox). `https://calendar.google.com/__signin?as=EMAIL` makes a profile somebody's; the same
 * on login.microsoftonline.com and the Outlook hosts for Microsoft.
 * Google's official clients: `rootUrl: world.url` (and again per call for Drive media uploads).
 */
import { controlHost } from './control-host.ts'
import { googleHosts } from './google/google-hosts.ts'
import { createGoogleStore, type GoogleStore } from './google/google-store.ts'
import { microsoftHosts } from './microsoft/microsoft-hosts.ts'
import { createMicrosoftStore, type MicrosoftStore } from './microsoft/microsoft-store.ts'
import {
  addMicrosoftPeople,
  microsoftProductScopes,
  registerMicrosoftApps,
  worldMicrosoftClientId,
} from './microsoft/usual-microsoft-people.ts'
import { createFaults, type Faults } from './network/faults.ts'
import { openGateway } from './network/gateway.ts'
import type { HostModule } from './network/host-module.ts'
import { createRequestLog, type LogEntry } from './network/request-log.ts'
import { serve } from './network/serve.ts'
import { createWorldFetch } from './network/world-fetch.ts'
import {
  addUsualPeople,
  productScopes,
  registerProductClients,
  worldClientId,
} from './usual-people.ts'
import { createWorldClock, type WorldClock } from './world-clock.ts'
import { createWorldRandom, type WorldRandom } from './world-random.ts'

/** What modules of further hosts are made from. */
export interface WorldParts {
  clock: WorldClock
  random: WorldRandom
  google: GoogleStore
  microsoft: MicrosoftStore
}

/** How a world starts. Everything has a default. */
export interface WorldOptions {
  /** 0 or absent: a free port. */
  port?: number
  /** The world's time at the start, ms since the epoch; null or absent: real time. */
  startMs?: number | null
  /** Consent and picker pages answer themselves with yes. */
  isAutoConsent?: boolean
  /** Each API request is appended here as one line of JSON; `SANDBOX_LOG` when absent. */
  logFile?: string | null
  /** The same seed gives the same ids and tokens. */
  seed?: number
  /** Further hosts; asked before the usual ones. */
  modules?: ((parts: WorldParts) => HostModule[])[]
}

/** A running world. */
export interface World {
  proxyPort: number
  /** `http://127.0.0.1:PORT`, for browsers. */
  proxyAddress: string
  /** The same port as a plain HTTP root of Google's API, ending in a slash, for clients in Node. */
  url: string
  /** Google's half. */
  store: GoogleStore
  /** Microsoft's half. */
  microsoft: MicrosoftStore
  faults: Faults
  clock: WorldClock
  /** API requests so far, oldest first. */
  log: readonly LogEntry[]
  /** Like the global fetch, for `https://` addresses of this world. */
  fetch: typeof fetch
  /** A live token of the product's client; grants the scopes too, as if the person had consented. */
  tokenFor(email: string, scopes?: readonly string[]): string
  /**
   * The same for Graph: short scope names; the first connect's when absent. No policy is asked: what an
   * administrator withholds is granted too.
   */
  microsoftTokenFor(email: string, scopes?: readonly string[]): string
  close(): Promise<void>
}

/** Starts a world with the usual people and the product's OAuth clients. Several may run side by side. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const clock = createWorldClock(options.startMs ?? null)
  const random = createWorldRandom(options.seed ?? 1)
  const faults = createFaults()
  const log = createRequestLog(options.logFile ?? process.env.SANDBOX_LOG ?? null)
  const store = createGoogleStore(clock, random)
  store.habits.oauth.isAutoConsent = options.isAutoConsent ?? false
  // Its own randomness: what one half draws must not move the other's ids.
  const microsoft = createMicrosoftStore(clock, createWorldRandom((options.seed ?? 1) + 365))
  microsoft.habits.entra.isAutoConsent = options.isAutoConsent ?? false
  addUsualPeople(store)
  registerProductClients(store)
  addMicrosoftPeople(microsoft)
  registerMicrosoftApps(microsoft)
  const parts = { clock, random, google: store, microsoft }
  const added = (options.modules ?? []).flatMap((make) => make(parts))
  const modules = [
    controlHost(clock, faults, log),
    ...added,
    ...googleHosts(store),
    ...microsoftHosts(microsoft),
  ]
  const gateway = await openGateway(options.port ?? 0, (arrival) =>
    serve(arrival, { modules, faults, log }),
  )
  const url = `http://127.0.0.1:${gateway.port}/`
  return {
    proxyPort: gateway.port,
    proxyAddress: `http://127.0.0.1:${gateway.port}`,
    url,
    store,
    microsoft,
    faults,
    clock,
    log: log.entries,
    fetch: createWorldFetch(url),
    tokenFor(email, scopes = productScopes) {
      const token = store.oauth.issue(email, worldClientId, scopes)
      store.oauth.grant(email, token.project, token.scopes)
      return token.token
    },
    microsoftTokenFor(email, scopes = microsoftProductScopes) {
      const { entra, habits } = microsoft
      entra.grant(email, worldMicrosoftClientId, scopes)
      const lifetimeS = habits.entra.accessTokenLifetimeS
      return entra.issueToken(email, worldMicrosoftClientId, scopes, lifetimeS).token
    },
    close: () => gateway.close(),
  }
}
