import type { Page, Worker } from 'playwright-core'
import type { Person } from './person.ts'
import { waitFor } from './wait-for.ts'

/** The part of the extension's API that these tests look at. */
interface ChromeLook {
  action: { getBadgeText(details: object): Promise<string> }
  notifications: { getAll(): Promise<Record<string, unknown>> }
  contextMenus: { onClicked: { dispatch(info: object, tab: object): void } }
  commands: { onCommand: { dispatch(name: string, tab: object): void } }
}

/** A person's hand on what the browser itself shows: the toolbar button, its popup, menus and keys. */
export interface ToolbarHand {
  /** The popup, in a tab of its own: a headless browser shows no bubble. */
  openPopup(): Promise<Page>
  badge(): Promise<string>
  /** Ids of the notifications on the screen. */
  notifications(): Promise<string[]>
  /** Looks at them again and again without waking the worker; `close` ends it. */
  watchNotifications(): Promise<{ ids(): Promise<string[]>; close(): Promise<void> }>
  /** Presses a partner's item in the menu on selected text. */
  pressMenu(pairId: string, selectionText: string): Promise<void>
  /** Presses the keys of a command. */
  pressKeys(name: 'open-panel' | 'toggle-private'): Promise<void>
}

function notificationsIn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: ChromeLook }
    return Object.keys(await chrome.notifications.getAll())
  })
}

/** Gives a person a hand on the toolbar. */
export function toolbarOf(person: Person): ToolbarHand {
  /** Asks the browser from a page of ours, which wakes the worker on the way. */
  const look = async <T>(ask: (page: Page) => Promise<T>): Promise<T> => {
    const page = await person.openOwnPage('options.html')
    try {
      return await ask(page)
    } finally {
      await page.close()
    }
  }
  const worker = async (): Promise<Worker> => {
    await look((page) => page.locator('h1').waitFor())
    return waitFor('the worker', () => Promise.resolve(person.context.serviceWorkers()[0]))
  }

  return {
    openPopup: () => person.openOwnPage('popup.html'),
    badge: () =>
      look((page) =>
        page.evaluate(() => {
          const { chrome } = globalThis as unknown as { chrome: ChromeLook }
          return chrome.action.getBadgeText({})
        }),
      ),
    notifications: () => look(notificationsIn),
    async watchNotifications() {
      const page = await person.openOwnPage('options.html')
      // Whatever the page asks of the worker is asked now.
      await page.locator('#reminder').waitFor()
      return { ids: () => notificationsIn(page), close: () => page.close() }
    },
    // A press on a native menu or key is out of a test's reach: the browser's event is sent by hand.
    async pressMenu(pairId, selectionText) {
      await (await worker()).evaluate(
        ({ menuItemId, text }) => {
          const { chrome } = globalThis as unknown as { chrome: ChromeLook }
          chrome.contextMenus.onClicked.dispatch({ menuItemId, selectionText: text }, {})
        },
        { menuItemId: `yohaku-talk:${pairId}`, text: selectionText },
      )
    },
    async pressKeys(name) {
      await person.page.bringToFront()
      const live = await waitFor('the worker', () =>
        Promise.resolve(person.context.serviceWorkers()[0]),
      )
      await live.evaluate((command) => {
        const { chrome } = globalThis as unknown as { chrome: ChromeLook }
        chrome.commands.onCommand.dispatch(command, {})
      }, name)
    },
  }
}
