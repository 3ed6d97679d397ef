import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { Icon } from './Icon.tsx'
import { shortTitleOf, useWords } from './words.ts'

interface DraftStripProps {
  topic: TopicItem
  actions: Pick<PanelActions, 'shareDraft'>
}

/** Says that a topic is a draft on this device only, and offers to share it. */
export function DraftStrip({ topic, actions }: DraftStripProps) {
  const { messages } = useWords()
  const words = messages.panel.draft
  const isSharing = topic.delivery === 'sharing'
  return (
    <div class="draft-strip">
      <Icon name="draft" />
      <b>{words.label}</b>
      <span>{words.why}</span>
      <button
        type="button"
        class="button"
        aria-label={words.shareFor(shortTitleOf(messages, topic))}
        aria-disabled={isSharing}
        onClick={() => {
          if (!isSharing) actions.shareDraft(topic.id)
        }}
      >
        {isSharing ? words.sharing : words.share}
      </button>
    </div>
  )
}
