import type { Language } from './language.ts'
import { pastEn } from './past-en.ts'
import { pastJa } from './past-ja.ts'
import type { SameKeys } from './shape.ts'

/** The words of the timeline and of the relation; they travel with those screens. */
export type PastMessages = SameKeys<typeof pastEn>

/** Those words in one language. */
export function pastMessagesIn(language: Language): PastMessages {
  return language === 'ja' ? pastJa : pastEn
}
