import { beforeEach } from 'vitest'
import { absentTokens } from '../../lib/auth/absent-tokens.ts'
import { createGoogleTokenProvider } from '../../lib/auth/google-token-provider.ts'
import type { FilePicker, TokenProvider } from '../../lib/auth/token-provider.ts'
import type { Providers } from '../../lib/background/providers.ts'
import { systemRandom, systemTimers } from '../../lib/base/clock.ts'
import type { Fetch } from '../../lib/base/fetch.ts'
import type { CalendarApi } from '../../lib/calendar/calendar-api.ts'
import { createGoogleCalendar } from '../../lib/calendar/google-calendar.ts'
import type { FileHome } from '../../lib/remote/file-home.ts'
import { createGoogleDrive } from '../../lib/remote/google-drive.ts'
import { createHttp, type Http } from '../../lib/remote/http.ts'
import type { DriveStore } from '../sandbox/google/drive-store.ts'
import type { GoogleStore } from '../sandbox/google/google-store.ts'
import { chromiumRedirectUri, worldClientId } from '../sandbox/usual-people.ts'
import { startWorld, type World } from '../sandbox/world.ts'
import { type AuthBrowser, createAuthBrowser } from './auth-browser.ts'
import { createMemoryArea } from './memory-area.ts'
import { useWorld } from './use-world.ts'

/** A person with the product's adapters, connected by OAuth in the stand-in world. */
export interface GoogleSide {
  email: string
  browser: AuthBrowser
  tokens: TokenProvider & FilePicker
  http: Http
  drive: FileHome
  calendar: CalendarApi
  /** The picker step for one file; throws unless it was picked. */
  pick(fileId: string): Promise<void>
  /** Creates an event on the person's primary calendar, by the API and without our adapters. */
  insertEvent(body: Record<string, unknown>): Promise<{ id: string }>
  patchEvent(eventId: string, body: Record<string, unknown>): Promise<void>
  deleteEvent(eventId: string): Promise<void>
}

/** A world, and what our adapters asked of it. */
export interface GoogleStage {
  world: World
  google: GoogleStore
  drive: DriveStore
  connect(email: string): Promise<GoogleSide>
  /** Addresses the adapters asked for so far that contain `part`. */
  requests(part: string, method?: string): string[]
  nowMs(): number
  /** Waits for a condition; throws after five seconds. */
  until(isTrue: () => boolean): Promise<void>
}

const signal = new AbortController().signal

/** A fresh stage for each test of a file; what was asked is checked as {@link useWorld} does. */
export function useGoogleStage(): () => GoogleStage {
  const world = useWorld()
  let stage: GoogleStage | null = null
  beforeEach(() => {
    stage = openGoogleStageIn(world())
  })
  return () => {
    if (stage === null) throw new Error('The stage opens with each test')
    return stage
  }
}

/** A stage in a world of its own, in real time, for tests that open and close it themselves. */
export async function openGoogleStage(): Promise<GoogleStage & { close(): Promise<void> }> {
  const world = await startWorld({ logFile: null })
  return { ...openGoogleStageIn(world), close: () => world.close() }
}

/** A stage in a world that is there already. */
export function openGoogleStageIn(world: World): GoogleStage {
  const asked: { method: string; url: string }[] = []
  const fetchInWorld: Fetch = (url, init) => {
    asked.push({ method: init.method ?? 'GET', url })
    return world.fetch(url, init)
  }
  return {
    world,
    google: world.store,
    drive: world.store.drive,
    connect: (email) => connectSide(world, fetchInWorld, email),
    requests: (part, method) =>
      asked
        .filter((one) => one.url.includes(part) && (method === undefined || one.method === method))
        .map((one) => one.url),
    nowMs: () => world.clock.nowMs(),
    async until(isTrue) {
      const deadlineMs = Date.now() + 5000
      while (!isTrue()) {
        if (Date.now() > deadlineMs) throw new Error('The condition never came true')
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

async function connectSide(world: World, fetchInWorld: Fetch, email: string): Promise<GoogleSide> {
  const browser = createAuthBrowser(world.fetch, { account: email })
  const parts = { fetch: fetchInWorld, clock: world.clock, random: systemRandom }
  const tokens = createGoogleTokenProvider({
    ...parts,
    timers: systemTimers,
    webAuthFlow: browser.flow,
    redirectUrl: chromiumRedirectUri,
    clientId: async () => worldClientId,
    session: createMemoryArea(),
    local: createMemoryArea(),
  })
  const connected = await tokens.connect(null, signal)
  if (!connected.ok) throw new Error(connected.error)
  const http = createHttp({ fetch: fetchInWorld, tokens, email, timers: systemTimers })
  const events = 'https://www.googleapis.com/calendar/v3/calendars/primary/events'

  async function callEvents(method: string, path: string, body?: Record<string, unknown>) {
    const response = await world.fetch(`${events}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${world.tokenFor(email)}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response.status === 204 ? null : ((await response.json()) as { id: string })
  }

  return {
    email,
    browser,
    tokens,
    http,
    drive: createGoogleDrive({ ...parts, http }),
    calendar: createGoogleCalendar({ http, clock: world.clock, email }),
    async pick(fileId) {
      const picked = await tokens.pick(email, fileId, signal)
      if (!picked.ok) throw new Error(picked.error)
    },
    async insertEvent(body) {
      const event = await callEvents('POST', '?supportsAttachments=true', body)
      if (event === null) throw new Error('no event')
      return event
    },
    async patchEvent(eventId, body) {
      await callEvents('PATCH', `/${eventId}?supportsAttachments=true`, body)
    },
    async deleteEvent(eventId) {
      await callEvents('DELETE', `/${eventId}`)
    },
  }
}

/** The providers of a person who is at Google alone, with one account. */
export function oneSidedProviders(side: GoogleSide): Providers {
  return {
    tokensOf: (provider) => (provider === 'google' ? side.tokens : absentTokens),
    pickerOf: (provider) => (provider === 'google' ? side.tokens : null),
    accounts: () => side.tokens.accounts(),
    homeOf: () => side.drive,
    calendarOf: () => side.calendar,
    forgetAll: () => side.tokens.forgetAll(),
  }
}
