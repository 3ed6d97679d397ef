import { resolve } from 'node:path'
import type { Page } from 'playwright-core'

const folder = resolve(import.meta.dirname, '../../../.tmp/pages')

/** Keeps a picture of the whole page in `.tmp/pages`, for people to look at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: resolve(folder, `${name}.png`), fullPage: true })
}
