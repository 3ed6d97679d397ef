import { build } from 'esbuild'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import type { OutlookCounters } from '../sandbox/outlook-page/client/counters.ts'
import type { OutlookTestHandle } from '../sandbox/outlook-page/client/main.ts'
import {
  type StandaloneOutlook,
  startStandaloneOutlook,
} from '../sandbox/outlook-page/standalone-server.ts'
import { exchangeId } from '../sandbox/outlook-page/synthetic-events.ts'
import { type AdapterReport, until } from './google-page-harness.ts'
import { launchChromium } from './launch-chromium.ts'

/** Outlook's page with the adapter watching from an isolated world, as a content script would. */
export interface WatchedOutlook {
  page: Page
  /** Opens an event the way a person does: a real press on its first tile. Events are named by their word. */
  pressTile(word: string): Promise<void>
  reports(): Promise<AdapterReport[]>
  /** Facts of the latest `opened` for an event once there are `count` of them. */
  waitForOpened(word: string, count?: number): Promise<EventFacts>
  waitForClosed(): Promise<void>
  counters(): Promise<OutlookCounters>
  /** Evaluates an expression in the adapter's world; `adapter` and `whileInCalendar` are in scope. */
  inWorld<T>(expression: string): Promise<T>
  close(): Promise<void>
}

/** A browser and a page server for one test file. */
export interface OutlookHarness {
  site: StandaloneOutlook
  open(path: string): Promise<WatchedOutlook>
  stop(): Promise<void>
}

declare global {
  interface Window {
    __outlook: OutlookTestHandle
  }
}

/** The selector of an event's tiles. */
export function tileSelector(word: string): string {
  return `[data-calitemid="${exchangeId(word)}"]`
}

async function bundleAdapter(): Promise<string> {
  const result = await build({
    stdin: {
      resolveDir: import.meta.dirname,
      loader: 'ts',
      contents: `
        import { createOutlookAdapter } from '../../lib/host/outlook/outlook-adapter.ts'
        import { whileInCalendar } from '../../lib/host/outlook/calendar-path.ts'
        import { systemClock, systemTimers } from '../../lib/base/clock.ts'
        const adapter = createOutlookAdapter(document, systemClock, systemTimers)
        const reports = []
        const stop = new AbortController()
        adapter.watch({
          onNear: () => reports.push({ type: 'near' }),
          onOpened: (facts) => reports.push({ type: 'opened', facts }),
          onClosed: () => reports.push({ type: 'closed' }),
          onLayoutChanged: () => reports.push({ type: 'layout-changed' }),
        }, stop.signal)
        Object.assign(globalThis, { adapter, reports, stop, whileInCalendar, systemTimers })`,
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
export async function startOutlookHarness(): Promise<OutlookHarness> {
  const [site, browser, bundle] = await Promise.all([
    startStandaloneOutlook(),
    launchChromium(),
    bundleAdapter(),
  ])
  return {
    site,
    open: (path) => openWatched(browser, `${site.origin}${path}`, bundle),
    async stop() {
      await browser.close()
      await site.stop()
    },
  }
}

async function openWatched(
  browser: Browser,
  address: string,
  bundle: string,
): Promise<WatchedOutlook> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    timezoneId: 'Asia/Tokyo',
  })
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => window.__outlook !== undefined)
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
    pressTile: (word) => pressTile(page, word),
    counters: () => page.evaluate(() => window.__outlook.counters),
    waitForOpened: (word, count = 1) =>
      until(`${word} to be reported`, async () => {
        const opened = (await reports()).flatMap((one) =>
          one.type === 'opened' && one.facts.eventId === exchangeId(word) ? [one.facts] : [],
        )
        return opened.length >= count ? (opened.at(-1) ?? null) : null
      }),
    async waitForClosed() {
      await until('the closing', async () =>
        (await reports()).at(-1)?.type === 'closed' ? true : null,
      )
    },
    close: () => context.close(),
  }
}

/** Presses the first tile of an event. */
export async function pressTile(page: Page, word: string): Promise<void> {
  await page
    .locator(tileSelector(word))
    .first()
    .click({ position: { x: 12, y: 8 } })
}
