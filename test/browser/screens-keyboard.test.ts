import { describe, expect, it } from 'vitest'
import { sampleMap } from './support/map-sample.ts'
import { makeFakeBackground } from './support/open-page.ts'
import { samplePopup } from './support/popup-sample.ts'
import { useGallery } from './support/use-gallery.ts'
import { usePages } from './support/use-pages.ts'
import { focusOf, walkByKeyboard } from './support/walk-keyboard.ts'

/** Every screen of the life of a 1-on-1 for somebody without a mouse; `panel-looks` runs axe over all of them. */

const screens = [
  'glance-last-time',
  'glance-called-off',
  'glance-same-person',
  'prepare-last-time',
  'talk-hold',
  'talk-private-topic',
  'talk-nuance',
  'talk-removed',
  'talk-ended',
  'talk-next',
  'promises',
  'past',
  'past-private-found',
  'relation-mentor',
  'relation-closing',
  'relation-closed',
  'relation-addresses',
  'question-midterm',
]

describe('a screen of the panel', () => {
  const { openWatched } = useGallery()

  it.each(screens)('%s is walked through by Tab, and never takes the focus', async (state) => {
    const { page, problems } = await openWatched(state, { widthPx: 320 })
    expect(await focusOf(page)).toBe('BODY')
    expect(await walkByKeyboard(page)).toEqual([])
    const field = page.locator('main :is(button, input, textarea):visible').last()
    await field.focus()
    await page.evaluate(() => window.gallery?.background.setContext({ theme: 'dark' }))
    await page.waitForSelector('html[data-theme=dark]')
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true)
    expect(problems).toEqual([])
  })
})

describe('a page', () => {
  const openPage = usePages()

  it.each([
    ['popup', '.meeting'],
    ['options', '#google'],
    ['map', 'table'],
  ] as const)('%s is walked through by Tab, and never takes the focus', async (name, proof) => {
    const nowMs = new Date(2026, 10, 25, 12, 0).getTime()
    const background = makeFakeBackground({
      hasConsented: true,
      accounts: [{ provider: 'google', email: 'me@example.com', isConnected: true }],
      neverPairs: [{ pairId: '0'.repeat(32), partner: '森 つかさ' }],
    })
    background.popup = samplePopup(nowMs)
    background.map = sampleMap(nowMs)
    const { page, complaints, close } = await openPage({
      background,
      page: name,
      widthPx: 320,
      nowMs,
    })
    await page.locator(proof).first().waitFor()
    expect(await focusOf(page)).toBe('BODY')
    expect(await walkByKeyboard(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })
})
