import { useState } from 'preact/hooks'
import { errorCodeOf } from '../../lib/base/app-error.ts'
import { formatWhen } from '../../lib/i18n/format-date.ts'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PopupPromise } from '../../lib/model/popup-view.ts'
import { Notice, type Outcome } from '../pages/Notice.tsx'
import type { PopupProps } from './popup-props.ts'

interface PromiseListProps extends PopupProps {
  promises: readonly PopupPromise[]
  /** Ticks a promise off, or opens it again; rejects when it could not be kept. */
  onDone: (promise: PopupPromise, isDone: boolean) => Promise<void>
}

/**
 * What this person said they would do. One that is ticked stays in its place until the popup closes, so that a
 * slip can be taken back. A day that has passed is told like any other: nothing scolds.
 */
export function PromiseList({ promises, onDone, ...props }: PromiseListProps) {
  const { messages, language, nowMs } = props
  const words = messages.popup
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const [outcome, setOutcome] = useState<Outcome>(null)

  const tick = (promise: PopupPromise, isDone: boolean): void => {
    const mark = (isTicked: boolean) =>
      setDone((before) => {
        const next = new Set(before)
        if (isTicked) next.add(promise.id)
        else next.delete(promise.id)
        return next
      })
    mark(isDone)
    setOutcome(null)
    onDone(promise, isDone).then(
      () => setOutcome(isDone ? { done: words.done(promise.text) } : null),
      (error: unknown) => {
        mark(!isDone)
        setOutcome({ failed: errorCodeOf(error) })
      },
    )
  }

  const dayOf = (day: string): string =>
    formatWhen(language, { startMs: null, endMs: null, day, whenText: '' }, nowMs) ?? day
  return (
    <section aria-labelledby="promises">
      <h2 id="promises">{words.promises}</h2>
      <ul class="promises">
        {promises.map((promise) => (
          <li key={`${promise.pairId} ${promise.id}`}>
            <label>
              <input
                type="checkbox"
                checked={done.has(promise.id)}
                onChange={(event) => tick(promise, event.currentTarget.checked)}
              />
              <span>
                <span class="promise-text" dir="auto">
                  {promise.text}
                </span>
                <small dir="auto">
                  {[
                    words.promiseFor(callPerson(language, promise.partner)),
                    ...(promise.dueDay === null ? [] : [words.due(dayOf(promise.dueDay))]),
                    ...(promise.whenWhere === '' ? [] : [promise.whenWhere]),
                  ].join(' · ')}
                </small>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <Notice outcome={outcome} messages={messages} />
    </section>
  )
}
