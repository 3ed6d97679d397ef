import type { Language } from './language.ts'
import { mapEn } from './map-en.ts'
import { mapJa } from './map-ja.ts'
import type { SameKeys } from './shape.ts'

/** The words of the map of one's dialogues. */
export type MapMessages = SameKeys<typeof mapEn>

/** Those words in one language. */
export function mapMessagesIn(language: Language): MapMessages {
  return language === 'ja' ? mapJa : mapEn
}
