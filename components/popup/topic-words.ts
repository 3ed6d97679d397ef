import type { PanelMessages } from '../../lib/i18n/panel-messages.ts'
import { titleIn } from '../../lib/model/guide-themes.ts'
import type { GlanceTopic } from '../../lib/model/popup-view.ts'

/** What a topic is called. */
export function titleOf(topic: GlanceTopic, messages: PanelMessages): string {
  return topic.kind === 'custom'
    ? titleIn(messages.language, topic.title)
    : messages.words.topics[topic.kind]
}

/** The hoped-for answer in a word; null while none is chosen. */
export function responseOf(topic: GlanceTopic, messages: PanelMessages): string | null {
  if (topic.response === null) return null
  const isOwnWord = topic.response === 'other' && topic.responseNote !== ''
  return isOwnWord ? topic.responseNote : messages.words.responses[topic.response]
}
