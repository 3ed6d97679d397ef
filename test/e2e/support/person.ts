import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BrowserContext, chromium, type Frame, type Page, type Worker } from 'playwright-core'
import { requireChromium } from '../../../scripts/find-browser.mjs'
import { type MovedTime, moveTime } from './moved-time.ts'
import { waitFor } from './wait-for.ts'

/** The production build that the stories run. */
export const builtExtension = resolve(import.meta.dirname, '../../../.output/chrome-mv3')

/** One person at their own computer: a browser profile with the production build, inside the world. */
export interface Person {
  readonly email: string
  readonly context: BrowserContext
  /** The calendar tab. */
  readonly page: Page
  readonly extensionId: string
  /** Opens the calendar (again), signed in as this person. */
  openCalendar(query?: string): Promise<void>
  /** Presses the event with this title. */
  openEvent(title: string): Promise<void>
  /** The panel's frame, wherever the page put it. */
  panel(): Promise<Frame>
  /** `data-state` of the panel's host element. */
  panelState(): Promise<string | null>
  /** Opens one of our own pages in a new tab. */
  openOwnPage(path: string): Promise<Page>
  /** Stops the service worker as the browser does when it is idle. */
  stopWorker(): Promise<void>
  setOffline(isOffline: boolean): Promise<void>
  /** Sets the clock of the browser, which then runs on; only of one that began with `nowMs`. */
  setClock(epochMs: number): Promise<void>
  close(): Promise<void>
}

/** How a person's browser starts. */
export interface PersonOptions {
  email: string
  /** Port of the world's proxy. */
  proxyPort: number
  language?: 'ja' | 'en'
  colorScheme?: 'light' | 'dark'
  /** Time zone of the person's computer; Tokyo's when absent. */
  timeZone?: string
  /** Folder of another build than {@link builtExtension}. */
  build?: string
  /** False leaves the welcome page as the install left it. */
  consents?: boolean
  /** What the browser's clock says at the start, ms since the epoch; the real time when absent. */
  nowMs?: number
  /** Shows real windows. */
  isHeaded?: boolean
  /** Window position and size, for people side by side. */
  window?: { x: number; y: number; width: number; height: number }
}

/** Starts a browser for one person, installs the build and gives consent on the welcome page. */
export async function startPerson(options: PersonOptions): Promise<Person> {
  const profile = mkdtempSync(join(tmpdir(), 'yohaku-person-'))
  const language = options.language ?? 'ja'
  const build = options.build ?? builtExtension
  const timeZone = options.timeZone ?? 'Asia/Tokyo'
  const size = options.window ?? { x: 0, y: 0, width: 1280, height: 860 }
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: requireChromium().path,
    headless: false,
    locale: language === 'ja' ? 'ja-JP' : 'en-US',
    colorScheme: options.colorScheme ?? 'light',
    timezoneId: timeZone,
    // The emulation above is for pages; workers have the time zone of the process.
    env: { ...process.env, TZ: timeZone },
    ignoreHTTPSErrors: true,
    viewport: { width: size.width, height: size.height },
    args: [
      ...(options.isHeaded === true ? [] : ['--headless=new']),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--window-position=${size.x},${size.y}`,
      `--window-size=${size.width},${size.height}`,
      `--proxy-server=http://127.0.0.1:${options.proxyPort}`,
      '--proxy-bypass-list=<-loopback>',
      '--ignore-certificate-errors',
      '--disable-quic',
      '--no-first-run',
      ...(options.nowMs === undefined ? [] : ['--remote-debugging-port=0']),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--lang=${language}`,
      `--disable-extensions-except=${build}`,
      `--load-extension=${build}`,
    ],
  })
  const worker = await firstWorker(context)
  const extensionId = new URL(worker.url()).host
  const page = context.pages()[0] ?? (await context.newPage())
  const clock =
    options.nowMs === undefined ? null : await moveTime({ context, profile }, options.nowMs)
  const person = makePerson(options.email, context, page, extensionId, profile, clock)
  if (options.consents !== false) await giveConsent(person)
  return person
}

async function firstWorker(context: BrowserContext): Promise<Worker> {
  return context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
}

/** Presses the consent button of the welcome page that the install opened. */
async function giveConsent(person: Person): Promise<void> {
  const welcome = await waitFor('the welcome page', () =>
    Promise.resolve(person.context.pages().find((one) => one.url().includes('/welcome.html'))),
  )
  const button = welcome.locator('.consent button')
  await button.click()
  await button.waitFor({ state: 'detached' })
  await welcome.close()
}

function makePerson(
  email: string,
  context: BrowserContext,
  page: Page,
  extensionId: string,
  profile: string,
  clock: MovedTime | null,
): Person {
  const person: Person = {
    email,
    context,
    page,
    extensionId,
    async openCalendar(query = '') {
      await page.goto(`https://calendar.google.com/__signin?as=${encodeURIComponent(email)}`)
      await page.goto(`https://calendar.google.com/calendar/u/0/r${query}`)
      await waitFor('the panel host', () => person.panelState())
    },
    async openEvent(title) {
      // The drag handle repeats the id and is hidden: press the chip that a person sees.
      await page.locator('[data-eventchip]', { hasText: title }).first().click()
    },
    async panel() {
      return waitFor('the panel frame', () =>
        Promise.resolve(page.frames().find((one) => one.url().includes('/panel.html'))),
      )
    },
    panelState: () =>
      page.evaluate(
        () => document.querySelector('yohaku-panel')?.getAttribute('data-state') ?? null,
      ),
    async openOwnPage(path) {
      const own = await context.newPage()
      await own.goto(`chrome-extension://${extensionId}/${path}`)
      return own
    },
    async stopWorker() {
      const own = await person.openOwnPage('popup.html')
      const session = await context.newCDPSession(own)
      await session.send('ServiceWorker.enable')
      await session.send('ServiceWorker.stopAllWorkers')
      await session.detach()
      await own.close()
    },
    async setOffline(isOffline) {
      await context.setOffline(isOffline)
    },
    async setClock(epochMs) {
      if (clock === null) throw new Error('This browser began with the real time')
      await clock.set(epochMs)
    },
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
  return person
}
