import { cutText, isolateText } from '../../../lib/i18n/plain-text.ts'
import type { Memo } from '../../../lib/model/memo.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import { useTalkWords } from './talk-words.ts'

interface RemovedMemosProps {
  removed: readonly Memo[]
  actions: Pick<PanelActions, 'talk'>
}

/** Memos that were taken away, folded; each can be put back with its words. */
export function RemovedMemos({ removed, actions }: RemovedMemosProps) {
  const { talk } = useTalkWords()
  if (removed.length === 0) return null
  return (
    <details class="removed">
      <summary>{talk.memo.removedMemos(removed.length)}</summary>
      <ul>
        {removed.map((memo) => {
          const text = isolateText(cutText(memo.text.trim(), 40))
          return (
            <li key={memo.id}>
              <span dir="auto">{text}</span>
              <button
                type="button"
                class="button"
                aria-label={talk.memo.putBackFor(text)}
                onClick={() => actions.talk({ do: 'restore-memo', memoId: memo.id })}
              >
                {talk.memo.putBack}
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
