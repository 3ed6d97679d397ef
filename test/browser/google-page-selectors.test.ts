import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as googleSelectors from '../../lib/host/google/selectors.ts'
import { type GooglePageHarness, startGooglePageHarness } from './google-page-harness.ts'

type SelectorName = Exclude<keyof typeof googleSelectors, 'version'>
type Counts = Partial<Record<SelectorName, number>>

/** Found on every page of the stand-in. */
const always: Counts = { selfEmail: 1, selfLocale: 1 }

/** The synthetic week: twelve timed chips and four all-day ones; timed ones have a drag handle each. */
const week: Counts = {
  ...always,
  chip: 16,
  stackedChip: 4,
  timedChip: 12,
  chipButton: 16,
  dayCell: 7,
}

/** The details of any saved event. */
const detail: Counts = { dialog: 1, detail: 1, title: 1, when: 1, calendarRow: 1 }

/** Two guests, one of them the organizer; addresses are in three attributes each, and in the last row. */
const pair: Counts = {
  ...week,
  ...detail,
  chipButton: 18,
  guestSummary: 1,
  tree: 1,
  guest: 2,
  organizerRow: 1,
  person: 7,
}

/** How many nodes each selector finds on each stand-in page; a selector not named finds none there. */
const pages: { name: string; path: string; open?: string; ready: string; counts: Counts }[] = [
  { name: 'week', path: '/?leftovers=0', ready: '[data-eventchip]', counts: week },
  {
    name: 'month',
    path: '/calendar/u/0/r/month?leftovers=0',
    ready: '[data-eventchip]',
    counts: { ...always, chip: 18, stackedChip: 18, chipButton: 18, dayCell: 42 },
  },
  {
    name: 'leftover dialogs',
    path: '/',
    ready: '[data-eventchip]',
    counts: { ...week, dialog: 2 },
  },
  {
    name: 'quick view of the organizer',
    path: '/?leftovers=0&storm=none',
    open: 'pair',
    ready: '[role=treeitem]',
    counts: pair,
  },
  {
    name: 'quick view of a guest',
    path: '/?leftovers=0&storm=none&hl=ja',
    open: 'weekly1on1_20261203T010000Z',
    ready: '[role=treeitem]',
    counts: { ...pair, answerNo: 1 },
  },
  {
    name: 'no guests',
    path: '/?leftovers=0&storm=none',
    open: 'alone',
    ready: '#xDetDlg',
    counts: { ...week, ...detail, chipButton: 17, person: 1 },
  },
  {
    name: 'hidden list',
    path: '/?leftovers=0&storm=none',
    open: 'hidden',
    ready: '#xDetDlg',
    counts: {
      ...week,
      ...detail,
      chipButton: 17,
      guestSummary: 1,
      person: 1,
      answerNo: 1,
    },
  },
  {
    name: 'folded list',
    path: '/?leftovers=0&storm=none',
    open: 'folded',
    ready: '[role=treeitem]',
    counts: {
      ...week,
      ...detail,
      chipButton: 17,
      guestSummary: 1,
      tree: 1,
      guest: 10,
      foldedGuests: 1,
      person: 31,
    },
  },
  {
    name: 'task',
    path: '/?leftovers=0&storm=none',
    open: 'task1',
    ready: '[data-taskid]',
    counts: { ...week, dialog: 1, title: 1 },
  },
  {
    name: 'edit page',
    path: '/calendar/u/0/r/eventedit/cGFpciBhaWtvQGV4YW1wbGUuY29t?leftovers=0',
    ready: '[role=treeitem]',
    counts: {
      ...always,
      tree: 1,
      guest: 2,
      organizerRow: 1,
      person: 6,
      editBody: 1,
      editTitle: 1,
      editDate: 2,
    },
  },
  {
    name: 'new event',
    path: '/calendar/u/0/r/eventedit?leftovers=0',
    ready: '[role=textbox]',
    counts: { ...always, editBody: 1, editTitle: 1, editUnsaved: 1, editDate: 2 },
  },
]

let harness: GooglePageHarness

beforeAll(async () => {
  harness = await startGooglePageHarness()
})
afterAll(() => harness.stop())

describe('selectors of Google Calendar', () => {
  const { version, ...selectors } = googleSelectors

  for (const one of pages) {
    it(`find what they should on: ${one.name}`, async () => {
      const watched = await harness.open(one.path)
      if (one.open !== undefined) await watched.openById(one.open)
      await watched.page.locator(one.ready).first().waitFor({ state: 'attached' })
      const found = await watched.inWorld<Record<string, number>>(
        `Object.fromEntries(Object.entries(${JSON.stringify(selectors)}).map(
          ([name, selector]) => [name, document.querySelectorAll(selector).length]))`,
      )
      const counts = Object.fromEntries(Object.entries(found).filter(([, count]) => count > 0))
      expect(counts).toEqual(one.counts)
      await watched.page.context().close()
    })
  }

  it('are all seen on some page', () => {
    const seen = new Set(pages.flatMap((one) => Object.keys(one.counts)))
    expect(Object.keys(selectors).filter((name) => !seen.has(name))).toEqual([])
  })

  it('name no class, no position and no word of a language', () => {
    expect(version).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    for (const [name, selector] of Object.entries(selectors)) {
      expect(selector, name).not.toMatch(/\.|:nth|:first|:last|[>+~](?!=)|jsname|[^\x20-\x7e]/)
      // Values may be roles, states and the page's own constants; labels and titles are words.
      expect(selector, name).not.toMatch(/aria-label|title=|alt=|placeholder|data-text/)
    }
  })
})
