import { useState } from 'preact/hooks'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'

/** A topic that was taken back a moment ago, and where it stood. */
export interface Removal {
  topic: TopicItem
  index: number
  /** The person pressed a button that is gone now: the undo button takes its place under the keyboard. */
  takesFocus: boolean
}

/** Takes topics back and remembers the last one, so that its place can offer to undo. */
export function useRemoval(
  mine: readonly TopicItem[],
  actions: Pick<PanelActions, 'remove' | 'restore'>,
) {
  const [removal, setRemoval] = useState<Removal | null>(null)
  // Picked again by its chip, or put back elsewhere: there is nothing to undo any more.
  const shown = removal !== null && !mine.some((one) => one.id === removal.topic.id)
  return {
    removal: shown ? removal : null,
    remove(topic: TopicItem, takesFocus: boolean) {
      setRemoval({ topic, index: mine.findIndex((one) => one.id === topic.id), takesFocus })
      actions.remove(topic.id)
    },
    undo() {
      if (removal === null) return
      setRemoval(null)
      actions.restore(removal.topic.id)
    },
  }
}
