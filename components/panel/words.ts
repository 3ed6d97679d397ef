import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type Language, type Messages, messagesIn } from '../../lib/i18n/messages.ts'
import { cutText, isolateText } from '../../lib/i18n/plain-text.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'

/** The language of the panel and its words. */
export interface Words {
  language: Language
  messages: Messages
}

/** Words for every component below. */
export const WordsContext = createContext<Words>({ language: 'ja', messages: messagesIn('ja') })

/** The words of the language on screen. */
export function useWords(): Words {
  return useContext(WordsContext)
}

/** Letters of a title inside a sentence or a label; the card itself shows all of it. */
const lettersInSentence = 40

/** A topic's title: the fixed words of its kind, or the person's own. */
export function titleOf(messages: Messages, topic: Pick<TopicItem, 'kind' | 'title'>): string {
  if (topic.kind !== 'custom') return messages.words.topics[topic.kind]
  return topic.title.trim() === '' ? messages.panel.prepare.customTitle : topic.title
}

/** {@link titleOf}, short enough for a sentence. */
export function shortTitleOf(messages: Messages, topic: Pick<TopicItem, 'kind' | 'title'>): string {
  return isolateText(cutText(titleOf(messages, topic), lettersInSentence))
}

/** The hoped-for response in words; null while it is open. */
export function wishOf(
  messages: Messages,
  topic: Pick<TopicItem, 'response' | 'responseNote'>,
): string | null {
  if (topic.response === null) return null
  return topic.response === 'other' && topic.responseNote.trim() !== ''
    ? topic.responseNote
    : messages.words.responses[topic.response]
}
