import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../../lib/i18n/language.ts'
import { type PanelMessages, panelMessagesIn } from '../../lib/i18n/panel-messages.ts'
import { cutText, isolateText } from '../../lib/i18n/plain-text.ts'
import { titleIn } from '../../lib/model/guide-themes.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'

/** The language of the panel and its words. */
export interface Words {
  language: Language
  messages: PanelMessages
}

/** Words for every component below. */
export const WordsContext = createContext<Words>({
  language: 'ja',
  messages: panelMessagesIn('ja'),
})

/** The words of the language on screen. */
export function useWords(): Words {
  return useContext(WordsContext)
}

/** Letters of a title inside a sentence or a label; the card itself shows all of it. */
const lettersInSentence = 40

/** A topic's title: the fixed words of its kind, a guide's theme in the reader's language, or the person's own words. */
export function titleOf(messages: PanelMessages, topic: Pick<TopicItem, 'kind' | 'title'>): string {
  if (topic.kind !== 'custom') return messages.words.topics[topic.kind]
  return topic.title.trim() === ''
    ? messages.panel.prepare.customTitle
    : titleIn(messages.language, topic.title)
}

/** {@link titleOf}, short enough for a sentence. */
export function shortTitleOf(
  messages: PanelMessages,
  topic: Pick<TopicItem, 'kind' | 'title'>,
): string {
  return isolateText(cutText(titleOf(messages, topic), lettersInSentence))
}

/** The hoped-for response in words; null while it is open. */
export function wishOf(
  messages: PanelMessages,
  topic: Pick<TopicItem, 'response' | 'responseNote'>,
): string | null {
  if (topic.response === null) return null
  return topic.response === 'other' && topic.responseNote.trim() !== ''
    ? topic.responseNote
    : messages.words.responses[topic.response]
}
