import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { listSentences, quoteAt } from '../../../lib/model/locate-quote.ts'
import type { Memo } from '../../../lib/model/memo.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import { Icon } from '../Icon.tsx'
import { useTalkWords } from './talk-words.ts'

interface MemoToolsProps {
  memo: Memo
  title: string
  actions: Pick<PanelActions, 'talk'>
  onRemove: () => void
  onDone: () => void
}

/** Sentences offered at most; the list is for a memo, not for a book. */
const sentencesShown = 40

/** What can be done with a memo beside writing in it. */
export function MemoTools({ memo, title, actions, onRemove, onDone }: MemoToolsProps) {
  const { talk } = useTalkWords()
  const [isChoosing, setChoosing] = useState(false)
  const first = useRef<HTMLButtonElement>(null)
  // The button that was pressed has gone; what took its place continues.
  useLayoutEffect(() => {
    if (isChoosing) first.current?.focus()
  }, [isChoosing])
  const sentences = listSentences(memo.text).slice(0, sentencesShown)
  if (isChoosing) {
    return (
      <fieldset class="memo-sentences">
        <legend>{talk.nuance.choose}</legend>
        {sentences.map((range, index) => (
          <button
            type="button"
            class="sentence"
            key={range.start}
            dir="auto"
            ref={index === 0 ? first : null}
            onClick={() => {
              actions.talk({
                do: 'mark-nuance',
                memoId: memo.id,
                quote: quoteAt(memo.text, range),
              })
              onDone()
            }}
          >
            {memo.text.slice(range.start, range.end)}
          </button>
        ))}
        <button type="button" class="quiet" onClick={onDone}>
          {talk.nuance.cancel}
        </button>
      </fieldset>
    )
  }
  return (
    <div class="memo-tools">
      {sentences.length > 0 && (
        <button
          type="button"
          class="button"
          aria-label={talk.nuance.markFor(title)}
          onClick={() => setChoosing(true)}
        >
          <Icon name="nuance" />
          {talk.nuance.mark}
        </button>
      )}
      <button type="button" class="button" aria-label={talk.memo.remove(title)} onClick={onRemove}>
        <Icon name="close" />
        {talk.memo.removeShort}
      </button>
    </div>
  )
}
