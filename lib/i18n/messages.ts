import type { Language } from './language.ts'
import { pagesEn } from './pages-en.ts'
import { pagesJa } from './pages-ja.ts'
import { type PanelMessages, panelMessagesIn } from './panel-messages.ts'
import { popupEn } from './popup-en.ts'
import { popupJa } from './popup-ja.ts'
import type { SameKeys } from './shape.ts'

/** Every word a person can see. English defines the keys; a missing one in another language does not compile. */
export type Messages = PanelMessages & {
  readonly pages: SameKeys<typeof pagesEn>
  readonly popup: SameKeys<typeof popupEn>
}

const en: Messages = { ...panelMessagesIn('en'), pages: pagesEn, popup: popupEn }
const ja: Messages = { ...panelMessagesIn('ja'), pages: pagesJa, popup: popupJa }

/**
 * The words of one language. Our own catalogue, because `browser.i18n` is bound to the browser's language
 * and cannot be switched while a page is open.
 * https://developer.chrome.com/docs/extensions/reference/api/i18n
 */
export function messagesIn(language: Language): Messages {
  return language === 'ja' ? ja : en
}
