import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as outlookSelectors from '../../lib/host/outlook/selectors.ts'
import { exchangeId } from '../sandbox/outlook-page/synthetic-events.ts'
import { type OutlookHarness, startOutlookHarness } from './outlook-page-harness.ts'

const { version, tileOf, ...selectors } = outlookSelectors
type Counts = Partial<Record<keyof typeof selectors, number>>

/** The synthetic week: sixteen events, two of them with two tiles. */
const week: Counts = {
  tile: 18,
  tileFace: 18,
  dayColumn: 14,
  day: 14,
  allDayRow: 1,
  layers: 1,
  card: 18,
  control: 27,
  focusable: 27,
}

/** How many nodes each selector finds on each stand-in page; a selector not named finds none there. */
const pages: {
  name: string
  path: string
  run?: string
  ready: string
  counts: Counts
}[] = [
  { name: 'week', path: '/calendar/view/week', ready: '[data-calitemid]', counts: week },
  {
    name: 'month, dark',
    path: '/calendar/view/month?dark=class',
    ready: '[data-calitemid]',
    counts: {
      ...week,
      tile: 19,
      tileFace: 19,
      dayColumn: 0,
      day: 42,
      allDayRow: 0,
      card: 19,
      dark: 2,
    },
  },
  {
    name: 'peek with folded people',
    path: '/calendar/view/week?title=heading',
    run: 'openPeek("folded")',
    ready: '[aria-expanded]',
    counts: { ...week, peek: 1, view: 1, heading: 1, clock: 1, notPeople: 1, card: 28, fold: 1 },
  },
  {
    name: 'full view with a call',
    path: '/calendar/view/week',
    run: 'openFull("pair")',
    ready: '[data-app-section=ReadingPane] [role=button]',
    counts: { ...week, reading: 1, view: 1, clock: 1, notPeople: 2, card: 20 },
  },
  {
    name: 'form',
    path: '/calendar/view/week',
    run: 'openForm("pair")',
    ready: '[data-app-section=Form_Content]',
    counts: { ...week, form: 3, view: 3, card: 19 },
  },
]

let harness: OutlookHarness

beforeAll(async () => {
  harness = await startOutlookHarness()
})
afterAll(() => harness.stop())

describe('selectors of Outlook on the web', () => {
  for (const one of pages) {
    it(`find what they should on: ${one.name}`, async () => {
      const { page, inWorld, close } = await harness.open(one.path)
      const [, action = '', word = ''] = /(\w+)\("(\w+)"\)/.exec(one.run ?? '') ?? []
      await page.evaluate(
        ([name, id]) => {
          const { openPeek, openFull, openForm } = window.__outlook
          Object.entries({ openPeek, openFull, openForm }).find(([key]) => key === name)?.[1](
            id ?? '',
          )
        },
        [action, exchangeId(word)],
      )
      await page.locator(one.ready).first().waitFor({ state: 'attached' })
      const found = await inWorld<Record<string, number>>(
        `Object.fromEntries(Object.entries(${JSON.stringify(selectors)}).map(
          ([name, selector]) => [name, document.querySelectorAll(selector).length]))`,
      )
      // Buttons differ with every view; that there are some is seen on the first page.
      const { control, focusable, ...counts } = { ...found }
      const { control: _control, focusable: _focusable, ...expected } = one.counts
      expect(Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))).toEqual(
        Object.fromEntries(Object.entries(expected).filter(([, count]) => count > 0)),
      )
      expect(Math.min(control ?? 0, focusable ?? 0)).toBeGreaterThan(0)
      await close()
    })
  }

  it('are all seen on some page', () => {
    const seen = new Set(pages.flatMap((one) => Object.keys(one.counts)))
    expect(Object.keys(selectors).filter((name) => !seen.has(name))).toEqual([])
    expect(version).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(typeof tileOf).toBe('function')
  })

  it('name no hashed class, no position and no word of a language', () => {
    for (const [name, selector] of Object.entries(selectors)) {
      expect(selector, name).not.toMatch(/\.|:nth|:first|:last|[>+]|~(?!=)|[^\x20-\x7e]/)
      // A label may be asked for, never for what it says.
      expect(selector, name).not.toMatch(/(aria-label|title|alt|placeholder)[*^$~|]?=/)
    }
    // The one class: the page's own word for darkness.
    const withClass = Object.entries(selectors).filter(([, selector]) => selector.includes('class'))
    expect(withClass.map(([name]) => name)).toEqual(['dark'])
  })
})
