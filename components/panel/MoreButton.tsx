import type { OpenedList } from './use-pages.ts'
import { useWords } from './words.ts'

/** What is left of a long list, and the way to it; nothing where all is shown. */
export function MoreButton({ list }: { list: OpenedList<unknown> }) {
  const { messages } = useWords()
  if (list.hiddenCount === 0) return null
  return (
    <button type="button" class="quiet" onClick={list.showMore}>
      {messages.panel.glance.more(list.hiddenCount)}
    </button>
  )
}
