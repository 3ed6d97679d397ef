import type { ElementHandle, Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ContentHarness, startContentHarness } from './content-harness.ts'
import { until } from './support/until.ts'

let harness: ContentHarness

beforeAll(async () => {
  harness = await startContentHarness()
})
afterAll(() => harness.stop())
beforeEach(async () => {
  await harness.answer({ isEnabled: true, frameState: 'glance', isHeld: false })
  await harness.forget()
})
afterEach(async () => {
  for (const page of harness.context.pages().slice(1)) await page.close()
})

async function pressChip(page: Page, title: string): Promise<void> {
  await page
    .locator('[data-eventchip]', { hasText: title })
    .first()
    .click({
      position: { x: 12, y: 6 },
    })
}

/** Opens a page and an event in it, until the panel stands as told. */
async function openPair(path: string, state = 'glance'): Promise<{ page: Page; panel: Frame }> {
  const page = await harness.open(path)
  await harness.waitForState(page, 'hidden')
  const panel = await harness.panelOf(page)
  await pressChip(page, 'Aiko and Kei')
  await harness.waitForState(page, state)
  return { page, panel }
}

async function boxOf(panel: Frame) {
  const box = await (await panel.frameElement()).boundingBox()
  if (box === null) throw new Error('the frame has no box')
  return box
}

async function transitionOf(panel: Frame): Promise<string> {
  const frame = (await panel.frameElement()) as ElementHandle<HTMLElement>
  return frame.evaluate((element) => getComputedStyle(element).transition)
}

/** The tab's box; it sits in a closed shadow root, so the browser is asked, not the page. */
async function tabBoxOf(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('DOM.getDocument', { depth: 0 })
  const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true })
  const root = nodes.find((node) => node.nodeName === 'YOHAKU-PANEL')?.shadowRoots?.[0]
  const button = nodes.find((node) => node.nodeName === 'BUTTON' && node.parentId === root?.nodeId)
  if (button === undefined) throw new Error('no tab')
  const { model } = await session.send('DOM.getBoxModel', { nodeId: button.nodeId })
  const [x = 0, y = 0] = model.border
  return { x, y, width: model.width, height: model.height }
}

describe('the content script before consent', () => {
  it('does nothing, and asks again when consent was given', async () => {
    await harness.answer({ isEnabled: false })
    const page = await harness.open('/')
    await harness.waitForMessage('content/hello')
    await pressChip(page, 'Aiko and Kei')
    await page.locator('[role=treeitem][data-email="kei@example.com"]').waitFor()
    expect(await page.locator('yohaku-panel').count()).toBe(0)
    expect((await harness.heard()).map((one) => one.type)).toEqual(['content/hello'])

    await harness.push('frame/set', { frameState: 'open' })
    expect(await page.locator('yohaku-panel').count()).toBe(0)

    await harness.answer({ isEnabled: true })
    await harness.push('frame/enable', {})
    await harness.waitForMessage('content/opened')
    await harness.waitForState(page, 'glance')
  })
})

describe('a page that was loaded before anybody looked at it', () => {
  it('asks again once it is looked at', async () => {
    // The browser gives a prerendered page another frame id, so that nobody vouches for it yet.
    await harness.answer({ isEnabled: false })
    const page = await harness.open('/')
    await harness.waitForMessage('content/hello')
    await harness.answer({ isEnabled: true })
    // Playwright cannot prerender: it holds pages that the browser then will not put in a tab's place.
    await page.evaluate(() => document.dispatchEvent(new Event('prerenderingchange')))
    await harness.waitForState(page, 'hidden')
    await pressChip(page, 'Aiko and Kei')
    await harness.waitForState(page, 'glance')
  })
})

