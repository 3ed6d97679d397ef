import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { MoreButton } from './MoreButton.tsx'
import { usePages } from './use-pages.ts'
import { shortTitleOf, useWords } from './words.ts'

interface RemovedTopicsProps {
  removed: readonly TopicItem[]
  actions: Pick<PanelActions, 'restore'>
}

/** What was taken back in this meeting, folded; each can be put back with its words. */
export function RemovedTopics({ removed, actions }: RemovedTopicsProps) {
  const { messages } = useWords()
  const words = messages.panel.prepare
  const list = usePages(removed, '')
  if (removed.length === 0) return null
  return (
    <details class="removed">
      <summary>{words.removedTopics(removed.length)}</summary>
      <ul>
        {list.shown.map((topic) => (
          <li key={topic.id}>
            <span dir="auto">{shortTitleOf(messages, topic)}</span>
            <button
              type="button"
              class="button"
              aria-label={words.putBack(shortTitleOf(messages, topic))}
              onClick={() => actions.restore(topic.id)}
            >
              {words.putBackShort}
            </button>
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </details>
  )
}
