import { useId, useState } from 'preact/hooks'
import { limits } from '../../lib/base/limits.ts'
import { findTheme, titleIn } from '../../lib/model/guide-themes.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { DeliveryWord } from './DeliveryWord.tsx'
import { DraftBehindStrip } from './DraftBehindStrip.tsx'
import { DraftStrip } from './DraftStrip.tsx'
import { Icon } from './Icon.tsx'
import { ResponseChoice } from './ResponseChoice.tsx'
import { SyncedText } from './SyncedText.tsx'
import { shortTitleOf, titleOf, useWords } from './words.ts'

interface TopicCardProps {
  topic: TopicItem
  isFirst: boolean
  isLast: boolean
  actions: PanelActions
  onMove: (direction: 'up' | 'down', button: HTMLButtonElement) => void
  onRemove: () => void
}

/** One of my topics with everything I can say about it. */
export function TopicCard({ topic, isFirst, isLast, actions, onMove, onRemove }: TopicCardProps) {
  const { messages } = useWords()
  const words = messages.panel.prepare
  const hintId = useId()
  const title = shortTitleOf(messages, topic)
  // Who writes words that happen to be a theme's in the other language goes on writing them.
  const [isTheme, setIsTheme] = useState(() => findTheme(topic.title) !== null)
  const shown = isTheme ? titleIn(messages.language, topic.title) : topic.title
  const isDraft = topic.delivery === 'draft' || topic.delivery === 'sharing'
  return (
    <article class={isDraft ? 'card is-draft' : 'card'} aria-label={title} data-topic={topic.id}>
      <header class="card-head">
        {topic.kind === 'custom' ? (
          <SyncedText
            isOneLine
            looks="title"
            value={shown}
            label={words.customTitle}
            placeholder={words.customPlaceholder}
            maxLength={limits.lineLength}
            // What is edited in the reader's language stands in the other one.
            onEdit={(base, text) => {
              setIsTheme(false)
              actions.setText(topic.id, 'title', base === shown ? topic.title : base, text)
            }}
          />
        ) : (
          <h3>{titleOf(messages, topic)}</h3>
        )}
        <button
          type="button"
          class="icon-button"
          aria-label={words.moveUp(title)}
          // Not `disabled`: the focus must not fall off the button when the end is reached.
          aria-disabled={isFirst}
          onClick={(event) => onMove('up', event.currentTarget)}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={words.moveDown(title)}
          aria-disabled={isLast}
          onClick={(event) => onMove('down', event.currentTarget)}
        >
          <Icon name="down" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={words.remove(title)}
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      </header>
      <ResponseChoice topic={topic} actions={actions} />
      <SyncedText
        value={topic.note}
        label={words.noteFor(title)}
        placeholder={words.notePlaceholder}
        maxLength={limits.textLength}
        describedBy={hintId}
        onEdit={(base, text) => actions.setText(topic.id, 'note', base, text)}
      />
      {isDraft ? (
        <div id={hintId}>
          <DraftStrip topic={topic} actions={actions} />
        </div>
      ) : (
        <p class="card-foot">
          <span id={hintId}>{words.noteHint}</span>
          <DeliveryWord delivery={topic.delivery} />
        </p>
      )}
      <DraftBehindStrip topic={topic} actions={actions} />
    </article>
  )
}
