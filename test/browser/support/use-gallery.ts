import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type GalleryBrowser, type Looks, openGallery } from '../panel-gallery.ts'

/** The panel's gallery in one browser for a file; pages are closed after the test that opened them. */
export interface GalleryStage {
  open(state: string, looks?: Looks): Promise<Page>
  /** The same, with the errors of the page. */
  openWatched: GalleryBrowser['open']
}

/** Opens the gallery for the tests of a file or a block. */
export function useGallery(): GalleryStage {
  let gallery: GalleryBrowser | null = null
  const opened: Page[] = []
  beforeAll(async () => {
    gallery = await openGallery()
  })
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close()
  })
  afterAll(() => gallery?.close())
  const openWatched: GalleryBrowser['open'] = async (state, looks) => {
    if (gallery === null) throw new Error('The gallery is open to tests alone')
    const one = await gallery.open(state, looks)
    opened.push(one.page)
    return one
  }
  return { openWatched, open: async (state, looks) => (await openWatched(state, looks)).page }
}
