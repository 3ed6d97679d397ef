import { useState } from 'preact/hooks'
import { limits } from '../../../lib/base/limits.ts'
import { cutText, isolateText } from '../../../lib/i18n/plain-text.ts'
import { dayInZone } from '../../../lib/model/calendar-day.ts'
import { isOverdue, type PairPromise } from '../../../lib/model/promise.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { PromiseRow } from '../PromiseRow.tsx'
import { SyncedText } from '../SyncedText.tsx'
import { OwnerChoice } from './OwnerChoice.tsx'
import { useTalkWords } from './talk-words.ts'

interface PromiseItemProps {
  promise: PairPromise
  view: PanelView
  actions: Pick<PanelActions, 'talk'>
}

/** A promise with the way to change it. */
export function PromiseItem({ promise, view, actions }: PromiseItemProps) {
  const { talk } = useTalkWords()
  const words = talk.promise
  const [isOpen, setOpen] = useState(false)
  const promiseId = promise.id
  const short = isolateText(cutText(promise.text, 40)) || words.untitled
  return (
    <>
      <PromiseRow promise={promise} view={view} actions={actions}>
        <button
          type="button"
          class="quiet promise-edit"
          aria-expanded={isOpen}
          aria-label={isOpen ? `${words.close}: ${short}` : words.editFor(short)}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? words.close : words.edit}
        </button>
      </PromiseRow>
      {isOpen && (
        <li class="promise-form">
          <SyncedText
            rows={1}
            value={promise.text}
            label={words.what}
            placeholder={words.whatPlaceholder}
            maxLength={limits.promiseLength}
            onEdit={(base, text) => actions.talk({ do: 'set-promise-text', promiseId, base, text })}
          />
          <OwnerChoice
            name={promiseId}
            owner={promise.owner}
            view={view}
            onChoose={(owner) =>
              actions.talk({ do: 'change-promise', promiseId, words: { owner } })
            }
          />
          <div class="field-label">
            <span aria-hidden="true">{words.whenWhere}</span>
            <SyncedText
              isOneLine
              value={promise.whenWhere}
              label={words.whenWhere}
              placeholder={words.whenWherePlaceholder}
              maxLength={limits.lineLength}
              onEdit={(_base, whenWhere) =>
                actions.talk({ do: 'change-promise', promiseId, words: { whenWhere } })
              }
            />
          </div>
          <label class="field-label">
            <span>{words.due}</span>
            <input
              class="field"
              type="date"
              value={promise.dueDay ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget
                const dueDay = value === '' ? null : value
                actions.talk({ do: 'change-promise', promiseId, words: { dueDay } })
              }}
            />
          </label>
          {isOverdue(promise, dayInZone(view.nowMs)) && <p class="still">{words.overdueHint}</p>}
          <div class="form-buttons">
            <button type="button" class="button" onClick={() => setOpen(false)}>
              {words.close}
            </button>
            <button
              type="button"
              class="button is-quiet"
              aria-label={words.removeFor(short)}
              onClick={() => actions.talk({ do: 'remove-promise', promiseId })}
            >
              {words.remove}
            </button>
          </div>
        </li>
      )}
    </>
  )
}
