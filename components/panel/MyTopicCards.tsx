import { Fragment } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { MoreButton } from './MoreButton.tsx'
import { TopicCard } from './TopicCard.tsx'
import { UndoStrip } from './UndoStrip.tsx'
import { usePages, withPicked } from './use-pages.ts'
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
  const list = usePages(mine, '')
  const cards = useRef<HTMLDivElement>(null)
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
    cards.current
      ?.querySelector(`[data-topic="${CSS.escape(pickedId ?? '')}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [pickedId, hasPicked])

  const undo = removal !== null && <UndoStrip removal={removal} onUndo={props.onUndo} />
  return (
    <div class="cards" ref={cards}>
      {withPicked(list.shown, mine, pickedId).map((topic, index) => (
        <Fragment key={topic.id}>
          {removal?.index === index && undo}
          <TopicCard
            topic={topic}
            isFirst={index === 0}
            isLast={topic.id === mine.at(-1)?.id}
            actions={actions}
            onMove={(direction, button) => {
              moved.current = button
              // The focus goes on with what is moved out of sight.
              if (direction === 'down' && index === list.shown.length - 1) list.showMore()
              actions.move(topic.id, direction)
            }}
            onRemove={() => props.onRemove(topic)}
          />
        </Fragment>
      ))}
      {removal !== null && removal.index >= list.shown.length && undo}
      <MoreButton list={list} />
    </div>
  )
}
