import { describe, expect, it } from 'vitest'
import { findAxeProblems } from './support/find-axe-problems.ts'
import { type FakeBackground, makeFakeBackground } from './support/open-page.ts'
import { takePicture } from './support/take-picture.ts'
import { usePages } from './support/use-pages.ts'

/** What every state of every page owes everybody: readable, reachable, no sideways scrolling. */

/** `proof` is there once the answer of the background is shown. */
const states: Record<
  string,
  { page: 'welcome' | 'options' | 'popup'; make: () => FakeBackground; proof: string }
> = {
  'welcome-first': { page: 'welcome', make: () => makeFakeBackground(), proof: '.consent' },
  'welcome-done': {
    page: 'welcome',
    make: () => makeFakeBackground({ hasConsented: true }),
    proof: '.next',
  },
  'options-empty': { page: 'options', make: () => makeFakeBackground(), proof: '#google' },
  'options-full': { page: 'options', make: makeBusyBackground, proof: '.rows .email' },
  'options-failed': { page: 'options', make: makeBrokenBackground, proof: '.notice-failed' },
  'popup-first': { page: 'popup', make: () => makeFakeBackground(), proof: '.button-primary' },
  'popup-ready': { page: 'popup', make: makeBusyBackground, proof: '.nothing' },
  'popup-failed': { page: 'popup', make: makeBrokenBackground, proof: '.notice-failed' },
}

const looks = [
  { uiLanguage: 'ja', colorScheme: 'light', widthPx: 760 },
  { uiLanguage: 'en-US', colorScheme: 'dark', widthPx: 320 },
] as const

function makeBusyBackground() {
  return makeFakeBackground({
    hasConsented: true,
    googleClientId: '1234567890-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com',
    isClientIdFixed: false,
    accounts: [
      {
        provider: 'google',
        email: 'a-rather-long-name.of-somebody@example-company.co.jp',
        isConnected: true,
      },
    ],
    neverPairs: [
      { pairId: '0'.repeat(32), partner: '長い名前の部署の長い名前のひと' },
      { pairId: '1'.repeat(32), partner: '' },
    ],
  })
}

function makeBrokenBackground() {
  const background = makeFakeBackground()
  background.handlers['page/settings'] = () => Promise.reject(new Error('broken on purpose'))
  return background
}

describe('looks of the pages', () => {
  const openPage = usePages()

  for (const [name, state] of Object.entries(states)) {
    for (const look of looks) {
      it(`${name}, ${look.uiLanguage}, ${look.colorScheme}, ${look.widthPx} px`, async () => {
        const background = state.make()
        const opened = await openPage({ background, page: state.page, ...look })
        const { page } = opened
        await page.locator('h1').waitFor()
        await page.locator(state.proof).first().waitFor()
        expect(background.received[0]).toBe('page/settings')
        await page.locator('details').evaluateAll((all) => {
          for (const one of all) one.setAttribute('open', '')
        })
        const picture = `${name}-${look.colorScheme}`
        await takePicture(page, picture)

        expect(await findAxeProblems(page)).toEqual([])
        const overflowPx = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflowPx).toBe(0)
        expect(await page.locator('html').getAttribute('lang')).toBe(look.uiLanguage.slice(0, 2))
        const expected = name.endsWith('failed') ? ['Error: broken on purpose'] : []
        expect(opened.complaints).toEqual(expected)
        await opened.close()
      })
    }
  }
})
