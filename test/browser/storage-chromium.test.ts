import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentStoreContract } from '../contract/document-store-contract.ts'
import { launchChromium } from './launch-chromium.ts'
import type { StoragePage } from './storage-page.ts'

const origin = 'https://storage.example'

declare const storagePage: StoragePage

describe('storage in real Chromium', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const bundle = await build({
      entryPoints: [`${import.meta.dirname}/storage-page.ts`],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2023',
    })
    const script = bundle.outputFiles[0]?.text ?? ''
    browser = await launchChromium()
    page = await browser.newPage()
    await page.route(`${origin}/**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>storage</title>' }),
    )
    await page.goto(`${origin}/`)
    await page.addScriptTag({ content: script })
  })

  afterAll(async () => {
    await browser?.close()
  })

  it.each(documentStoreContract.map(({ name }, at) => ({ name, at })))('$name', async ({ at }) => {
    expect(await page.evaluate((index) => storagePage.runCase(index), at)).toBeNull()
  })

  it('refuses with storage/quota when the disk is full, and keeps what was committed', async () => {
    const session = await page.context().newCDPSession(page)
    const estimate = await page.evaluate(() => navigator.storage.estimate())
    const quotaSize = (estimate.usage ?? 0) + 1_000_000
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize })
    const result = await page.evaluate(() => storagePage.fill(8_000_000))
    await session.send('Storage.overrideQuotaForOrigin', { origin })
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
