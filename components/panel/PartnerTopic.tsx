import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { titleOf, useWords, wishOf } from './words.ts'

interface PartnerTopicProps {
  topic: TopicItem
  /** The glance shows the beginning of a note, the other screens all of it. */
  isWhole: boolean
}

/** A topic of the other person: what, and what kind of answer helps. */
export function PartnerTopic({ topic, isWhole }: PartnerTopicProps) {
  const { messages } = useWords()
  const wish = wishOf(messages, topic)
  return (
    <li class={isWhole ? 'partner-topic' : 'partner-topic is-brief'}>
      <h3 dir="auto">{titleOf(messages, topic)}</h3>
      {wish === null ? (
        <p class="wish is-open">{messages.panel.glance.noResponse}</p>
      ) : (
        <p class="wish" dir="auto">
          {wish}
        </p>
      )}
      {topic.note.trim() !== '' && (
        <p class={isWhole ? 'said' : 'said is-excerpt'} dir="auto">
          {isWhole ? topic.note : topic.note.slice(0, 400)}
        </p>
      )}
    </li>
  )
}
