import { limits } from '../../lib/base/limits.ts'
import { responseKinds } from '../../lib/model/topics.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { SyncedText } from './SyncedText.tsx'
import { shortTitleOf, useWords } from './words.ts'

interface ResponseChoiceProps {
  topic: TopicItem
  actions: Pick<PanelActions, 'setResponse' | 'setText'>
}

/** The six hoped-for responses of one topic as real radio buttons; the last one with a free line. */
export function ResponseChoice({ topic, actions }: ResponseChoiceProps) {
  const { messages } = useWords()
  const words = messages.panel.prepare
  const title = shortTitleOf(messages, topic)
  return (
    <fieldset class="responses">
      <legend>
        {/* Eyes see the title above; ears may arrive here without it. */}
        <span aria-hidden="true">{words.response}</span>
        <span class="unseen">{words.responseFor(title)}</span>
      </legend>
      <div class="radios">
        {responseKinds.map((kind) => (
          <label key={kind} class="radio">
            <input
              type="radio"
              name={`response ${topic.id}`}
              value={kind}
              checked={topic.response === kind}
              onChange={() => actions.setResponse(topic.id, kind)}
            />
            <span>{messages.words.responses[kind]}</span>
          </label>
        ))}
      </div>
      {topic.response === 'other' && (
        <SyncedText
          isOneLine
          value={topic.responseNote}
          label={`${words.responseNote}: ${title}`}
          placeholder={words.responseNotePlaceholder}
          maxLength={limits.lineLength}
          onEdit={(base, text) => actions.setText(topic.id, 'responseNote', base, text)}
        />
      )}
      <button
        type="button"
        class="quiet clear-response"
        // Kept in place while there is nothing to take back: nothing below may jump.
        style={{ visibility: topic.response === null ? 'hidden' : 'visible' }}
        onClick={() => actions.setResponse(topic.id, null)}
      >
        {words.responseClear}
      </button>
    </fieldset>
  )
}
