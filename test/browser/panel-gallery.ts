import type { Browser, Page } from 'playwright-core'
import { serveGallery } from '../gallery/gallery-server.ts'
import { launchChromium } from './launch-chromium.ts'

/** The gallery in a real browser. */
export interface GalleryBrowser {
  /** Opens one state in a page of its own; errors of the page are collected in `problems`. */
  open(state: string, looks?: Looks): Promise<{ page: Page; problems: string[] }>
  close(): Promise<void>
}

/** How a state is shown. */
export interface Looks {
  language?: 'ja' | 'en'
  theme?: 'light' | 'dark'
  widthPx?: number
  heightPx?: number
}

/** Starts browser and gallery; the caller closes them. */
export async function openGallery(): Promise<GalleryBrowser> {
  const gallery = await serveGallery()
  let browser: Browser
  try {
    browser = await launchChromium()
  } catch (thrown) {
    await gallery.close()
    throw thrown
  }
  const context = await browser.newContext({ timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' })
  return {
    async open(state, looks = {}) {
      const { language = 'ja', theme = 'light', widthPx = 360, heightPx = 640 } = looks
      const page = await context.newPage()
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      await page.setViewportSize({ width: widthPx, height: heightPx })
      await page.goto(`${gallery.url}?state=${state}&language=${language}&theme=${theme}`)
      await page.waitForSelector('[data-gallery=ready]')
      return { page, problems }
    },
    async close() {
      await browser.close()
      await gallery.close()
    },
  }
}