describe('the panel frame', () => {
  it('says hello once, waits hidden, and becomes a glance when an event opens', async () => {
    const { page, panel } = await openPair('/')
    const messages = await harness.heard()
    expect(messages.map((one) => one.type)).toEqual([
      'content/hello',
      'content/near',
      'content/opened',
    ])
    const token = messages[0]?.input.frameToken
    expect(token).toMatch(/^[0-9a-f]{32}$/)
    expect(new URL(panel.url()).hash).toBe(`#${token}`)
    expect(messages[0]?.input).toMatchObject({ site: 'google', theme: 'light', language: 'en' })
    expect(messages[2]?.input.facts).toMatchObject({ eventId: 'pair', guestList: 'complete' })
    expect(await boxOf(panel)).toEqual({ x: 1280 - 376, y: 16, width: 360, height: 640 })

    // Nothing of ours is where the page could strip it, and nothing was stripped.
    expect(await page.locator('[role=dialog] yohaku-panel, body yohaku-panel').count()).toBe(0)
    expect(await page.evaluate(() => window.__page.counters.strips)).toBe(0)
    // Opening takes no focus: the dialog still has it.
    expect(
      await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null),
    ).toBe(true)
  })

  it('stays when the popover closes, with what was typed', async () => {
    for (const mode of ['close=capture', 'close=bubble']) {
      const { page, panel } = await openPair(`/?${mode}`)
      await panel.locator('#note').fill('kept')
      await page.mouse.click(800, 30)
      await harness.waitForMessage('content/closed')
      expect(await page.locator('yohaku-panel').getAttribute('data-state')).toBe('glance')
      expect(await panel.locator('#note').inputValue()).toBe('kept')
      await page.close()
      await harness.forget()
    }
  })

  it('takes typing, wheel and presses without the page noticing', async () => {
    const { page, panel } = await openPair('/')
    await panel.locator('#note').click()
    await page.keyboard.type('c t d w m j k /')
    expect(await panel.locator('#note').inputValue()).toBe('c t d w m j k /')
    const box = await boxOf(panel)
    await page.mouse.move(box.x + 100, box.y + 300)
    await page.mouse.wheel(0, 200)
    await until('the panel to scroll', async () =>
      (await panel.evaluate(() => document.scrollingElement?.scrollTop ?? 0)) > 0 ? true : null,
    )
    const counters = await page.evaluate(() => window.__page.counters)
    expect(counters).toMatchObject({
      shortcuts: {},
      wheelsBlocked: 0,
      mousedownsSwallowed: 0,
      outsideCloses: 0,
      strips: 0,
    })
    // The page's popover is still open behind it.
    expect(await page.locator('#xDetDlg:visible').count()).toBe(1)
  })

  it('stands as the background says, and gives the keyboard back', async () => {
    const { page, panel } = await openPair('/?late=0')
    await harness.push('frame/set', { frameState: 'open' })
    await harness.waitForState(page, 'open')
    expect(await boxOf(panel)).toEqual({ x: 1280 - 396, y: 16, width: 380, height: 828 })
    await panel.locator('#note').focus()
    await harness.push('frame/return-focus', {})
    await until('the focus in the dialog', async () =>
      (await page.evaluate(() => document.activeElement?.getAttribute('role'))) === 'dialog'
        ? true
        : null,
    )
    await harness.push('frame/set', { frameState: 'nonsense' })
    await harness.push('frame/set', { frameState: 'hidden' })
    await harness.waitForState(page, 'hidden')
    // Hidden means out of the way for the mouse too.
    const target = await page.evaluate(() => document.elementFromPoint(1200, 200)?.localName)
    expect(target).not.toBe('yohaku-panel')
  })

  it('does not let a late answer undo what came after the question', async () => {
    await harness.answer({ isHeld: true })
    const page = await harness.open('/?late=0')
    await pressChip(page, 'Aiko and Kei')
    await harness.waitForMessage('content/opened')
    await harness.push('frame/set', { frameState: 'open' })
    await harness.waitForState(page, 'open')
    await (await harness.panelOf(page)).locator('#note').focus()
    await harness.release()
    // Heard after the late answer: when the focus is back, the answer has been taken or left.
    await harness.push('frame/return-focus', {})
    await until('the focus in the dialog', async () =>
      (await page.evaluate(() => document.activeElement?.getAttribute('role'))) === 'dialog'
        ? true
        : null,
    )
    expect(await page.locator('yohaku-panel').getAttribute('data-state')).toBe('open')
  })

  it('opens from its tab, by mouse and by key, and takes the person along', async () => {
    const { page, panel } = await openPair('/?late=0', 'glance')
    await page.keyboard.press('Escape')
    await harness.push('frame/set', { frameState: 'collapsed' })
    await harness.waitForState(page, 'collapsed')
    const tab = await tabBoxOf(page)
    expect(Math.min(tab.width, tab.height)).toBeGreaterThanOrEqual(24)
    expect(tab.x + tab.width).toBe(1280)
    await page.mouse.click(tab.x + tab.width / 2, tab.y + tab.height / 2)
    await harness.waitForState(page, 'open')
    const moved = await harness.waitForMessage('content/frame-moved')
    expect(moved.input).toEqual({ frameState: 'open' })
    expect(await panel.evaluate(() => document.hasFocus())).toBe(true)

    await harness.push('frame/set', { frameState: 'collapsed' })
    await harness.waitForState(page, 'collapsed')
    // The tab stands behind everything of the page: next after the last chip.
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-eventchip][tabindex="0"]')].at(-1)?.focus(),
    )
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await harness.waitForState(page, 'open')
    await harness.waitForMessage('content/frame-moved', 2)
  })

  it('names its tab and frame in the language of the page', async () => {
    const { page } = await openPair('/?hl=ja')
    await harness.push('frame/set', { frameState: 'collapsed' })
    await harness.waitForState(page, 'collapsed')
    const session = await page.context().newCDPSession(page)
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    const button = nodes.find((node) => node.name?.value === '余白を開く')
    expect(button?.role?.value).toBe('button')
  })

  it('fills a narrow window, and never moves', async () => {
    const { page, panel } = await openPair('/')
    await page.setViewportSize({ width: 420, height: 700 })
    await until('the narrow form', async () => ((await boxOf(panel)).width === 420 ? true : null))
    expect(await boxOf(panel)).toEqual({ x: 0, y: 0, width: 420, height: 640 })
    await harness.push('frame/set', { frameState: 'open' })
    await harness.waitForState(page, 'open')
    expect(await boxOf(panel)).toEqual({ x: 0, y: 0, width: 420, height: 700 })
    // A glance is wanted seconds before a call: the first frame is there at once, for everybody.
    expect(await transitionOf(panel)).toMatch(/^all( 0s)*( ease 0s)?$/)
  })

  it('comes back when the page takes it out', async () => {
    const { page } = await openPair('/')
    await page.evaluate(() => document.querySelector('yohaku-panel')?.remove())
    await harness.waitForState(page, 'glance')
    await harness.panelOf(page)
  })

  it('follows the page from event to event', async () => {
    for (const mode of ['reuse=none', 'reuse=node', 'reuse=batch']) {
      const { page } = await openPair(`/?${mode}`)
      await page.evaluate(() => window.__page.openById('three'))
      const second = await harness.waitForMessage('content/opened', 2)
      expect(second.input.facts).toMatchObject({ eventId: 'three' })
      await page.close()
      await harness.forget()
    }
  })

  it('keeps its secret from the page', async () => {
    const { page } = await openPair('/')
    const token = String((await harness.heard())[0]?.input.frameToken)
    const seen = await page.evaluate(() => {
      const host = document.querySelector('yohaku-panel')
      const readLocation = (): string => {
        try {
          return String(window.frames[0]?.location.href)
        } catch {
          return 'refused'
        }
      }
      return {
        root: host?.shadowRoot ?? null,
        markup: document.documentElement.outerHTML,
        location: readLocation(),
        timings: JSON.stringify(performance.getEntries()),
      }
    })
    expect(seen.root).toBeNull()
    // A frame in a shadow root is not even counted.
    expect(seen.location).toBe('undefined')
    for (const text of [seen.markup, seen.timings]) {
      expect(text).not.toContain(token)
      expect(text).not.toContain('chrome-extension:')
    }
  })
})

