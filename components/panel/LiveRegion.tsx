import type { PanelView } from '../../lib/panel/panel-view.ts'
import { shortTitleOf, useWords } from './words.ts'

/**
 * Says politely what changed without the person's doing. Always in the page, because screen readers only
 * notice words that enter a region they already know. https://www.w3.org/TR/wai-aria-1.2/#aria-live
 */
export function LiveRegion({ view }: { view: PanelView }) {
  const { messages } = useWords()
  const { announcement } = view
  const words = messages.panel.live
  let text = ''
  if (announcement?.kind === 'partner-updated') text = words.partnerUpdated
  if (announcement?.kind === 'talk-updated') text = words.talkUpdated
  if (announcement?.kind === 'moved') {
    const topic = view.topics.mine.find((one) => one.id === announcement.topicId)
    if (topic !== undefined) {
      const title = shortTitleOf(messages, topic)
      text = words.moved(title, announcement.position, view.topics.mine.length)
    }
  }
  return (
    <div class="unseen" role="status" aria-live="polite">
      {/* A new key makes a new node, so that the same words twice are said twice. */}
      {text !== '' && <p key={announcement?.serial}>{text}</p>}
    </div>
  )
}
