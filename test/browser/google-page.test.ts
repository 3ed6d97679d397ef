import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handleCalendarPage } from '../sandbox/google-page/page.ts'
import { type GooglePageHarness, startGooglePageHarness } from './google-page-harness.ts'
import { until } from './support/until.ts'

/** The stand-in page has to be as hostile as the original, or the adapter's tests prove nothing. */
let harness: GooglePageHarness

beforeAll(async () => {
  harness = await startGooglePageHarness()
})
afterAll(() => harness.stop())

/** Opens an event and at once puts a foreign row into header, list, footer and slot. */
async function openWithForeignRows(page: Page, id: string): Promise<void> {
  await page.evaluate((one) => {
    window.__page.openById(one)
    const put = (name: string, parent: Element | null | undefined): void => {
      const row = document.createElement('div')
      row.id = `foreign-${name}`
      row.textContent = 'foreign'
      parent?.append(row)
    }
    const detail = [...document.querySelectorAll('#xDetDlg')].at(-1)
    put('header', detail?.querySelector('.detail-header'))
    put('list', detail?.querySelector('[jsname=sV9x3c]'))
    put('footer', detail?.querySelector('.detail-footer'))
    put('slot', detail?.closest('[jsslot]'))
  }, id)
}

async function countsOf(page: Page) {
  return page.evaluate(() => ({
    header: document.querySelectorAll('#foreign-header').length,
    list: document.querySelectorAll('#foreign-list').length,
    footer: document.querySelectorAll('#foreign-footer').length,
    slot: document.querySelectorAll('#foreign-slot').length,
  }))
}

async function waitForStrips(page: Page, count: number): Promise<void> {
  await until(`${count} strips`, async () =>
    (await page.evaluate(() => window.__page.counters.strips)) >= count ? true : null,
  )
}