describe('an event that was opened before', () => {
  /** The pair's event once opened, its dialog and the panel gone again. */
  async function openOnce() {
    const { page } = await openPair('/')
    await page.keyboard.press('Escape')
    await harness.waitForMessage('content/closed')
    await harness.push('frame/set', { frameState: 'hidden' })
    await harness.waitForState(page, 'hidden')
    await harness.forget()
    await harness.answer({ isHeld: true })
    return page
  }

  it('is named when its chip is pressed, and the panel does not wait for the answer', async () => {
    const page = await openOnce()
    await pressChip(page, 'Aiko and Kei')
    await harness.waitForState(page, 'glance')
    const near = await harness.waitForMessage('content/near')
    expect(near.input.facts).toMatchObject({ eventId: 'pair' })

    await harness.answer({ frameState: 'collapsed' })
    await harness.release()
    await harness.waitForState(page, 'collapsed')
    await page.close()
  })

  it('gets its panel back when no answer comes', async () => {
    const page = await openOnce()
    await pressChip(page, 'Aiko and Kei')
    await harness.waitForState(page, 'glance')
    await harness.answer({ frameState: 'nonsense' })
    await harness.release()
    await harness.waitForState(page, 'hidden')
    await page.close()
  })

  it('waits for the answer where it was a tab the last time', async () => {
    await harness.answer({ frameState: 'collapsed' })
    const { page } = await openPair('/', 'collapsed')
    await page.keyboard.press('Escape')
    await harness.waitForMessage('content/closed')
    await harness.push('frame/set', { frameState: 'hidden' })
    await harness.waitForState(page, 'hidden')
    await harness.forget()
    await harness.answer({ isHeld: true })
    await pressChip(page, 'Aiko and Kei')
    await harness.waitForMessage('content/opened')
    expect(await page.locator('yohaku-panel').getAttribute('data-state')).toBe('hidden')
    await harness.answer({ frameState: 'glance' })
    await harness.release()
    await harness.waitForState(page, 'glance')
    await page.close()
  })
})

