import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Memo, MemoKind } from '../../../lib/model/memo.ts'
import type { MemoSection } from '../../../lib/panel/memo-list.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { Icon } from '../Icon.tsx'
import { shortTitleOf } from '../words.ts'
import { MemoBlock } from './MemoBlock.tsx'
import { MemoCardHead } from './MemoCardHead.tsx'
import { RemovedMemos } from './RemovedMemos.tsx'
import { TopicLane } from './TopicLane.tsx'
import { useTalkWords } from './talk-words.ts'

interface MemoCardProps {
  section: MemoSection
  view: PanelView
  actions: PanelActions
}

/** Everything written about one topic, or about the whole 1-on-1. */
export function MemoCard({ section, view, actions }: MemoCardProps) {
  const words = useTalkWords()
  const { talk } = words
  const { topic, sheets } = section
  const topicId = topic?.id ?? null
  const title = topic === null ? talk.memo.whole : shortTitleOf(words.messages, topic)
  const [isKeeping, setKeeping] = useState(false)
  const [goneId, setGoneId] = useState<string | null>(null)
  const card = useRef<HTMLElement>(null)
  // The field a press just asked for takes the keyboard as soon as it is there.
  const wanted = useRef<string | null>(null)
  const entries = section.entries.filter(
    (memo) => memo.text !== '' || memo.author === view.self?.id,
  )
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const fields = card.current?.querySelectorAll<HTMLElement>(wanted.current) ?? []
    const last = [...fields].at(-1)
    if (last === undefined) return
    wanted.current = null
    last.focus()
  })

  const gone = section.removed.find((memo) => memo.id === goneId) ?? null
  const remove = (memo: Memo): void => {
    setGoneId(memo.id)
    wanted.current = '.memo-gone button'
    actions.talk({ do: 'remove-memo', memoId: memo.id })
  }
  const sheet = (kind: MemoKind) => (
    <MemoBlock
      key={kind}
      memo={sheets[kind]}
      kind={kind}
      title={title}
      view={view}
      actions={actions}
      onEdit={(base, text) => actions.talk({ do: 'write-sheet', topicId, kind, base, text })}
      onRemove={remove}
    />
  )
  const isKeepShown = sheets.keep !== null || isKeeping
  return (
    <article class="card memo-card" aria-label={title} ref={card}>
      <MemoCardHead section={section} title={title} view={view} actions={actions} />
      {sheet('point')}
      {entries.map((memo) => (
        <MemoBlock
          key={memo.id}
          memo={memo}
          kind={memo.kind}
          title={title}
          view={view}
          actions={actions}
          onEdit={(base, text) => actions.talk({ do: 'set-memo', memoId: memo.id, base, text })}
          onRemove={remove}
        />
      ))}
      {isKeepShown && sheet('keep')}
      {gone !== null && (
        <div class="undo-strip memo-gone" role="status">
          <span>{talk.memo.removed}</span>
          <button
            type="button"
            class="button"
            onClick={() => actions.talk({ do: 'restore-memo', memoId: gone.id })}
          >
            {talk.memo.undo}
          </button>
        </div>
      )}
      <div class="memo-add">
        {!isKeepShown && (
          <button
            type="button"
            class="button is-quiet"
            onClick={() => {
              wanted.current = '.memo-block.is-keep textarea'
              setKeeping(true)
            }}
          >
            <Icon name="leaf" />
            {talk.memo.keepAdd}
          </button>
        )}
        <button
          type="button"
          class="button is-quiet"
          aria-label={talk.memo.addOwnFor(title)}
          onClick={() => {
            wanted.current = '.memo-block.is-entry textarea'
            actions.talk({ do: 'add-memo', topicId, kind: 'point', text: '' })
          }}
        >
          <Icon name="plus" />
          {talk.memo.addOwn}
        </button>
      </div>
      {topicId !== null && view.lane !== null && (
        <TopicLane lane={view.lane} topicId={topicId} title={title} actions={actions} />
      )}
      <RemovedMemos
        removed={section.removed.filter((memo) => memo.id !== gone?.id)}
        actions={actions}
      />
    </article>
  )
}
