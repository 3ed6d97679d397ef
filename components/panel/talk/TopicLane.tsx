import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { limits } from '../../../lib/base/limits.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PrivateLaneView } from '../../../lib/panel/panel-view.ts'
import { textBesideTopic } from '../../../lib/panel/private-past.ts'
import { Icon } from '../Icon.tsx'
import { SyncedText } from '../SyncedText.tsx'
import { useTalkWords } from './talk-words.ts'

interface TopicLaneProps {
  lane: PrivateLaneView
  topicId: string
  /** What the topic is called, for labels. */
  title: string
  actions: Pick<PanelActions, 'writeNote'>
}

/** Words for nobody else beside one topic. Gone from the page, with every trace, while the lane is hidden. */
export function TopicLane({ lane, topicId, title, actions }: TopicLaneProps) {
  const { talk } = useTalkWords()
  const [isOpen, setOpen] = useState(false)
  const block = useRef<HTMLDivElement>(null)
  // The field a press just asked for takes the keyboard as soon as it is there.
  const isWanted = useRef(false)
  useLayoutEffect(() => {
    if (!isWanted.current) return
    isWanted.current = false
    block.current?.querySelector('textarea')?.focus()
  })
  if (lane.isHidden) return null
  const text = textBesideTopic(lane.notes, topicId)
  if (text === '' && !isOpen) {
    return (
      <button
        type="button"
        class="button is-quiet is-private"
        aria-label={talk.lane.addFor(title)}
        onClick={() => {
          isWanted.current = true
          setOpen(true)
        }}
      >
        <Icon name="lock" />
        {talk.lane.add}
      </button>
    )
  }
  return (
    <div class="lane is-topic" ref={block}>
      <p class="lane-head">
        <Icon name="lock" />
        <b>{talk.lane.title}</b>
      </p>
      <SyncedText
        looks="memo"
        rows={1}
        value={text}
        label={talk.lane.labelFor(title)}
        placeholder={talk.lane.placeholder}
        maxLength={limits.textLength}
        onEdit={(base, next) => {
          // An emptied note stays open under the hand.
          setOpen(true)
          actions.writeNote(topicId, base, next)
        }}
      />
    </div>
  )
}
