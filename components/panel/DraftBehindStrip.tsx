import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { Icon } from './Icon.tsx'
import { shortTitleOf, useWords } from './words.ts'

interface DraftBehindStripProps {
  topic: TopicItem
  actions: Pick<PanelActions, 'shareDraft' | 'dropDraft'>
}

/** A draft kept here of a topic that was shared from another device: shows its words, adds them or puts them away. */
export function DraftBehindStrip({ topic, actions }: DraftBehindStripProps) {
  const { messages } = useWords()
  const words = messages.panel.draft
  const draft = topic.draftBehind
  if (draft === null) return null
  const title = shortTitleOf(messages, topic)
  return (
    <section class="draft-strip" aria-label={words.behindFor(title)}>
      <Icon name="draft" />
      <b>{words.behind}</b>
      <span>{words.behindText}</span>
      {[draft.title, draft.note].map(
        (text) =>
          text.trim() !== '' && (
            <p class="draft-words" key={text} dir="auto">
              {text}
            </p>
          ),
      )}
      {draft.response !== null && (
        <p class="draft-words">{messages.words.responses[draft.response]}</p>
      )}
      <div class="draft-buttons">
        <button
          type="button"
          class="button"
          aria-label={words.addFor(title)}
          aria-disabled={draft.isSharing}
          onClick={() => {
            if (!draft.isSharing) actions.shareDraft(topic.id)
          }}
        >
          {draft.isSharing ? words.sharing : words.add}
        </button>
        <button
          type="button"
          class="button"
          aria-label={words.dropFor(title)}
          aria-disabled={draft.isSharing}
          onClick={() => {
            if (!draft.isSharing) actions.dropDraft(topic.id)
          }}
        >
          {words.drop}
        </button>
      </div>
    </section>
  )
}
