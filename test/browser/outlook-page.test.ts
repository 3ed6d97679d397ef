import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outlookHosts, outlookPageHost } from '../sandbox/outlook-page/outlook-page-host.ts'
import { handleOutlookPage } from '../sandbox/outlook-page/page.ts'
import { exchangeId } from '../sandbox/outlook-page/synthetic-events.ts'
import { type OutlookHarness, startOutlookHarness } from './outlook-page-harness.ts'
import { until } from './support/until.ts'

/** The stand-in has to be as inconvenient as the original, or the adapter's tests prove nothing. */
let harness: OutlookHarness

beforeAll(async () => {
  harness = await startOutlookHarness()
})
afterAll(() => harness.stop())

/** Puts a foreign field into the page, as an extension might; `parent` is a selector. */
async function addForeign(page: Page, parent: string): Promise<void> {
  await page.evaluate((selector) => {
    const field = document.createElement('input')
    field.id = 'foreign'
    field.style.setProperty('position', 'fixed')
    field.style.setProperty('inset', '60px 10px auto auto')
    field.style.setProperty('z-index', '2147483647')
    document.querySelector(selector)?.append(field)
  }, parent)
}

describe('the stand-in for Outlook', () => {
  it('throws foreign nodes out of the body and the toolbar', async () => {
    const { page, counters, pressTile, close } = await harness.open('/calendar/view/week')
    await addForeign(page, 'body')
    await until('the sweep', async () => ((await counters()).cleaned === 1 ? true : null))
    await addForeign(page, '[data-app-section=CalendarSurfaceNavigationToolbar]')
    await pressTile('pair')
    expect((await counters()).toolbarDrops).toBe(1)
    expect(await page.locator('#foreign').count()).toBe(0)
    await close()
  })

  it('closes a peek when a foreign node takes focus or click, wherever it hangs', async () => {
    const { page, counters, pressTile, close } = await harness.open('/calendar/view/week?cleaner=0')
    await addForeign(page, 'html')
    await pressTile('pair')
    await page.locator('[data-app-section=CalendarItemPeek]').waitFor()
    await page.locator('#foreign').focus()
    expect((await counters()).dismissals.focus).toBe(1)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await pressTile('pair')
    await page.locator('[data-app-section=CalendarItemPeek] [role=button]').first().waitFor()
    await page.evaluate(() => document.getElementById('foreign')?.click())
    expect((await counters()).dismissals.click).toBe(1)
    await close()
  })

  it('traps focus and clicks in a modal that blocks, the focus alone in one that does not', async () => {
    for (const [mode, swallowed] of [
      ['blocking', 1],
      ['free', 0],
    ] as const) {
      const { page, counters, close } = await harness.open(
        `/calendar/view/week?cleaner=0&modal=${mode}`,
      )
      await addForeign(page, 'body')
      await page.evaluate((id) => window.__outlook.openFull(id), exchangeId('pair'))
      await page.mouse.click(1240, 70)
      expect(await counters()).toMatchObject({ clicksSwallowed: swallowed })
      expect((await counters()).focusPullBacks).toBeGreaterThan(0)
      for (let press = 0; press < 6; press += 1) await page.keyboard.press('Tab')
      expect(
        await page.evaluate(
          () => document.activeElement?.closest('[id^=ModalFocusTrapZone]') !== null,
        ),
      ).toBe(true)
      await close()
    }
  })

  it('shows no address in a peek, and other class names at every load', async () => {
    const classes = new Set<string>()
    for (const query of ['', '?hl=ja']) {
      const { page, close } = await harness.open(`/calendar/view/week${query}`)
      await page.evaluate((id) => window.__outlook.openPeek(id), exchangeId('three'))
      const peek = page.locator('[data-app-section=CalendarItemPeek]')
      await peek.locator('[role=button]').first().waitFor()
      expect(await peek.evaluate((node) => node.outerHTML)).not.toContain('@')
      expect(await peek.locator('[role=dialog]').count()).toBe(0)
      classes.add((await peek.getAttribute('class')) ?? '')
      await close()
    }
    expect(classes.size).toBe(2)
  })

  it('forbids inline and unknown scripts, and markup from strings', async () => {
    const { page, close } = await harness.open('/mail/')
    const result = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<b></b>'
        return 'allowed'
      } catch (thrown) {
        return (thrown as Error).name
      }
    })
    expect(result).toBe('TypeError')
    await close()
    const answer = handleOutlookPage({
      path: '/calendar/view/week',
      query: new URLSearchParams(),
      viewer: { name: '</script><script>alert(1)</script>', email: 'a@example.com' },
      locale: 'ja',
      nowMs: 0,
      events: [],
    })
    expect(answer?.headers['content-security-policy']).not.toContain('unsafe')
    expect(answer?.body).not.toContain('<script>alert')
  })
})

describe('the hosts of Outlook', () => {
  const host = outlookPageHost({
    nowMs: () => 0,
    answerFirst: () => null,
    viewerOf: ({ headers }) =>
      headers.cookie === undefined ? null : { name: 'A', email: 'a@example.com', locale: 'ja' },
    eventsOf: () => [],
    signInUrl: (next) => `https://login.example/?next=${encodeURIComponent(next)}`,
  })
  const ask = async (path: string, headers: Record<string, string> = { cookie: 'a' }) =>
    host.handle({
      method: 'GET',
      url: new URL(path, 'https://outlook.office.com'),
      headers,
      body: Buffer.alloc(0),
      staleMs: 0,
    })

  it('are four, and send a stranger to the sign-in', async () => {
    expect(outlookHosts.map(host.serves)).toEqual([true, true, true, true])
    expect(host.serves('calendar.google.com')).toBe(false)
    expect((await ask('/calendar/view/week', {}))?.headers.location).toBe(
      'https://login.example/?next=https%3A%2F%2Foutlook.office.com%2Fcalendar%2Fview%2Fweek',
    )
    expect((await ask('/owa-assets/app.css?s=1', {}))?.status).toBe(200)
    expect(await ask('/favicon.ico', {})).toBeNull()
  })

  it('lead to the calendar, the mail and a single event', async () => {
    const locationOf = async (path: string) => (await ask(path))?.headers.location
    expect(await locationOf('/calendar')).toBe('/calendar/view/week')
    expect(await locationOf('/calendar/0?hl=en')).toBe('/calendar/0/view/week?hl=en')
    expect(await locationOf('/')).toBe('/mail/')
    expect(await locationOf('/owa/?itemid=A%2FB%3D&exvsurl=1&path=/calendar/item')).toBe(
      '/calendar/item/A%2FB%3D',
    )
    expect((await ask('/calendar/item/A%2FB%3D'))?.body).toContain('<html lang="ja"')
    expect(await ask('/elsewhere')).toBeNull()
  })
})
