import type { OutlookTestHandle } from '../../sandbox/outlook-page/client/main.ts'
import type { outlookHosts } from '../../sandbox/outlook-page/outlook-page-host.ts'
import type { Person } from './person.ts'
import { waitFor } from './wait-for.ts'

/** A person's hand on the page of Outlook; the panel beside it has its own (`panel-hand.ts`). */
export interface OutlookHand {
  /** Opens the calendar (again), signed in as this person; the query chooses habits of the page. */
  openCalendar(query?: string): Promise<void>
  /** Presses the tile with this title; its peek shows who is there. */
  pressTile(title: string): Promise<void>
  /** The same, then the panel by its tab at the edge, if it did not open by itself. */
  open(title: string): Promise<void>
  /** Opens the full view of an event that somebody else organizes: a modal that keeps the focus of the page. */
  openModal(title: string): Promise<void>
  /** Closes whatever is open over the calendar. */
  closeAll(): Promise<void>
  /** How often the page has closed a peek by itself, pulled the focus back or swallowed a press. */
  counters(): Promise<OutlookTestHandle['counters']>
}

/** Gives a person a hand on Outlook, at one of its hosts. */
export function outlookHandOf(
  person: Person,
  host: (typeof outlookHosts)[number] = 'outlook.office.com',
): OutlookHand {
  const { page } = person
  const hand: OutlookHand = {
    async openCalendar(query = '') {
      const next = `/calendar/view/week${query}`
      const parameters = new URLSearchParams({ as: person.email, continue: next })
      await page.goto(`https://${host}/__signin?${parameters}`)
      await page.locator('yohaku-panel').waitFor({ state: 'attached' })
    },
    async pressTile(title) {
      await page.locator('[data-calitemid]', { hasText: title }).first().click()
      await page.locator('[data-app-section=CalendarItemPeek] [aria-label]').first().waitFor()
    },
    async open(title) {
      await hand.pressTile(title)
      const state = await waitFor('the panel or its tab', async () => {
        const now = await person.panelState()
        return now === 'hidden' ? null : now
      })
      if (state === 'collapsed') await pressTab(person)
    },
    async openModal(title) {
      await page.locator('[data-calitemid]', { hasText: title }).first().dblclick()
      await page.locator('[id^=ModalFocusTrapZone]').waitFor()
    },
    closeAll: () => page.evaluate(() => (window as OutlookWindow).__outlook?.closeAll()),
    async counters() {
      const counters = await page.evaluate(() => (window as OutlookWindow).__outlook?.counters)
      if (counters === undefined) throw new Error('no page of Outlook')
      return counters
    },
  }
  return hand
}

type OutlookWindow = Window & { __outlook?: OutlookTestHandle }

/** Presses the panel's tab, which sits in a closed shadow root in the middle of the window's right edge. */
async function pressTab(person: Person): Promise<void> {
  const { page } = person
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('DOM.getDocument', { depth: 0 })
  const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true })
  const root = nodes.find((node) => node.nodeName === 'YOHAKU-PANEL')?.shadowRoots?.[0]
  const tab = nodes.find((node) => node.nodeName === 'BUTTON' && node.parentId === root?.nodeId)
  if (tab === undefined) throw new Error('no tab at the edge')
  const { model } = await session.send('DOM.getBoxModel', { nodeId: tab.nodeId })
  await session.detach()
  const [x = 0, y = 0] = model.border
  await page.mouse.click(x + model.width / 2, y + model.height / 2)
  await page.locator('yohaku-panel[data-state=open]').waitFor({ state: 'attached' })
}
