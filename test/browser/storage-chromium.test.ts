import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentStoreContract } from '../contract/document-store-contract.ts'
import { launchChromium } from './launch-chromium.ts'
import type { StoragePage } from './storage-page.ts'

const origin = 'https://storage.example'
/** An origin of its own: what other tests stored there would count against its quota. */
const fullOrigin = 'https://full.example'

declare const storagePage: StoragePage

describe('storage in real Chromium', () => {
  let browser: Browser
  let page: Page
  let script: string

  async function openPage(at: string): Promise<Page> {
    const opened = await browser.newPage()
    await opened.route(`${at}/**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>storage</title>' }),
    )
    await opened.goto(`${at}/`)
    await opened.addScriptTag({ content: script })
    return opened
  }

  beforeAll(async () => {
    const bundle = await build({
      entryPoints: [`${import.meta.dirname}/storage-page.ts`],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2023',
    })
    script = bundle.outputFiles[0]?.text ?? ''
    browser = await launchChromium()
    page = await openPage(origin)
  })

  afterAll(async () => {
    await browser?.close()
  })

  it.each(documentStoreContract.map(({ name }, at) => ({ name, at })))('$name', async ({ at }) => {
    expect(await page.evaluate((index) => storagePage.runCase(index), at)).toBeNull()
  })

  it('refuses with storage/quota when the disk is full, and keeps what was committed', async () => {
    const full = await openPage(fullOrigin)
    const session = await full.context().newCDPSession(full)
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: fullOrigin,
      quotaSize: 1_000_000,
    })
    const result = await full.evaluate(() => storagePage.fill(8_000_000))
    await full.close()
    expect(result).toEqual({ code: 'storage/quota', lengths: [1, 65_536] })
  })

  it('leases a different client id to each of many panels that join at once', async () => {
    const ids = await page.evaluate(() => storagePage.leaseAtOnce(20))
    expect(new Set(ids).size).toBe(20)
  })

  it('asks for persistence and says what came of it', async () => {
    expect(await page.evaluate(() => storagePage.persistence())).toMatch(/^(granted|refused)$/)
  })
})
