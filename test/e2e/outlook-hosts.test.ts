import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutlookTestHandle } from '../sandbox/outlook-page/client/main.ts'
import { outlookHosts } from '../sandbox/outlook-page/outlook-page-host.ts'
import { outlookSelf } from '../sandbox/outlook-page/synthetic-events.ts'
import type { World } from '../sandbox/world.ts'
import { startOutlookWorld } from '../support/start-outlook-world.ts'
import { watchConsole } from './support/console-watch.ts'
import { type Person, startPerson } from './support/person.ts'
import { waitFor } from './support/wait-for.ts'

/** The production build on the pages of Outlook, under their real names. */

let world: World
let person: Person

beforeAll(async () => {
  world = await startOutlookWorld()
  person = await startPerson({ email: outlookSelf.email, proxyPort: world.proxyPort })
})
afterAll(async () => {
  await person?.close()
  await world?.close()
})

describe('the production build beside Outlook', () => {
  it('has its panel ready in the calendar of every host, and nothing in mail', async () => {
    const { page } = person
    for (const host of outlookHosts) {
      await page.goto(`https://${host}/mail/`)
      expect(await person.panelState()).toBeNull()
      await page.locator('[data-module=calendar]').click()
      await page.locator('yohaku-panel[data-state=hidden]').waitFor({ state: 'attached' })
      const panel = await person.panel()
      expect(new URL(panel.url()).host).toBe(person.extensionId)
      // The page sees the element, and no way into it.
      expect(
        await page.evaluate(() => document.querySelector('yohaku-panel')?.shadowRoot),
      ).toBeNull()
    }
  })

  it('can be used under a modal, and leaves with the calendar', async () => {
    const { page } = person
    const console = watchConsole(person.context)
    await page.locator('[data-calitemid]', { hasText: '森さんとの1on1' }).first().click()
    await page.locator('[data-app-section=CalendarItemPeek] [role=button]').first().waitFor()
    const state = await waitFor('the panel or its tab', async () => {
      const now = await person.panelState()
      return now === 'hidden' ? null : now
    })
    await page.locator('[data-icon-name=FullScreen]').click()
    await page.locator('[id^=ModalFocusTrapZone]').waitFor()
    // A partner who is known shows the panel at once, anybody else its tab at the edge.
    if (state === 'collapsed') await page.mouse.click(1264, 430)
    await page.locator('yohaku-panel:not([data-state=collapsed])').waitFor({ state: 'attached' })
    const panel = await person.panel()
    const button = panel.getByRole('button').first()
    await button.focus()
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true)
    expect(await page.locator('[id^=ModalFocusTrapZone]').count()).toBe(1)

    await page.evaluate(() =>
      (globalThis as unknown as { __outlook: OutlookTestHandle }).__outlook.closeAll(),
    )
    await page.locator('[data-module=mail]').click()
    await page.locator('yohaku-panel').waitFor({ state: 'detached' })
    expect(console.lines().filter((line) => /error|uncaught|policy/i.test(line))).toEqual([])
  })
})