describe('the content script and links', () => {
  it('passes a link to a pair’s file on, and leaves the rest of the address', async () => {
    const page = await harness.open('/calendar/u/0/r?storm=none#yohaku-file=AbC_1-2&x=1')
    expect((await harness.waitForMessage('content/link')).input).toEqual({ fileId: 'AbC_1-2' })
    await page.waitForFunction(() => location.hash === '#x=1')
    expect(new URL(page.url()).search).toBe('?storm=none')
    await page.evaluate(() => {
      location.hash = '#yohaku-file=second'
    })
    expect((await harness.waitForMessage('content/link', 2)).input).toEqual({ fileId: 'second' })
    await page.waitForFunction(() => location.hash === '')
  })
})

describe('copies of the content script', () => {
  it('the latest wins: one element, one voice', async () => {
    const { page } = await openPair('/?late=0')
    await page.keyboard.press('Escape')
    await harness.waitForMessage('content/closed')
    await harness.forget()
    await harness.injectAgain()
    const hello = await harness.waitForMessage('content/hello')
    await pressChip(page, 'Aiko and Kei')
    await harness.waitForState(page, 'glance')
    expect(await page.locator('yohaku-panel').count()).toBe(1)
    const types = (await harness.heard()).map((one) => one.type)
    expect(types).toEqual(['content/hello', 'content/near', 'content/opened'])
    const panel = await until('the new frame', async () => {
      const token = String(hello.input.frameToken)
      return page.frames().find((one) => one.url().endsWith(token)) ?? null
    })
    expect(panel.url()).toContain('panel.html')
    expect(page.frames().filter((one) => one.url().startsWith('chrome-extension:')).length).toBe(1)
  })

  it('an orphan of an update leaves the page', async () => {
    const { page } = await openPair('/?late=0')
    await harness.reloadExtension()
    await page.keyboard.press('Escape')
    await pressChip(page, 'Planning')
    await until('the orphan to leave', async () =>
      (await page.locator('yohaku-panel').count()) === 0 ? true : null,
    )
  })
})
