import type { Browser } from 'playwright-core'
import type { PageCounters } from '../sandbox/google-page/client/counters.ts'
import type { PageTestHandle } from '../sandbox/google-page/client/main.ts'
import {
  type StandalonePage,
  startStandalonePage,
} from '../sandbox/google-page/standalone-server.ts'
import { launchChromium } from './launch-chromium.ts'
import { bundleAdapter, type WatchedPage, watchPage } from './support/watch-page.ts'

/** Google's calendar page with the adapter watching; `adapter` is in scope of its world. */
export interface WatchedGooglePage extends WatchedPage {
  /** Opens an event the way a person does: a real press on its chip. */
  pressChip(id: string): Promise<void>
  /** Opens an event from the page's own script. */
  openById(id: string): Promise<void>
  counters(): Promise<PageCounters>
}

/** A browser and a page server for one test file. */
export interface GooglePageHarness {
  site: StandalonePage
  browser: Browser
  open(path: string, options?: { timezoneId?: string }): Promise<WatchedGooglePage>
  stop(): Promise<void>
}

declare global {
  interface Window {
    __page: PageTestHandle
  }
}

/** Starts everything; call `stop` at the end. */
export async function startGooglePageHarness(): Promise<GooglePageHarness> {
  const [site, browser, bundle] = await Promise.all([
    startStandalonePage(),
    launchChromium(),
    bundleAdapter(
      "import { createGoogleAdapter } from '../../../lib/host/google/google-adapter.ts'",
      'createGoogleAdapter(document, systemClock, systemTimers)',
    ),
  ])
  return {
    site,
    browser,
    async open(path, options) {
      const watched = await watchPage(browser, `${site.origin}${path}`, {
        ...options,
        bundle,
        handle: '__page',
      })
      const { page } = watched
      return {
        ...watched,
        async pressChip(id) {
          await page
            .locator(`[data-eventchip][data-eventid="${keyOf(site, id)}"]`)
            .first()
            .click({ position: { x: 12, y: 6 } })
        },
        openById: (id) => page.evaluate((one) => window.__page.openById(one), id),
        counters: () => page.evaluate(() => window.__page.counters),
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
