import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from '../launch-chromium.ts'
import { type OpenedPage, type OpenOptions, openPage } from './open-page.ts'
import { type ServedPages, servePages } from './serve-pages.ts'

/** Serves the pages of ours to one browser for the tests of a file or a block; gives what opens one. */
export function usePages(): (options: OpenOptions) => Promise<OpenedPage> {
  let browser: Browser | null = null
  let pages: ServedPages | null = null
  beforeAll(async () => {
    pages = await servePages()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await pages?.stop()
  })
  return (options) => {
    if (browser === null || pages === null) throw new Error('The pages are served to tests alone')
    return openPage(browser, pages, options)
  }
}
