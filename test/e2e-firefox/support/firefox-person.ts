import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core'
import { requireFirefox } from '../../../scripts/find-browser.mjs'
import { waitFor } from '../../e2e/support/wait-for.ts'
import { type BrowserWindow, openBrowserWindow } from './browser-window.ts'

/** The production build that the story runs. */
const builtExtension = resolve(import.meta.dirname, '../../../.output/firefox-mv3')

/** One person with Firefox: a fresh profile with the production build, inside the world. */
export interface FirefoxPerson {
  readonly email: string
  /** The calendar tab. */
  readonly page: Page
  readonly window: BrowserWindow
  /** Opens the calendar (again), signed in as this person, and waits until the extension is there. */
  openCalendar(): Promise<void>
  /** Presses the event with this title. */
  openEvent(title: string): Promise<void>
  /** The panel's frame, wherever the page put it. */
  panel(): Promise<Frame>
  /** `data-state` of the panel's host element. */
  panelState(): Promise<string | null>
  /** The page whose address contains this text; waits for it to open. */
  pageAt(address: string): Promise<Page>
  /** Versions and the like, for messages. */
  readonly version: string
  close(): Promise<void>
}

/** Starts Firefox without a window on the screen and installs the build. */
export async function startFirefoxPerson(email: string, proxyPort: number): Promise<FirefoxPerson> {
  if (!existsSync(`${builtExtension}/manifest.json`)) {
    throw new Error('No build in .output/firefox-mv3: run "npm run build" first')
  }
  const proxy = (kind: 'http' | 'ssl') => ({
    [`network.proxy.${kind}`]: '127.0.0.1',
    [`network.proxy.${kind}_port`]: proxyPort,
  })
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: requireFirefox(),
    headless: true,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1280, height: 860 },
    args: ['--remote-allow-system-access'],
    env: { ...process.env, TZ: 'Asia/Tokyo' },
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      ...proxy('http'),
      ...proxy('ssl'),
      // What a person gives at the install, which is not asked for an add-on loaded for a test.
      'extensions.originControls.grantByDefault': true,
      'intl.accept_languages': 'ja',
    },
  })
  try {
    const extensionId = await browser.installExtension(builtExtension)
    const window = await openBrowserWindow(browser, extensionId)
    return makePerson(email, browser, await browser.newPage(), window, await browser.version())
  } catch (thrown) {
    await browser.close()
    throw thrown
  }
}

function makePerson(
  email: string,
  browser: Browser,
  page: Page,
  window: BrowserWindow,
  version: string,
): FirefoxPerson {
  const person: FirefoxPerson = {
    email,
    page,
    window,
    version,
    async openCalendar() {
      // It leads on to the calendar by itself; a second navigation might abort the first one's rest.
      await page.goto(`https://calendar.google.com/__signin?as=${encodeURIComponent(email)}`)
      await waitFor('the panel host', () => person.panelState())
    },
    async openEvent(title) {
      // A tab in the background paints nothing, and what is not painted cannot be pressed.
      await page.bringToFront()
      // The drag handle repeats the id and is hidden: press the chip that a person sees.
      await page.locator(`[data-eventchip] ::-p-text(${title})`).click()
    },
    panel: () => waitFor('the panel frame', () => findAt(page.frames(), '/panel.html')),
    panelState: () =>
      page.evaluate(
        () => document.querySelector('yohaku-panel')?.getAttribute('data-state') ?? null,
      ),
    pageAt: (address) =>
      waitFor(`a page at ${address}`, async () => findAt(await browser.pages(), address)),
    close: () => browser.close(),
  }
  return person
}

/** Asks each for its address: Firefox tells puppeteer-core nothing about moves to pages of extensions. */
async function findAt<Place extends Page | Frame>(
  places: readonly Place[],
  address: string,
): Promise<Place | null> {
  for (const place of places) {
    const href = await hrefOf(place)
    if (href.includes(address)) return place
  }
  return null
}

async function hrefOf(place: Page | Frame): Promise<string> {
  try {
    return await place.evaluate(() => location.href)
  } catch {
    // It is between two pages, or closed: asked again by whoever waits.
    return ''
  }
}
