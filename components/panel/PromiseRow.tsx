import type { ComponentChildren } from 'preact'
import { formatCalendarDay } from '../../lib/i18n/format-date.ts'
import { callPerson } from '../../lib/i18n/person-name.ts'
import { cutText, isolateText } from '../../lib/i18n/plain-text.ts'
import { dayInZone } from '../../lib/model/calendar-day.ts'
import { isOverdue, type PairPromise } from '../../lib/model/promise.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { useWords, type Words } from './words.ts'

interface PromiseRowProps {
  promise: PairPromise
  view: PanelView
  actions: Pick<PanelActions, 'talk'>
  /** Stands at the end of the row. */
  children?: ComponentChildren
}

/** One promise: a tick, what was promised, by whom, when and where. Past its day it is said calmly. */
export function PromiseRow({ promise, view, actions, children }: PromiseRowProps) {
  const words = useWords()
  const { glance } = words.messages.panel
  const details = describePromise(words, view, promise)
  return (
    <li class={promise.isDone ? 'promise is-done' : 'promise'}>
      <label class="promise-label">
        <input
          type="checkbox"
          class="promise-tick"
          checked={promise.isDone}
          aria-label={glance.promiseDone(isolateText(cutText(promise.text, 60)))}
          onChange={(event) =>
            actions.talk({
              do: 'tick-promise',
              promiseId: promise.id,
              isDone: event.currentTarget.checked,
            })
          }
        />
        <span class="promise-text" dir="auto">
          {promise.text}
        </span>
      </label>
      {children}
      <p class="promise-details">
        {details.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
    </li>
  )
}

function describePromise(
  { language, messages }: Words,
  view: PanelView,
  promise: PairPromise,
): string[] {
  const { glance } = messages.panel
  const parts = [promise.owner === view.self?.id ? glance.ofMe : callPerson(language, view.partner)]
  if (promise.whenWhere !== '') parts.push(isolateText(promise.whenWhere))
  if (promise.dueDay !== null) {
    const day = formatCalendarDay(language, promise.dueDay, view.nowMs)
    const isPast = isOverdue(promise, dayInZone(view.nowMs))
    parts.push(isPast ? glance.promiseOverdue(day) : glance.promiseDue(day))
  }
  return parts
}
