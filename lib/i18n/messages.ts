import { errorsEn } from './errors-en.ts'
import { errorsJa } from './errors-ja.ts'
import { pagesEn } from './pages-en.ts'
import { pagesJa } from './pages-ja.ts'
import { panelEn } from './panel-en.ts'
import { panelJa } from './panel-ja.ts'
import type { SameKeys } from './shape.ts'
import { wordsEn } from './words-en.ts'
import { wordsJa } from './words-ja.ts'

/** Languages the product speaks. */
export type Language = 'ja' | 'en'

const en = { words: wordsEn, errors: errorsEn, panel: panelEn, pages: pagesEn }

/** Every word a person can see. English defines the keys; a missing one in another language does not compile. */
export type Messages = SameKeys<typeof en>

const ja: Messages = { words: wordsJa, errors: errorsJa, panel: panelJa, pages: pagesJa }

/**
 * The words of one language. Our own catalogue, because `browser.i18n` is bound to the browser's language
 * and cannot be switched while a page is open.
 * https://developer.chrome.com/docs/extensions/reference/api/i18n
 */
export function messagesIn(language: Language): Messages {
  return language === 'ja' ? ja : en
}

/** The language for a BCP 47 tag; what we do not speak becomes English. */
export function languageOf(tag: string): Language {
  return /^ja\b/i.test(tag) ? 'ja' : 'en'
}
