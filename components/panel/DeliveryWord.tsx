import type { TopicDelivery } from '../../lib/panel/topic-item.ts'
import { Icon } from './Icon.tsx'
import { useWords } from './words.ts'

/** How far a shared topic has come, as a word with a picture; nothing when that is not known. */
export function DeliveryWord({ delivery }: { delivery: TopicDelivery | null }) {
  const { messages } = useWords()
  const { panel } = messages
  if (delivery === 'draft') {
    return (
      <span class="delivery is-draft">
        <Icon name="draft" />
        {panel.draft.short}
      </span>
    )
  }
  if (delivery === 'waiting') {
    return (
      <span class="delivery is-waiting">
        <Icon name="device" />
        {panel.delivery.waiting}
      </span>
    )
  }
  if (delivery === 'arrived') {
    return (
      <span class="delivery">
        <Icon name="check" />
        {panel.delivery.arrived}
      </span>
    )
  }
  return null
}
