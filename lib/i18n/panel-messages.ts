import { errorsEn } from './errors-en.ts'
import { errorsJa } from './errors-ja.ts'
import type { Language } from './language.ts'
import { panelEn } from './panel-en.ts'
import { panelJa } from './panel-ja.ts'
import type { SameKeys } from './shape.ts'
import { wordsEn } from './words-en.ts'
import { wordsJa } from './words-ja.ts'

const english = { words: wordsEn, errors: errorsEn, panel: panelEn }

/** Every word the panel can say; the pages' words stay out of what the panel loads. */
export type PanelMessages = SameKeys<typeof english> & { readonly language: Language }

const en: PanelMessages = { ...english, language: 'en' }
const ja: PanelMessages = { words: wordsJa, errors: errorsJa, panel: panelJa, language: 'ja' }

/** The panel's words in one language. */
export function panelMessagesIn(language: Language): PanelMessages {
  return language === 'ja' ? ja : en
}
