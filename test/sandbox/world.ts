/**
 * The stand-in world: Google (and whatever host modules are added) on one local port, nothing leaves the
 * machine. Everything is the documented behaviour, the inconvenient parts above all.
 *
 *   const world = await startWorld()                       // real time, two people and a room, free port
 *   seedTwoPeople(world)                                   // seeds.ts: meetings for mentee and mentor
 *   const token = world.tokenFor('mentee@example.com')     // a bearer token with the product's scopes
 *   await world.fetch('https://www.googleapis.com/…')      // Node's fetch into the world, faults included
 *   world.faults.add({ fault: { kind: 'status', status: 429, retryAfterS: 2 }, path: '/upload/', times: 1 })
 *   world.clock.advance(3_600_000)                         // tokens expire
 *   world.store.calendar / .drive / .oauth / .habits       // look into it, change it
 *   await world.close()
 *
 * Browsers: `--proxy-server=${world.proxyAddress}` with `--ignore-certificate-errors` (Chromium), or the
 * proxy preferences (Firefox). `https://calendar.google.com/__signin?as=EMAIL` makes a profile somebody's.
 * Google's official clients: `rootUrl: world.url` (and again per call for Drive media uploads).
 */
import { controlHost } from './control-host.ts'
import { googleHosts } from './google/google-hosts.ts'
import { createGoogleStore, type GoogleStore } from './google/google-store.ts'
import { createFaults, type Faults } from './network/faults.ts'
import { openGateway } from './network/gateway.ts'
import type { HostModule } from './network/host-module.ts'
import { createRequestLog, type LogEntry } from './network/request-log.ts'
import { serve } from './network/serve.ts'
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
  /** Further hosts (Microsoft's, for instance); asked before Google's. */
  modules?: ((parts: WorldParts) => HostModule[])[]
}

/** A running world. */
export interface World {
  proxyPort: number
  /** `http://127.0.0.1:PORT`, for browsers. */
  proxyAddress: string
  /** The same port as a plain HTTP root of Google's API, ending in a slash, for clients in Node. */
  url: string
  store: GoogleStore
  faults: Faults
  clock: WorldClock
  /** API requests so far, oldest first. */
  log: readonly LogEntry[]
  /** Like the global fetch, for `https://` addresses of this world. */
  fetch: typeof fetch
  /** A live token of the product's client; grants the scopes too, as if the person had consented. */
  tokenFor(email: string, scopes?: readonly string[]): string
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
  addUsualPeople(store)
  registerProductClients(store)
  const added = (options.modules ?? []).flatMap((make) => make({ clock, random, google: store }))
  const modules = [controlHost(clock, faults, log), ...added, ...googleHosts(store)]
  const gateway = await openGateway(options.port ?? 0, (arrival) =>
    serve(arrival, { modules, faults, log }),
  )
  const url = `http://127.0.0.1:${gateway.port}/`
  return {
    proxyPort: gateway.port,
    proxyAddress: `http://127.0.0.1:${gateway.port}`,
    url,
    store,
    faults,
    clock,
    log: log.entries,
    fetch: (input, init) => fetch(throughPlainDoor(url, input), init),
    tokenFor(email, scopes = productScopes) {
      const token = store.oauth.issue(email, worldClientId, scopes)
      store.oauth.grant(email, token.project, token.scopes)
      return token.token
    },
    close: () => gateway.close(),
  }
}

function throughPlainDoor(url: string, input: string | URL | Request): string | Request {
  const address = new URL(input instanceof Request ? input.url : input)
  const inside = `${url}__host/${address.host}${address.pathname}${address.search}`
  return input instanceof Request ? new Request(inside, input) : inside
}
