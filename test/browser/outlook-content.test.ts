import type { Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exchangeId } from '../sandbox/outlook-page/synthetic-events.ts'
import { type ContentHarness, startContentHarness } from './content-harness.ts'
import { pressTile, tileSelector } from './outlook-page-harness.ts'
import { until } from './support/until.ts'

let harness: ContentHarness

beforeAll(async () => {
  harness = await startContentHarness('outlook')
})
afterAll(() => harness.stop())
beforeEach(async () => {
  await harness.answer({ isEnabled: true, frameState: 'glance', isHeld: false })
  await harness.forget()
})
afterEach(async () => {
  for (const page of harness.context.pages().slice(1)) await page.close()
})

/** Opens the calendar and an event's peek, until the panel is there. */
async function openPair(query = ''): Promise<{ page: Page; panel: Frame }> {
  const page = await harness.open(`/calendar/view/week${query}`)
  await harness.waitForState(page, 'hidden')
  const panel = await harness.panelOf(page)
  await pressTile(page, 'pair')
  await harness.waitForState(page, 'glance')
  return { page, panel }
}

async function openModal(page: Page): Promise<void> {
  await page.locator('[data-icon-name=FullScreen]').click()
  await page.locator('[id^=ModalFocusTrapZone]').waitFor()
}

const countersOf = (page: Page) => page.evaluate(() => window.__outlook.counters)

/** Presses the panel's tab, which sits in a closed shadow root at the edge of the window. */
async function pressTab(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('DOM.getDocument', { depth: 0 })
  const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true })
  const root = nodes.find((node) => node.nodeName === 'YOHAKU-PANEL')?.shadowRoots?.[0]
  const tab = nodes.find((node) => node.nodeName === 'BUTTON' && node.parentId === root?.nodeId)
  if (tab === undefined) throw new Error('no tab')
  const { model } = await session.send('DOM.getBoxModel', { nodeId: tab.nodeId })
  const [x = 0, y = 0] = model.border
  await page.mouse.click(x + model.width / 2, y + model.height / 2)
}

describe('the panel beside Outlook', () => {
  it('says hello, waits hidden, and becomes a glance when a peek opens', async () => {
    const { page } = await openPair()
    const messages = await harness.heard()
    expect(messages.map((one) => one.type)).toEqual([
      'content/hello',
      'content/near',
      'content/opened',
    ])
    expect(messages[0]?.input).toMatchObject({ site: 'outlook', theme: null, language: 'en' })
    expect(messages[2]?.input.facts).toMatchObject({ host: 'outlook', title: 'Aiko and Kei' })
    // The page's body is swept twice a second; our element is not in it, and the page saw nothing foreign.
    await page.evaluate(() => {
      const foreign = document.createElement('div')
      foreign.id = 'foreign'
      document.body.append(foreign)
    })
    await page.locator('#foreign').waitFor({ state: 'detached' })
    expect((await countersOf(page)).cleaned).toBe(1)
    expect(await page.locator('html > yohaku-panel').count()).toBe(1)
    expect(await page.locator('[data-app-section=CalendarItemPeek]').count()).toBe(1)
  })

  it.each([
    [1280, 'three'],
    [1280, 'holiday'],
    [1024, 'holiday'],
  ])('stands where it hides least of what was opened: %i wide, %s', async (width, event) => {
    const page = await harness.open('/calendar/view/week')
    await page.setViewportSize({ width, height: 800 })
    await harness.waitForState(page, 'hidden')
    const panel = await harness.panelOf(page)
    await pressTile(page, event)
    await harness.waitForState(page, 'glance')
    const box = await (await panel.frameElement()).boundingBox()
    const peek = await page.locator('[data-app-section=CalendarItemPeek]').boundingBox()
    if (box === null || peek === null) throw new Error('nothing is shown')
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(width)
    const coveredBy = (left: number) =>
      Math.max(0, Math.min(left + box.width, peek.x + peek.width) - Math.max(left, peek.x))
    const otherSide = box.x < width / 2 ? width - box.width - 16 : 64
    expect(coveredBy(box.x)).toBeLessThanOrEqual(coveredBy(otherSide))
    if (width === 1280) expect(coveredBy(box.x)).toBe(0)
  })

  it('takes presses, typing and the wheel without closing the peek', async () => {
    const { page, panel } = await openPair()
    await panel.locator('#note').click()
    await page.keyboard.type('n kept')
    const box = await (await panel.frameElement()).boundingBox()
    await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 300)
    await page.mouse.wheel(0, 200)
    await until('the panel to scroll', async () =>
      (await panel.evaluate(() => document.scrollingElement?.scrollTop ?? 0)) > 0 ? true : null,
    )
    expect(await panel.locator('#note').inputValue()).toBe('n kept')
    expect((await countersOf(page)).dismissals).toEqual({
      focus: 0,
      click: 0,
      scroll: 0,
      resize: 0,
      escape: 0,
    })
    expect(await page.locator('[data-app-section=CalendarItemPeek]').count()).toBe(1)
  })

  it('stays, with what was typed, however the peek closes', async () => {
    const { page, panel } = await openPair()
    await page.keyboard.press('Escape')
    await harness.waitForMessage('content/closed')
    await panel.locator('#note').fill('kept')
    const closings = {
      click: () => page.mouse.click(500, 60),
      scroll: () =>
        page.evaluate(() =>
          document.querySelector('[data-column-date]')?.dispatchEvent(new Event('scroll')),
        ),
      resize: () => page.setViewportSize({ width: 1200, height: 800 }),
      escape: () => page.locator(`${tileSelector('pair')} [role=button]`).press('Escape'),
    }
    for (const how of ['click', 'scroll', 'resize', 'escape'] as const) {
      const before = (await countersOf(page)).dismissals
      await harness.forget()
      await pressTile(page, 'pair')
      await page.locator('[data-app-section=CalendarItemPeek] [role=button]').first().waitFor()
      await harness.waitForMessage('content/opened')
      await closings[how]()
      await harness.waitForMessage('content/closed')
      expect((await countersOf(page)).dismissals[how]).toBe(before[how] + 1)
    }
    expect(await page.locator('yohaku-panel').getAttribute('data-state')).toBe('glance')
    expect(await panel.locator('#note').inputValue()).toBe('kept')
  })
})

