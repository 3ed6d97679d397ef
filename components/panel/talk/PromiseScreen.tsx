import { useRef, useState } from 'preact/hooks'
import { sortPromises } from '../../../lib/model/promise.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { listStanding } from '../../../lib/panel/promise-list.ts'
import { Icon } from '../Icon.tsx'
import { PromiseRow } from '../PromiseRow.tsx'
import { PromiseForm } from './PromiseForm.tsx'
import { PromiseItem } from './PromiseItem.tsx'
import { RemovedPromises } from './RemovedPromises.tsx'
import { useTalkWords } from './talk-words.ts'

interface PromiseScreenProps {
  view: PanelView
  actions: PanelActions
}

/** What the two said they would do. */
export function PromiseScreen({ view, actions }: PromiseScreenProps) {
  const words = useTalkWords()
  const { promise: labels } = words.talk
  const seen = useRef(new Set<string>())
  const [isAdding, setAdding] = useState(false)
  const adder = useRef<HTMLButtonElement>(null)
  if (view.document === null) return <p class="still">{words.messages.panel.loading}</p>
  const promises = [view.document, ...view.elsewhere].flatMap((one) => one.promises)
  const own = new Set(view.document.promises.map(({ id }) => id))
  const standing = listStanding(promises, seen.current)
  const done = sortPromises(
    promises.filter((one) => one.isDone && !one.isRemoved && !seen.current.has(one.id)),
  )
  const removed = view.document.promises.filter((one) => one.isRemoved)
  return (
    <>
      <section aria-labelledby="standing">
        <h2 id="standing">{labels.title}</h2>
        {standing.length === 0 && (
          <div class="warm">
            <Icon name="leaf" />
            <p>
              <b>{labels.empty}</b>
              {labels.emptyText}
            </p>
          </div>
        )}
        <ul class="promises is-roomy">
          {standing.map((promise) =>
            // Made under another address: it can be ticked here, and is written where it is kept.
            own.has(promise.id) ? (
              <PromiseItem key={promise.id} promise={promise} view={view} actions={actions} />
            ) : (
              <PromiseRow key={promise.id} promise={promise} view={view} actions={actions} />
            ),
          )}
        </ul>
        {isAdding ? (
          <PromiseForm
            view={view}
            onDone={(made) => {
              if (made !== null) actions.talk({ do: 'add-promise', words: made })
              setAdding(false)
              requestAnimationFrame(() => adder.current?.focus())
            }}
          />
        ) : (
          <button type="button" class="button add" ref={adder} onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {labels.add}
          </button>
        )}
      </section>
      {done.length > 0 && (
        <details>
          <summary>{labels.doneTitle(done.length)}</summary>
          <ul class="promises">
            {done.slice(0, 100).map((promise) => (
              <PromiseRow key={promise.id} promise={promise} view={view} actions={actions} />
            ))}
          </ul>
        </details>
      )}
      <RemovedPromises removed={removed} actions={actions} />
    </>
  )
}
