import type { GlanceTopic } from '../../lib/model/popup-view.ts'
import type { PopupProps } from './popup-props.ts'
import { responseOf, titleOf } from './topic-words.ts'

interface GlanceLinesProps extends PopupProps {
  /** Whose topics these are, in words. */
  label: string
  topics: readonly GlanceTopic[]
  /** The partner's are read first and stand larger. */
  isLarge: boolean
}

/** The topics of one side: what, and the answer hoped for. */
export function GlanceLines({ messages, label, topics, isLarge }: GlanceLinesProps) {
  const words = messages.popup
  if (topics.length === 0) return null
  return (
    <div class={isLarge ? 'glance glance-large' : 'glance'}>
      <p class="glance-label">{label}</p>
      <ul>
        {topics.map((topic, at) => {
          const response = responseOf(topic, messages)
          return (
            // Two topics may be the same word for word; the list is never reordered while it stands.
            <li key={`${at} ${topic.kind} ${topic.title}`}>
              <span class="glance-title" dir="auto">
                {titleOf(topic, messages)}
              </span>
              {response !== null && (
                <span class="wish" dir="auto">
                  {response}
                </span>
              )}
              {topic.isDraft && (
                <span class="pill pill-draft" title={words.draftLabel}>
                  {words.draft}
                </span>
              )}
              {topic.isCarried && <small>{words.carried}</small>}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
