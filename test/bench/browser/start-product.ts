import type { Frame, Page, Worker } from 'playwright-core'
import type { Browser } from 'wxt/browser'
import type { pageRequests } from '../../../lib/messaging/protocol.ts'
import { worldClientId } from '../../sandbox/usual-people.ts'
import type { BenchTopics } from './bench-topics.ts'
import { type BenchBrowser, launchBrowser } from './launch-browser.ts'
import { makeSeedScript } from './make-seed.ts'
import { type PanelSubject, paintDeadlineMs } from './panel-subject.ts'
import { type FadeWatch, watchFades } from './watch-fades.ts'
import { watchPaint } from './watch-paint.ts'

/** The production build, unmodified, in a browser of its own. */
export interface ProductSubject extends PanelSubject {
  worker(): Worker
  /** The panel's frame in the calendar page. */
  panelFrame(): Frame
}

const hostName = 'yohaku-panel'

/**
 * Starts a browser with the build, gives consent, and puts a year of 1-on-1s and the measured topics where
 * the product keeps them.
 */
export async function startProduct(options: {
  buildFolder: string
  proxyPort: number
  topics: readonly BenchTopics[]
  /** Connects the viewer's Google account; the world must consent by itself. */
  shouldConnect?: boolean
}): Promise<ProductSubject> {
  const browser = await launchBrowser({
    extensionFolder: options.buildFolder,
    proxyPort: options.proxyPort,
  })
  try {
    const { context } = browser
    const first = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
    const extensionId = new URL(first.url()).host
    const own = (path: string) => `chrome-extension://${extensionId}/${path}`
    const page = await context.newPage()
    await page.goto(own('options.html'))
    await ask(page, 'page/set', { hasConsented: true })
    await page.evaluate(await makeSeedScript(options.topics, Date.now()))
    await page.evaluate(() => (globalThis as unknown as { seeded: Promise<void> }).seeded)
    if (options.shouldConnect === true) {
      await ask(page, 'page/set', { googleClientId: worldClientId })
      await ask(page, 'page/connect', {})
    }
    for (const other of context.pages()) if (other !== browser.page) await other.close()
    const fades = await watchFades(context, browser.page)
    return makeSubject(browser, extensionId, fades)
  } catch (error) {
    await browser.close()
    throw error
  }
}

/** Sends a request as our own pages do. */
async function ask(page: Page, type: keyof typeof pageRequests, input: object): Promise<void> {
  const answer = await page.evaluate(
    (message) => {
      const { chrome } = globalThis as unknown as { chrome: typeof Browser }
      return chrome.runtime.sendMessage(message)
    },
    { type, input },
  )
  if (answer?.ok !== true || (answer.output.error ?? null) !== null) {
    throw new Error(`${type}: ${JSON.stringify(answer)}`)
  }
}

function makeSubject(browser: BenchBrowser, extensionId: string, fades: FadeWatch): ProductSubject {
  const { context, page } = browser
  const panelUrl = `chrome-extension://${extensionId}/panel.html`
  const panelFrame = (): Frame => {
    const frame = page.frames().find((each) => each.url().startsWith(panelUrl))
    if (frame === undefined) throw new Error('The panel has no frame in the page')
    return frame
  }
  return {
    browser,
    fades,
    panelFrame,
    worker() {
      const [worker] = context.serviceWorkers()
      if (worker === undefined) throw new Error('The service worker is not running')
      return worker
    },
    async watch(text) {
      // Two threads: the words in the frame, and the page that shows the frame. The later one counts.
      const deadlineMs = paintDeadlineMs
      const words = await watchPaint(panelFrame(), { host: null, text, shown: null, deadlineMs })
      const shown = await watchPaint(page.mainFrame(), {
        host: null,
        text: null,
        shown: hostName,
        deadlineMs,
      })
      const painted = Promise.all([words.painted, shown.painted]).then((times) =>
        Math.max(...times),
      )
      painted.catch(() => undefined)
      return { painted }
    },
    async whenReady() {
      // The frame comes when the calendar is idle; its page joins the background once it is loaded.
      await page.locator(hostName).waitFor({ state: 'attached' })
      while (!page.frames().some((frame) => frame.url().startsWith(panelUrl))) {
        await page.waitForEvent('framenavigated')
      }
      await panelFrame().waitForLoadState('load')
    },
    isAway: async () => {
      const state = await page.locator(hostName).getAttribute('data-state')
      return state === 'hidden'
    },
  }
}
