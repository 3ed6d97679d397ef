import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitFor } from '../e2e/support/wait-for.ts'
import type { OutlookTestHandle } from '../sandbox/outlook-page/client/main.ts'
import { outlookSelf } from '../sandbox/outlook-page/synthetic-events.ts'
import type { World } from '../sandbox/world.ts'
import { startOutlookWorld } from '../support/start-outlook-world.ts'
import { type FirefoxPerson, startFirefoxPerson } from './support/firefox-person.ts'

/** What Firefox does otherwise than Chromium beside Outlook: focus, and the way into our own closed root. */

let world: World
let person: FirefoxPerson

beforeAll(async () => {
  world = await startOutlookWorld()
  person = await startFirefoxPerson(outlookSelf.email, world.proxyPort)
  const welcome = await person.pageAt('/welcome.html')
  await welcome.bringToFront()
  await welcome.locator('.consent button').click()
  await waitFor('the consent', async () => (await welcome.$('.consent button')) === null)
  await person.page.bringToFront()
})
afterAll(async () => {
  await person?.close()
  await world?.close()
})

describe('Firefox beside Outlook', () => {
  it('comes with the calendar, can be used under a modal, and leaves with the calendar', async () => {
    const { page } = person
    const outlook = <T>(read: (handle: OutlookTestHandle) => T) =>
      page.evaluate(`(${read})(window.__outlook)`) as Promise<T>
    await page.goto('https://outlook.office.com/mail/')
    expect(await person.panelState()).toBeNull()
    await page.locator('[data-module=calendar]').click()
    await waitFor('the panel', async () => (await person.panelState()) === 'hidden')

    await page.locator('[data-calitemid] ::-p-text(森さんとの1on1)').click()
    const state = await waitFor('the panel or its tab', async () => {
      const now = await person.panelState()
      return now === 'hidden' ? null : now
    })
    await page.locator('[data-icon-name=FullScreen]').click()
    await page.waitForSelector('[id^=ModalFocusTrapZone]')
    // A partner who is known shows the panel at once, anybody else its tab at the edge.
    if (state === 'collapsed') await page.mouse.click(1264, 430)
    await waitFor('the panel', async () => (await person.panelState()) !== 'collapsed')
    const panel = await person.panel()
    await page.mouse.click(1100, 300)
    await waitFor('the focus in the panel', () => panel.evaluate(() => document.hasFocus()))
    expect(await outlook(({ counters }) => counters)).toMatchObject({
      focusPullBacks: 0,
      clicksSwallowed: 0,
    })
    expect(await page.$('[id^=ModalFocusTrapZone]')).not.toBeNull()

    await outlook((handle) => handle.closeAll())
    await page.locator('[data-module=mail]').click()
    await waitFor('the panel to leave', async () => (await person.panelState()) === null)
  })
})
