import { cutText, isolateText } from '../../../lib/i18n/plain-text.ts'
import type { PairPromise } from '../../../lib/model/promise.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import { useTalkWords } from './talk-words.ts'

interface RemovedPromisesProps {
  removed: readonly PairPromise[]
  actions: Pick<PanelActions, 'talk'>
}

/** Promises that were taken back, folded; each can be put back. */
export function RemovedPromises({ removed, actions }: RemovedPromisesProps) {
  const { talk } = useTalkWords()
  if (removed.length === 0) return null
  return (
    <details class="removed">
      <summary>{talk.promise.removedTitle(removed.length)}</summary>
      <ul>
        {removed.map((promise) => {
          const text = isolateText(cutText(promise.text, 40))
          return (
            <li key={promise.id}>
              <span dir="auto">{text}</span>
              <button
                type="button"
                class="button"
                aria-label={talk.memo.putBackFor(text)}
                onClick={() => actions.talk({ do: 'restore-promise', promiseId: promise.id })}
              >
                {talk.promise.putBack}
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
