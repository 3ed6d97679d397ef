import type { Browser, browser } from 'wxt/browser'
import type { KeyValueArea } from '../auth/key-value-area.ts'
import type { PairId } from '../model/people.ts'

/** The words of the menu. */
export interface MenuWords {
  /** 「次の1on1で話す…」 */
  title: string
  /** How a partner is called in the menu. */
  callPartner: (partner: { name: string; email: string | null }) => string
}

/** A partner to offer in the menu. */
export interface MenuPartner {
  pairId: PairId
  name: string
  email: string | null
}

/** The menu on selected text: "talk about this in my next 1-on-1 with …". */
export interface SelectionMenu {
  /** Makes the menu say what is true now; nothing is done when it does already. */
  update(): Promise<void>
}

const rootId = 'yohaku-talk'
const builtKey = 'selectionMenu'

/** Partners offered; a menu with more is no menu. */
const partnersShown = 8

/**
 * Builds the menu over `browser.contextMenus`. Call in the first turn of the worker's life: a press may be
 * what woke it. Items outlive the worker but not the browser, so what was built is remembered in `session`.
 * https://developer.chrome.com/docs/extensions/reference/api/contextMenus
 */
export function createSelectionMenu(parts: {
  contextMenus: Pick<typeof browser.contextMenus, 'create' | 'removeAll' | 'onClicked'>
  session: KeyValueArea
  /** Partners met most recently first; empty before consent: then there is no menu. */
  partners: () => Promise<MenuPartner[]>
  words: () => Promise<MenuWords>
  onChosen: (pairId: PairId, text: string) => void
}): SelectionMenu {
  const { contextMenus, session } = parts
  let tail: Promise<void> = Promise.resolve()

  contextMenus.onClicked.addListener((info: Browser.contextMenus.OnClickData) => {
    const [, pairId] = /^yohaku-talk:([0-9a-f]{32})$/.exec(String(info.menuItemId)) ?? []
    if (pairId !== undefined) parts.onChosen(pairId, info.selectionText ?? '')
  })

  const rebuild = async (): Promise<void> => {
    const partners = (await parts.partners()).slice(0, partnersShown)
    const words = await parts.words()
    const items = partners.map((one) => ({
      id: `${rootId}:${one.pairId}`,
      // A single ampersand would become a keyboard mark, and %s the selected text.
      title: words.callPartner(one).replaceAll('&', '&&').replaceAll('%s', '%\u200bs'),
    }))
    const wanted = JSON.stringify([words.title, items])
    const built = (await session.get([builtKey]))[builtKey]
    if (built === wanted) return
    await contextMenus.removeAll()
    if (items.length > 0) {
      contextMenus.create({ id: rootId, title: words.title, contexts: ['selection'] })
      for (const item of items) {
        contextMenus.create({ ...item, parentId: rootId, contexts: ['selection'] })
      }
    }
    await session.set({ [builtKey]: wanted })
  }

  return {
    update() {
      // One after the other: two that build at once would make every item twice.
      const next = tail.then(rebuild)
      tail = next.catch(() => undefined)
      return next
    },
  }
}
