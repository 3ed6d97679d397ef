import type { BackgroundWords } from '../background/upcoming/start-upcoming.ts'
import type { Language } from './language.ts'
import { callPerson } from './person-name.ts'
import { popupEn } from './popup-en.ts'
import { popupJa } from './popup-ja.ts'

/** The words that the browser itself shows for us: the reminder and the menu on selected text. */
export function backgroundWords(language: Language): BackgroundWords {
  const { reminder, menu } = language === 'ja' ? popupJa : popupEn
  return {
    reminder,
    menu: {
      title: menu.title,
      callPartner: ({ name, email }) => callPerson(language, { id: '', name, email }),
    },
  }
}
