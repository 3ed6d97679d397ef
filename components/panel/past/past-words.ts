import { type PastMessages, pastMessagesIn } from '../../../lib/i18n/past-messages.ts'
import { type TalkWords, useTalkWords } from '../talk/talk-words.ts'

/** The words of the panel with those of the timeline and of the relation. */
export interface PastWords extends TalkWords {
  past: PastMessages
}

/** The words of the language on screen. */
export function usePastWords(): PastWords {
  const words = useTalkWords()
  return { ...words, past: pastMessagesIn(words.language) }
}