describe('the stand-in page', () => {
  it('storms when an event is opened first, strips foreign rows, and is calm the next time', async () => {
    const { page, counters } = await harness.open('/?late=0')
    await openWithForeignRows(page, 'pair')
    expect(await countsOf(page)).toEqual({ header: 1, list: 1, footer: 1, slot: 1 })
    await waitForStrips(page, 3)
    expect(await countsOf(page)).toEqual({ header: 0, list: 0, footer: 0, slot: 1 })
    expect((await counters()).mutations).toBe(750)

    await page.evaluate(() => window.__page.close())
    await openWithForeignRows(page, 'pair')
    await until('the calm opening', async () =>
      (await counters()).mutations === 783 ? true : null,
    )
    expect((await countsOf(page)).list).toBe(1)
    await page.context().close()
  })

  it('strips what is added again while the storm is not over', async () => {
    const { page } = await harness.open('/?late=0')
    await openWithForeignRows(page, 'pair')
    await waitForStrips(page, 3)
    await page.evaluate(() => {
      const row = document.createElement('div')
      row.id = 'foreign-list'
      document.querySelector('#xDetDlg [jsname=sV9x3c]')?.append(row)
    })
    await waitForStrips(page, 4)
    expect((await countsOf(page)).list).toBe(0)
    await page.context().close()
  })

  it('makes a light storm of one strip', async () => {
    const { page, counters } = await harness.open('/?storm=light&late=0')
    await openWithForeignRows(page, 'alone')
    await waitForStrips(page, 2)
    expect((await counters()).mutations).toBe(127)
    await page.context().close()
  })

  it('may keep a foreign row and paint its own over it', async () => {
    const { page } = await harness.open('/?strip=reuse&late=0')
    await openWithForeignRows(page, 'pair')
    await waitForStrips(page, 3)
    const rows = await page.evaluate(() => ({
      kept: document.querySelector('#foreign-list')?.className,
      text: document.querySelector('#foreign-list')?.textContent,
      notes: document.querySelectorAll('.notes-row').length,
    }))
    expect(rows.kept).toContain('notes-row')
    expect(rows.text).not.toContain('foreign')
    expect(rows.notes).toBe(2)
    await page.context().close()
  })

  it('renders once more when an add-on card arrives', async () => {
    const { page } = await harness.open('/?storm=none')
    await openWithForeignRows(page, 'pair')
    expect((await countsOf(page)).list).toBe(1)
    await waitForStrips(page, 3)
    expect((await countsOf(page)).list).toBe(0)
    await page.context().close()
  })

  it('keeps node and class from event to event, or swaps the details in one go', async () => {
    for (const [mode, isKept] of [
      ['node', true],
      ['batch', false],
    ] as const) {
      const { page } = await harness.open(`/?storm=none&reuse=${mode}`)
      const kept = await page.evaluate(() => {
        window.__page.openById('pair')
        const detail = document.querySelector('#xDetDlg')
        const dialog = detail?.closest('[role=dialog]')
        detail?.classList.add('marked')
        window.__page.openById('three')
        const next = document.querySelector('#xDetDlg')
        return {
          detail: next?.classList.contains('marked') ?? false,
          dialog: next?.closest('[role=dialog]') === dialog,
          key: atob(next?.getAttribute('data-eventid') ?? ''),
        }
      })
      expect(kept).toEqual({ detail: isKept, dialog: true, key: 'three aiko@example.com' })
      await page.context().close()
    }
  })

  it('leaves hidden dialogs about, the last quick view among them', async () => {
    const { page } = await harness.open('/?storm=none')
    expect(await page.locator('[role=dialog]').count()).toBe(2)
    await page.evaluate(() => {
      window.__page.openById('pair')
      window.__page.close()
      window.__page.openById('three')
    })
    expect(await page.locator('#xDetDlg').count()).toBe(2)
    expect(await page.locator('#xDetDlg:visible').count()).toBe(1)
    await page.context().close()
  })

  for (const mode of ['capture', 'bubble'] as const) {
    it(`closes on a press outside, heard in the ${mode} phase`, async () => {
      const { page, counters } = await harness.open(`/?storm=none&close=${mode}`)
      await page.evaluate(() => {
        const foreign = document.createElement('div')
        foreign.id = 'foreign'
        foreign.style.setProperty('position', 'fixed')
        foreign.style.setProperty('inset', '10px 10px auto auto')
        foreign.style.setProperty('padding', '30px')
        foreign.addEventListener('pointerdown', (event) => event.stopPropagation())
        document.body.append(foreign)
        window.__page.openById('pair')
      })
      await page.mouse.click(1240, 30)
      // Stopping at our own node helps only against a listener in the bubble phase.
      expect((await counters()).outsideCloses).toBe(mode === 'capture' ? 1 : 0)
      await page.context().close()
    })
  }

  it('pulls the focus back, blocks the wheel and swallows presses over foreign nodes', async () => {
    const { page, counters } = await harness.open('/?storm=none&close=bubble')
    await page.evaluate(() => {
      const foreign = document.createElement('div')
      foreign.id = 'foreign'
      foreign.tabIndex = 0
      for (const [name, value] of Object.entries({
        position: 'fixed',
        inset: '10px 10px auto auto',
        width: '80px',
        height: '80px',
        overflow: 'auto',
      })) {
        foreign.style.setProperty(name, value)
      }
      foreign.addEventListener('pointerdown', (event) => event.stopPropagation())
      document.body.append(foreign)
      window.__page.openById('pair')
      foreign.focus()
    })
    expect((await counters()).focusPullBacks).toBeGreaterThan(0)
    await page.mouse.move(1240, 50)
    await page.mouse.wheel(0, 50)
    await page.mouse.down()
    await page.mouse.up()
    await until('the wheel', async () => ((await counters()).wheelsBlocked > 0 ? true : null))
    expect((await counters()).mousedownsSwallowed).toBe(1)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    expect(
      await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null),
    ).toBe(true)
    await page.context().close()
  })

  it('takes typing in a shadow root for shortcuts', async () => {
    const { page, counters } = await harness.open('/?storm=none')
    await page.evaluate(() => {
      const foreign = document.createElement('div')
      const input = document.createElement('input')
      foreign.attachShadow({ mode: 'open' }).append(input)
      document.body.append(foreign)
      input.focus()
    })
    await page.keyboard.press('m')
    expect((await counters()).shortcuts).toEqual({ m: 1 })
    expect(page.url()).toContain('/r/month/')
    await page.context().close()
  })

  it('removes foreign rows when the editor mounts, and keeps a button beside Save', async () => {
    const { page } = await harness.open(
      '/calendar/u/0/r/eventedit/cGFpciBhaWtvQGV4YW1wbGUuY29t?storm=none',
    )
    await page.evaluate(() => {
      for (const [name, place] of [
        ['list', '.guests-slot'],
        ['save', '.edit-head'],
      ] as const) {
        const row = document.createElement('div')
        row.id = `foreign-${name}`
        document.querySelector(place)?.append(row)
      }
    })
    await page.locator('.editor').waitFor()
    expect(await page.locator('#foreign-list').count()).toBe(0)
    expect(await page.locator('#foreign-save').count()).toBe(1)
    const before = await page.locator('.edit-page *').count()
    await page.locator('[role=tab]').nth(1).click()
    expect(await page.locator('.edit-page *').count()).toBe(before)
    await page.context().close()
  })

  it('forbids inline and unknown scripts, and markup from strings', async () => {
    const answer = handleCalendarPage({
      path: '/calendar/u/1/r',
      query: new URLSearchParams(),
      account: { email: 'a@example.com', name: '</script><script>alert(1)</script>', index: 1 },
      locale: 'ja',
      nowMs: 0,
      events: [],
    })
    expect(answer?.headers['content-security-policy']).not.toContain('unsafe')
    expect(answer?.headers['content-security-policy']).toContain(
      "require-trusted-types-for 'script'",
    )
    expect(answer?.body).not.toContain('<script>alert')
    const { page } = await harness.open('/')
    const result = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<b></b>'
        return 'allowed'
      } catch (thrown) {
        return (thrown as Error).name
      }
    })
    expect(result).toBe('TypeError')
    await page.context().close()
  })

  it('redirects the root, event links and nothing else', () => {
    const ask = (path: string, query = '') =>
      handleCalendarPage({
        path,
        query: new URLSearchParams(query),
        account: { email: 'a@example.com', name: 'A', index: 1 },
        locale: 'en',
        nowMs: 0,
        events: [],
      })
    expect(ask('/', 'dark=1')?.headers.location).toBe('/calendar/u/1/r?dark=1')
    expect(ask('/calendar/event', 'eid=abc')?.headers.location).toBe(
      '/calendar/u/1/r/eventedit/abc',
    )
    expect(ask('/calendar/u/1/r/week/2026/1/2')?.status).toBe(200)
    expect(ask('/calendar/page/app.js')?.status).toBe(200)
    expect(ask('/elsewhere')).toBeNull()
    expect(ask('/calendar/repeat')).toBeNull()
  })
})
