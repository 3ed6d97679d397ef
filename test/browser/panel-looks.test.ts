import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { galleryStates } from '../gallery/states.ts'
import { useGallery } from './support/use-gallery.ts'

const { openWatched } = useGallery()

const looks = [
  { language: 'ja', theme: 'light' },
  { language: 'ja', theme: 'dark' },
  { language: 'en', theme: 'dark' },
  { language: 'en', theme: 'light' },
] as const

/** Changes language and theme as the background does, while the panel is open. */
async function changeLooks(page: Page, next: (typeof looks)[number]): Promise<void> {
  await page.evaluate((change) => window.gallery?.background.setContext(change), next)
  await page.waitForSelector(`html[lang=${next.language}][data-theme=${next.theme}]`)
}

/** Rules broken, of any impact, with the first place each. */
async function runAxe(page: Page): Promise<string[]> {
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } }
    return axe.run()
  })
  return results.violations.map(
    (one) =>
      `${one.impact} ${one.id}: ${one.nodes[0]?.target.join(' ')} ${one.nodes[0]?.failureSummary}`,
  )
}

/** Controls smaller than 24 × 24 px; a radio button counts with its label. */
function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, a, input, textarea, summary',
    )) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue
      const target = element.closest('label') ?? element
      const { width, height } = target.getBoundingClientRect()
      if (width < 24 || height < 24) {
        small.push(`${element.outerHTML.slice(0, 80)} ${width}×${height}`)
      }
    }
    return small
  })
}

/** Elements that reach beyond the window's right edge, unless something cuts them. */
function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) wide.push('document')
    for (const element of document.querySelectorAll<HTMLElement>('*')) {
      const { overflowX } = getComputedStyle(element)
      if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) {
        if (element.matches('input, .unseen')) continue
        wide.push(`${element.className} ${element.scrollWidth}>${element.clientWidth}`)
      }
    }
    return wide
  })
}

describe.each(Object.keys(galleryStates))('%s', (state) => {
  it('has no axe violation in any language and theme, and fits 320 px', async () => {
    const { page, problems } = await openWatched(state)
    await page.addScriptTag({ url: '/axe.js' })
    for (const next of looks) {
      await changeLooks(page, next)
      expect(await runAxe(page), JSON.stringify(next)).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await findOverflow(page)).toEqual([])
    expect(await findSmallTargets(page)).toEqual([])
    expect(problems).toEqual([])
  })
})

describe('markup in what people write', () => {
  it('stays text', async () => {
    const { page, problems } = await openWatched('markup')
    expect(await page.locator('main img, main script, main a, h1 b').count()).toBe(0)
    expect(await page.locator('.partner-topic h3').textContent()).toContain('<img src=x')
    expect(problems).toEqual([])
  })
})

/** Words from right to left that run as our own sentence does: neither in an element of their own nor isolated. */
function findMixedDirections(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const mixed: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode() !== null) {
      const text = walker.currentNode.nodeValue ?? ''
      const own = walker.currentNode.parentElement?.closest('[dir=auto], bdi')
      const left = text.replaceAll(/\u2068[^\u2069]*\u2069/g, '')
      if (own == null && /[\u0590-\u08ff]/.test(left)) mixed.push(text)
    }
    for (const field of document.querySelectorAll<HTMLInputElement>('textarea, input')) {
      if (/[\u0590-\u08ff]/.test(field.value) && field.dir !== 'auto') mixed.push(field.value)
    }
    for (const element of document.querySelectorAll('[aria-label]')) {
      const label = element.getAttribute('aria-label') ?? ''
      if (/[\u0590-\u08ff]/.test(label.replaceAll(/\u2068[^\u2069]*\u2069/g, ''))) mixed.push(label)
    }
    return mixed
  })
}

describe('words from right to left', () => {
  it.each(['rtl', 'rtl-prepare', 'rtl-talk', 'rtl-promises', 'rtl-past'])(
    'run their own way in %s, and nothing else does',
    async (state) => {
      const { page } = await openWatched(state)
      await page
        .getByText(/[\u0590-\u08ff]/)
        .first()
        .waitFor()
      expect(await findMixedDirections(page)).toEqual([])
      expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe('ltr')
    },
  )
})

describe('a panel in waiting', () => {
  it('shows nothing of what it showed last, and counts as painted once it is seen', async () => {
    const { page } = await openWatched('glance')
    const opacity = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('#app') ?? document.body).opacity)
    const countPainted = () =>
      page.evaluate(
        () =>
          window.gallery?.background.received.filter((one) => one.type === 'panel/painted').length,
      )
    const change = (context: object) =>
      page.evaluate(async (next) => {
        window.gallery?.background.setContext(next)
        for (let frame = 0; frame < 4; frame++) {
          await new Promise((resolve) => requestAnimationFrame(resolve))
        }
      }, context)
    await page.waitForFunction(() =>
      window.gallery?.background.received.some((one) => one.type === 'panel/painted'),
    )
    expect(await opacity()).toBe('1')
    await change({ frameState: 'hidden', isBlank: true })
    expect(await opacity()).toBe('0')
    // The next event is drawn ahead: it may be seen at once, but has not been yet.
    const meeting = await page.evaluate(() => window.gallery?.background.context().meeting)
    const next = { ...meeting, key: 'another@google.com|' }
    await change({ frameState: 'hidden', isBlank: false, meeting: next })
    expect(await opacity()).toBe('1')
    expect(await countPainted()).toBe(1)
    await change({ frameState: 'glance' })
    expect(await countPainted()).toBe(2)
    await change({ frameState: 'hidden', isBlank: true })
    await change({ frameState: 'glance', isBlank: false })
    expect(await countPainted()).toBe(2)
  })
})

describe('the checks themselves', () => {
  it('see what is wrong', async () => {
    const { page } = await openWatched('glance')
    await page.addScriptTag({ url: '/axe.js' })
    await page.addStyleTag({ url: '/broken.css' })
    expect((await runAxe(page)).join()).toContain('color-contrast')
    expect((await findSmallTargets(page)).join()).toContain('chip')
    expect(await findOverflow(page)).not.toEqual([])
  })
})
