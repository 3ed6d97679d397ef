import { useState } from 'preact/hooks'
import { limits } from '../../lib/base/limits.ts'
import { topicKinds } from '../../lib/model/topics.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { Icon } from './Icon.tsx'
import { shortTitleOf, useWords } from './words.ts'

interface TopicChipsProps {
  mine: readonly TopicItem[]
  /** Titles of own themes from other meetings. */
  ownTitles: readonly string[]
  /** Id of the heading that asks the question. */
  labelledBy: string
  actions: Pick<PanelActions, 'pickTopic'>
  /** A chosen chip was pressed: take the topic back. */
  onRemove: (topic: TopicItem) => void
}

/** The seven topics as chips that are pressed and released, and the person's own. */
export function TopicChips({ mine, ownTitles, labelledBy, actions, onRemove }: TopicChipsProps) {
  const { messages } = useWords()
  const [isNaming, setNaming] = useState(false)
  return (
    <div class="topic-choice">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form group; these are toggles. */}
      <div class="chips" role="group" aria-labelledby={labelledBy}>
        {topicKinds.map((kind) => {
          if (kind === 'custom') return null
          const topic = mine.find((one) => one.kind === kind)
          const isDraft = topic?.delivery === 'draft' || topic?.delivery === 'sharing'
          return (
            <button
              type="button"
              key={kind}
              class={isDraft ? 'chip is-draft' : 'chip'}
              aria-pressed={topic !== undefined}
              onClick={() => {
                if (topic === undefined) actions.pickTopic(kind, '')
                else onRemove(topic)
              }}
            >
              {topic !== undefined && <Icon name={isDraft ? 'draft' : 'check'} />}
              {messages.words.topics[kind]}
              {isDraft && <span class="unseen">{messages.panel.draft.short}</span>}
            </button>
          )
        })}
        {mine
          .filter((topic) => topic.kind === 'custom')
          .map((topic) => (
            <button
              type="button"
              key={topic.id}
              class="chip"
              aria-pressed={true}
              onClick={() => onRemove(topic)}
            >
              <Icon name="check" />
              <span dir="auto">{shortTitleOf(messages, topic)}</span>
            </button>
          ))}
        {ownTitles.map((title) => (
          <button
            type="button"
            key={title}
            class="chip"
            aria-pressed={false}
            onClick={() => actions.pickTopic('custom', title)}
          >
            <span dir="auto">{shortTitleOf(messages, { kind: 'custom', title })}</span>
          </button>
        ))}
        {!isNaming && (
          <button type="button" class="chip is-add" onClick={() => setNaming(true)}>
            {messages.words.topics.custom}
          </button>
        )}
      </div>
      {isNaming && (
        <CustomTopicForm
          onDone={(title) => {
            setNaming(false)
            if (title !== null) actions.pickTopic('custom', title)
          }}
        />
      )}
    </div>
  )
}

/** Asks for the name of a person's own theme. `onDone` gets null when it was called off. */
function CustomTopicForm({ onDone }: { onDone: (title: string | null) => void }) {
  const { messages } = useWords()
  const words = messages.panel.prepare
  const [title, setTitle] = useState('')
  return (
    <form
      class="custom-topic"
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() !== '') onDone(title.trim())
      }}
    >
      <input
        class="field"
        type="text"
        autocomplete="off"
        // The person just asked for this field by a press.
        ref={(element) => element?.focus()}
        aria-label={words.customTitle}
        placeholder={words.customPlaceholder}
        maxLength={limits.lineLength}
        dir="auto"
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <button type="submit" class="button is-primary" aria-disabled={title.trim() === ''}>
        {words.customAdd}
      </button>
      <button type="button" class="button" onClick={() => onDone(null)}>
        {words.customCancel}
      </button>
    </form>
  )
}
