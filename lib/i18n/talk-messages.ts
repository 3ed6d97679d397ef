import type { Language } from './language.ts'
import type { SameKeys } from './shape.ts'
import { talkEn } from './talk-en.ts'
import { talkJa } from './talk-ja.ts'

/** The words of the memo and promise screens; they travel with those screens, not with the first paint. */
export type TalkMessages = SameKeys<typeof talkEn>

/** Those words in one language. */
export function talkMessagesIn(language: Language): TalkMessages {
  return language === 'ja' ? talkJa : talkEn
}
