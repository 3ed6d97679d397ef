import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { requireChromium } from '../../../scripts/find-browser.mjs'
import { signInUrl } from './open-bench-world.ts'

/** A browser with a fresh profile, no window, and at most one extension. */
export interface BenchBrowser {
  context: BrowserContext
  page: Page
  close(): Promise<void>
}

/**
 * Starts a browser whose every request goes to `proxyPort`, signed in to the stand-in calendar.
 * `extensionFolder` null means no extension.
 */
export async function launchBrowser(options: {
  extensionFolder: string | null
  proxyPort: number
}): Promise<BenchBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'yohaku-bench-'))
  const { extensionFolder } = options
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: requireChromium().path,
    headless: false,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    ignoreHTTPSErrors: true,
    viewport: { width: 1280, height: 860 },
    // Playwright turns extensions off unless told otherwise.
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--headless=new',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--proxy-server=http://127.0.0.1:${options.proxyPort}`,
      '--ignore-certificate-errors',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(extensionFolder === null
        ? []
        : [
            `--disable-extensions-except=${extensionFolder}`,
            `--load-extension=${extensionFolder}`,
          ]),
    ],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(signInUrl)
  return {
    context,
    page,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
