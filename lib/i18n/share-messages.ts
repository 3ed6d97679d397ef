import type { Language } from './language.ts'
import type { SameKeys } from './shape.ts'
import { shareEn } from './share-en.ts'
import { shareJa } from './share-ja.ts'

/** The words about sharing; they travel with that screen. */
export type ShareMessages = SameKeys<typeof shareEn>

/** Those words in one language. */
export function shareMessagesIn(language: Language): ShareMessages {
  return language === 'ja' ? shareJa : shareEn
}
