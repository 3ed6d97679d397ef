import { Fragment } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { TopicCard } from './TopicCard.tsx'
import { UndoStrip } from './UndoStrip.tsx'
import type { Removal } from './use-removal.ts'

interface MyTopicCardsProps {
  mine: readonly TopicItem[]
  /** The topic picked last: brought into view when it appears. */
  pickedId: string | null
  removal: Removal | null
  actions: PanelActions
  onRemove: (topic: TopicItem) => void
  onUndo: () => void
}

/** My topics as cards, in my order. */
export function MyTopicCards(props: MyTopicCardsProps) {
  const { mine, pickedId, removal, actions } = props
  const list = useRef<HTMLDivElement>(null)
  const moved = useRef<HTMLButtonElement | null>(null)
  const order = mine.map((topic) => topic.id).join()

  // A node that moves in the document loses the focus: give it back to the button that was pressed.
  useLayoutEffect(() => {
    moved.current?.focus()
    moved.current = null
  }, [order])

  const hasPicked = mine.some((topic) => topic.id === pickedId)
  useLayoutEffect(() => {
    if (!hasPicked) return
    list.current
      ?.querySelector(`[data-topic="${CSS.escape(pickedId ?? '')}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [pickedId, hasPicked])

  const undo = removal !== null && <UndoStrip removal={removal} onUndo={props.onUndo} />
  return (
    <div class="cards" ref={list}>
      {mine.map((topic, index) => (
        <Fragment key={topic.id}>
          {removal?.index === index && undo}
          <TopicCard
            topic={topic}
            isFirst={index === 0}
            isLast={index === mine.length - 1}
            actions={actions}
            onMove={(direction, button) => {
              moved.current = button
              actions.move(topic.id, direction)
            }}
            onRemove={() => props.onRemove(topic)}
          />
        </Fragment>
      ))}
      {removal !== null && removal.index >= mine.length && undo}
    </div>
  )
}
