import { useRef } from 'preact/hooks'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { listStanding } from '../../lib/panel/promise-list.ts'
import { CarryList } from './CarryList.tsx'
import { PromiseRow } from './PromiseRow.tsx'
import { useWords } from './words.ts'

interface LastTimeProps {
  place: string
  view: PanelView
  actions: PanelActions
  onPromises: () => void
  onPrepare: () => void
}

/** More would bury what comes now. */
const promisesShown = 4

/** What comes from last time: promises first, what the two keep in mind, and what is still open. */
export function LastTime({ place, view, actions, onPromises, onPrepare }: LastTimeProps) {
  const { messages } = useWords()
  const words = messages.panel.glance
  const seen = useRef({ place, ids: new Set<string>() })
  if (seen.current.place !== place) seen.current = { place, ids: new Set() }
  if (view.carry === null || view.document === null) return null
  const { keep } = view.carry
  const promises = listStanding(
    [view.document, ...view.elsewhere].flatMap((one) => one.promises),
    seen.current.ids,
  )
  const shown = promises.slice(0, promisesShown)
  return (
    <>
      {shown.length > 0 && (
        <section aria-labelledby="promises">
          <h2 id="promises">{words.promises}</h2>
          <ul class="promises">
            {shown.map((promise) => (
              <PromiseRow key={promise.id} promise={promise} view={view} actions={actions} />
            ))}
          </ul>
          {promises.length > shown.length && (
            <button type="button" class="quiet" onClick={onPromises}>
              {words.morePromises(promises.length - shown.length)}
            </button>
          )}
        </section>
      )}
      {keep.length > 0 && (
        <section aria-labelledby="keep">
          <h2 id="keep">{words.keep}</h2>
          <ul class="keeps">
            {keep.map((memo) => (
              <li key={memo.id}>
                <b>{words.keepLabel}</b>
                <p dir="auto">{memo.text.slice(0, 400)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <CarryList view={view} actions={actions} onMore={onPrepare} />
    </>
  )
}
