import { build } from 'esbuild'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import type { PageCounters } from '../sandbox/google-page/client/counters.ts'
import type { PageTestHandle } from '../sandbox/google-page/client/main.ts'
import {
  type StandalonePage,
  startStandalonePage,
} from '../sandbox/google-page/standalone-server.ts'
import { launchChromium } from './launch-chromium.ts'

/** What the adapter said, in order. */
export type AdapterReport =
  | { type: 'near' | 'closed' | 'layout-changed' }
  | { type: 'opened'; facts: EventFacts }

/** A calendar page with the adapter watching from an isolated world, as a content script would. */
export interface WatchedPage {
  page: Page
  /** Opens an event the way a person does: a real press on its chip. */
  pressChip(id: string): Promise<void>
  /** Opens an event from the page's own script. */
  openById(id: string): Promise<void>
  reports(): Promise<AdapterReport[]>
  /** Facts of the latest `opened` for an event once there are `count` of them. */
  waitForOpened(eventId: string, count?: number): Promise<EventFacts>
  counters(): Promise<PageCounters>
  /** Evaluates an expression in the adapter's world; `adapter` is in scope. */
  inWorld<T>(expression: string): Promise<T>
}

/** A browser and a page server for one test file. */
export interface GooglePageHarness {
  site: StandalonePage
  browser: Browser
  open(path: string, options?: { timezoneId?: string }): Promise<WatchedPage>
  stop(): Promise<void>
}

declare global {
  interface Window {
    __page: PageTestHandle
  }
}

/** Polls until `read` gives something other than null; fails with `what` after a while. */
export async function until<T>(what: string, read: () => Promise<T | null>): Promise<T> {
  const deadlineMs = Date.now() + 15_000
  for (;;) {
    const value = await read()
    if (value !== null) return value
    if (Date.now() > deadlineMs) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function bundleAdapter(): Promise<string> {
  const result = await build({
    stdin: {
      resolveDir: import.meta.dirname,
      loader: 'ts',
      contents: `
        import { createGoogleAdapter } from '../../lib/host/google/google-adapter.ts'
        import { systemClock, systemTimers } from '../../lib/base/clock.ts'
        const adapter = createGoogleAdapter(document, systemClock, systemTimers)
        const reports = []
        const stop = new AbortController()
        adapter.watch({
          onNear: () => reports.push({ type: 'near' }),
          onOpened: (facts) => reports.push({ type: 'opened', facts }),
          onClosed: () => reports.push({ type: 'closed' }),
          onLayoutChanged: () => reports.push({ type: 'layout-changed' }),
        }, stop.signal)
        Object.assign(globalThis, { adapter, reports, stop })`,
    },
    bundle: true,
    write: false,
    format: 'iife',
  })
  return result.outputFiles[0]?.text ?? ''
}

async function createWorld(session: CDPSession): Promise<number> {
  const { frameTree } = await session.send('Page.getFrameTree')
  const world = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'yohaku',
  })
  return world.executionContextId
}

/** Starts everything; call `stop` at the end. */
export async function startGooglePageHarness(): Promise<GooglePageHarness> {
  const [site, browser, bundle] = await Promise.all([
    startStandalonePage(),
    launchChromium(),
    bundleAdapter(),
  ])
  return {
    site,
    browser,
    async open(path, options) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 860 },
        timezoneId: options?.timezoneId ?? 'Asia/Tokyo',
      })
      const page = await context.newPage()
      await page.goto(`${site.origin}${path}`)
      await page.waitForFunction(() => window.__page !== undefined)
      const session = await context.newCDPSession(page)
      const contextId = await createWorld(session)
      const inWorld = async <T>(expression: string): Promise<T> => {
        const answer = await session.send('Runtime.evaluate', {
          expression,
          contextId,
          returnByValue: true,
          awaitPromise: true,
        })
        if (answer.exceptionDetails !== undefined) {
          throw new Error(answer.exceptionDetails.exception?.description ?? expression)
        }
        return answer.result.value
      }
      await inWorld(bundle)
      const reports = (): Promise<AdapterReport[]> => inWorld('reports')
      return {
        page,
        inWorld,
        reports,
        async pressChip(id) {
          const key = keyOf(site, id)
          await page
            .locator(`[data-eventchip][data-eventid="${key}"]`)
            .first()
            .click({
              position: { x: 12, y: 6 },
            })
        },
        openById: (id) => page.evaluate((one) => window.__page.openById(one), id),
        counters: () => page.evaluate(() => window.__page.counters),
        waitForOpened: (eventId, count = 1) =>
          until(`${eventId} to be reported`, async () => {
            const opened = (await reports()).flatMap((one) =>
              one.type === 'opened' && one.facts.eventId === eventId ? [one.facts] : [],
            )
            return opened.length >= count ? (opened.at(-1) ?? null) : null
          }),
      }
    },
    async stop() {
      await browser.close()
      await site.stop()
    },
  }
}

function keyOf(site: StandalonePage, id: string): string {
  const event = site.events.find((one) => one.id === id)
  if (event === undefined) throw new Error(`no event ${id}`)
  if (event.kind === 'task') return `tasks_${id}`
  const calendar = event.calendarId
    .replace('@gmail.com', '@m')
    .replace('@group.calendar.google.com', '@g')
  return Buffer.from(`${id} ${calendar}`).toString('base64').replace(/=+$/, '')
}
