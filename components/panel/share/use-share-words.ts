import { type ShareMessages, shareMessagesIn } from '../../../lib/i18n/share-messages.ts'
import { useWords, type Words } from '../words.ts'

/** The words of the panel with those about sharing. */
export interface ShareWords extends Words {
  share: ShareMessages
}

/** The words of the language on screen. */
export function useShareWords(): ShareWords {
  const words = useWords()
  return { ...words, share: shareMessagesIn(words.language) }
}
