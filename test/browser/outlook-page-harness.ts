import type { Page } from 'playwright-core'
import type { OutlookCounters } from '../sandbox/outlook-page/client/counters.ts'
import type { OutlookTestHandle } from '../sandbox/outlook-page/client/main.ts'
import {
  type StandaloneOutlook,
  startStandaloneOutlook,
} from '../sandbox/outlook-page/standalone-server.ts'
import { exchangeId } from '../sandbox/outlook-page/synthetic-events.ts'
import { launchChromium } from './launch-chromium.ts'
import { until } from './support/until.ts'
import { bundleAdapter, type WatchedPage, watchPage } from './support/watch-page.ts'

/**
 * Outlook's page with the adapter watching; `adapter` and `whileInCalendar` are in scope of its world. Events are
 * named by their word.
 */
export interface WatchedOutlook extends WatchedPage {
  /** Opens an event the way a person does: a real press on its first tile. */
  pressTile(word: string): Promise<void>
  waitForClosed(): Promise<void>
  counters(): Promise<OutlookCounters>
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

/** Starts everything; call `stop` at the end. */
export async function startOutlookHarness(): Promise<OutlookHarness> {
  const [site, browser, bundle] = await Promise.all([
    startStandaloneOutlook(),
    launchChromium(),
    bundleAdapter(
      `import { createOutlookAdapter } from '../../../lib/host/outlook/outlook-adapter.ts'
      import { whileInCalendar } from '../../../lib/host/outlook/calendar-path.ts'`,
      'createOutlookAdapter(document, systemClock, systemTimers, () => undefined)',
      ['whileInCalendar', 'systemTimers'],
    ),
  ])
  return {
    site,
    async open(path) {
      const address = `${site.origin}${path}`
      const watched = await watchPage(browser, address, { bundle, handle: '__outlook' })
      const { page, reports } = watched
      return {
        ...watched,
        pressTile: (word) => pressTile(page, word),
        counters: () => page.evaluate(() => window.__outlook.counters),
        waitForOpened: (word, count) => watched.waitForOpened(exchangeId(word), count),
        async waitForClosed() {
          await until('the closing', async () =>
            (await reports()).at(-1)?.type === 'closed' ? true : null,
          )
        },
      }
    },
    async stop() {
      await browser.close()
      await site.stop()
    },
  }
}

/** Presses the first tile of an event. */
export async function pressTile(page: Page, word: string): Promise<void> {
  await page
    .locator(tileSelector(word))
    .first()
    .click({ position: { x: 12, y: 8 } })
}