describe('the panel under a modal of Outlook', () => {
  for (const mode of ['blocking', 'free']) {
    it(`takes a press and typing: nothing in a frame reaches the trap (${mode})`, async () => {
      const { page, panel } = await openPair(`?modal=${mode}`)
      await openModal(page)
      await panel.locator('#note').click()
      await page.keyboard.type('under a modal')
      expect(await panel.locator('#note').inputValue()).toBe('under a modal')
      expect(await panel.evaluate(() => document.hasFocus())).toBe(true)
      expect(await countersOf(page)).toMatchObject({ focusPullBacks: 0, clicksSwallowed: 0 })
      expect(await page.locator('[id^=ModalFocusTrapZone]').count()).toBe(1)

      // When the modal goes, whoever is writing goes on writing.
      await page.evaluate(() => window.__outlook.closeAll())
      await page.keyboard.type(', and after')
      expect(await panel.locator('#note').inputValue()).toBe('under a modal, and after')
    })
  }

  it('keeps the focus when it is called by its key, though the trap hears every focus', async () => {
    const { page, panel } = await openPair()
    await openModal(page)
    await page.evaluate(() => {
      document.documentElement.dataset.heard = ''
      for (const type of ['focus', 'focusin', 'click']) {
        document.addEventListener(
          type,
          ({ target }) => {
            const isOurs = target instanceof Element && target.localName === 'yohaku-panel'
            if (isOurs) document.documentElement.dataset.heard += `${type} `
          },
          true,
        )
      }
    })
    await harness.push('frame/set', { frameState: 'open', takesFocus: true })
    await harness.waitForState(page, 'open')
    await until('the focus in the panel', async () =>
      (await panel.evaluate(() => document.hasFocus())) ? true : null,
    )
    expect((await countersOf(page)).focusPullBacks).toBe(0)
    expect(await page.evaluate(() => document.documentElement.dataset.heard)).toBe('')
    // The trap is awake: a foreign field of the page gets nothing.
    const isKept = await page.evaluate(() => {
      const field = document.createElement('input')
      document.documentElement.append(field)
      field.focus()
      return document.activeElement === field
    })
    expect(isKept).toBe(false)
    expect((await countersOf(page)).focusPullBacks).toBeGreaterThan(0)

    await panel.locator('#note').focus()
    await harness.push('frame/return-focus', {})
    await until('the focus in the modal', async () =>
      (await page.evaluate(
        () => document.activeElement?.closest('[id^=ModalFocusTrapZone]') != null,
      ))
        ? true
        : null,
    )
  })

  it('opens from its tab, though the modal swallows every click outside', async () => {
    const { page, panel } = await openPair()
    await harness.push('frame/set', { frameState: 'collapsed' })
    await harness.waitForState(page, 'collapsed')
    await openModal(page)
    // A page cannot press it.
    await page.evaluate(() => document.querySelector<HTMLElement>('yohaku-panel')?.click())
    expect(await page.locator('yohaku-panel').getAttribute('data-state')).toBe('collapsed')
    await pressTab(page)
    await harness.waitForState(page, 'open')
    await harness.waitForMessage('content/frame-moved')
    expect(await panel.evaluate(() => document.hasFocus())).toBe(true)
    expect(await countersOf(page)).toMatchObject({ focusPullBacks: 0, clicksSwallowed: 0 })
  })

  it('opens from its tab without closing a peek', async () => {
    const { page } = await openPair()
    await harness.push('frame/set', { frameState: 'collapsed' })
    await harness.waitForState(page, 'collapsed')
    await pressTab(page)
    await harness.waitForState(page, 'open')
    expect((await harness.heard()).filter((one) => one.type === 'content/frame-moved').length).toBe(
      1,
    )
    expect(await page.locator('[data-app-section=CalendarItemPeek]').count()).toBe(1)
  })

  it('loses the keyboard, and no word, to a modal that opens while it is written in', async () => {
    const { page, panel } = await openPair()
    await panel.locator('#note').click()
    await page.keyboard.type('half a')
    await page.evaluate((id) => window.__outlook.openFull(id), exchangeId('pair'))
    expect(await panel.evaluate(() => document.hasFocus())).toBe(false)
    // Beside the peek it stood on the left; before a full view it stands where texts end.
    await until('the panel at home', async () => {
      const box = await (await panel.frameElement()).boundingBox()
      return box !== null && box.x > 640 ? true : null
    })
    await panel.locator('#note').click()
    await page.keyboard.press('End')
    await page.keyboard.type(' sentence')
    expect(await panel.locator('#note').inputValue()).toBe('half a sentence')
  })
})

