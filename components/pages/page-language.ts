import { type Language, languageOf } from '../../lib/i18n/language.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'

/**
 * The language of a page of ours: the person's choice, else the browser's. `uiLanguage` is the browser's
 * BCP 47 tag.
 */
export function pageLanguage(choice: 'auto' | Language, uiLanguage: string): Language {
  return choice === 'auto' ? languageOf(uiLanguage) : choice
}

/** Tells assistive technology and the tab the language and the title of the page. */
export function labelPage(document: Document, language: Language, title: string): void {
  const { productName } = messagesIn(language).pages.common
  document.documentElement.lang = language
  document.title = title === productName ? title : `${title} · ${productName}`
}
