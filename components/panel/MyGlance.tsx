import { Fragment } from 'preact'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'
import { DeliveryWord } from './DeliveryWord.tsx'
import { DraftStrip } from './DraftStrip.tsx'
import { MoreButton } from './MoreButton.tsx'
import { ResponseChoice } from './ResponseChoice.tsx'
import { TopicChips } from './TopicChips.tsx'
import { UndoStrip } from './UndoStrip.tsx'
import { usePages, withPicked } from './use-pages.ts'
import { useRemoval } from './use-removal.ts'
import { titleOf, useWords, wishOf } from './words.ts'

interface MyGlanceProps {
  view: PanelView
  actions: PanelActions
  onPrepare: () => void
}

/** My own topics on the first screen: chips and, for the one just picked, what kind of answer I hope for. */
export function MyGlance({ view, actions, onPrepare }: MyGlanceProps) {
  const { messages } = useWords()
  const words = messages.panel.glance
  const { mine } = view.topics
  const list = usePages(mine, '')
  const { removal, remove, undo } = useRemoval(mine, actions)
  return (
    <section aria-labelledby="mine">
      <h2 id="mine">{mine.length === 0 ? words.pick : words.mine}</h2>
      <TopicChips
        mine={mine}
        ownTitles={view.topics.ownTitles}
        labelledBy="mine"
        actions={actions}
        onRemove={(topic) => remove(topic, false)}
      />
      {(mine.length > 0 || removal !== null) && (
        <div class="my-topics">
          {withPicked(list.shown, mine, view.pickedId).map((topic, index) => (
            <Fragment key={topic.id}>
              {removal?.index === index && <UndoStrip removal={removal} onUndo={undo} />}
              <MyTopicRow topic={topic} isOpen={topic.id === view.pickedId} actions={actions} />
            </Fragment>
          ))}
          {removal !== null && removal.index >= list.shown.length && (
            <UndoStrip removal={removal} onUndo={undo} />
          )}
        </div>
      )}
      <MoreButton list={list} />
      {mine.length > 0 && (
        <button type="button" class="button write-more" onClick={onPrepare}>
          {words.writeMore}
        </button>
      )}
    </section>
  )
}

interface MyTopicRowProps {
  topic: TopicItem
  isOpen: boolean
  actions: PanelActions
}

function MyTopicRow({ topic, isOpen, actions }: MyTopicRowProps) {
  const { messages } = useWords()
  const wish = wishOf(messages, topic)
  const isDraft = topic.delivery === 'draft' || topic.delivery === 'sharing'
  return (
    <div class={isDraft ? 'my-topic is-draft' : 'my-topic'}>
      <div class="my-topic-head">
        <b dir="auto">{titleOf(messages, topic)}</b>
        <DeliveryWord delivery={topic.delivery} />
      </div>
      {isOpen ? (
        <>
          <ResponseChoice topic={topic} actions={actions} />
          {isDraft && <DraftStrip topic={topic} actions={actions} />}
        </>
      ) : (
        <p class={wish === null ? 'my-wish is-open' : 'my-wish'} dir="auto">
          {wish ?? messages.panel.glance.noResponse}
        </p>
      )}
    </div>
  )
}
