import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { useWords } from './words.ts'

interface OfferScreenProps {
  view: PanelView
  actions: Pick<PanelActions, 'setOverride'>
}

/** Asks whether an event is a 1-on-1; opens nothing by itself. */
export function OfferScreen({ view, actions }: OfferScreenProps) {
  const { language, messages } = useWords()
  const words = messages.panel.offer
  return (
    <section class="calm" aria-labelledby="offer">
      <h2 id="offer">
        {view.partner === null
          ? words.question
          : words.withName(callPerson(language, view.partner))}
      </h2>
      <p>{words.text}</p>
      <div class="buttons">
        <button
          type="button"
          class="button is-primary"
          onClick={() => actions.setOverride('always')}
        >
          {words.yes}
        </button>
        <button type="button" class="button" onClick={() => actions.setOverride('never')}>
          {words.no}
        </button>
      </div>
    </section>
  )
}