describe('the content script and the rest of Outlook', () => {
  it('is not in mail, comes with the calendar and goes with it', async () => {
    const page = await harness.open('/mail/')
    await page.locator('[data-app-section=MailModule]').waitFor()
    await page.locator('[data-module=calendar]').click()
    await harness.waitForState(page, 'hidden')
    // What mail had to say was nothing; a visit to the calendar says hello.
    expect((await harness.heard()).map((one) => one.type)).toEqual(['content/hello'])
    await pressTile(page, 'pair')
    await harness.waitForState(page, 'glance')

    await harness.forget()
    await page.locator('[data-module=mail]').click()
    await page.locator('yohaku-panel').waitFor({ state: 'detached' })
    await harness.waitForMessage('content/closed')
    await harness.push('frame/enable', {}).catch(() => null)
    await page.goBack()
    const hello = await harness.waitForMessage('content/hello')
    await harness.waitForState(page, 'hidden')
    const panel = await until('the new frame', async () => {
      const token = String(hello.input.frameToken)
      return page.frames().find((one) => one.url().endsWith(token)) ?? null
    })
    expect(panel.url()).toContain('panel.html')
    expect((await harness.heard()).map((one) => one.type)).toEqual([
      'content/closed',
      'content/hello',
    ])
    await pressTile(page, 'pair')
    await harness.waitForState(page, 'glance')
  })

  it('says nothing of a message in mail that has people and a reading pane', async () => {
    const page = await harness.open('/mail/')
    await page.locator('[data-app-section=ReadingPane]').click()
    const calendar = await harness.open('/calendar/view/week')
    await harness.waitForState(calendar, 'hidden')
    expect((await harness.heard()).map((one) => one.type)).toEqual(['content/hello'])
    expect(await page.locator('yohaku-panel').count()).toBe(0)
  })

  it('the latest copy wins: one element, one voice', async () => {
    const { page } = await openPair()
    await page.evaluate(() => window.__outlook.closeAll())
    await harness.waitForMessage('content/closed')
    await harness.forget()
    await harness.injectAgain()
    await harness.waitForMessage('content/hello')
    await pressTile(page, 'pair')
    await harness.waitForState(page, 'glance')
    expect(await page.locator('yohaku-panel').count()).toBe(1)
    expect((await harness.heard()).map((one) => one.type)).toEqual([
      'content/hello',
      'content/near',
      'content/opened',
    ])
  })
})
