import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { callPerson } from '../../lib/i18n/person-name.ts'
import { isolateText } from '../../lib/i18n/plain-text.ts'
import type { PairId } from '../../lib/model/people.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { Icon } from './Icon.tsx'
import { useWords } from './words.ts'

interface SamePersonAskProps {
  view: PanelView
  actions: Pick<PanelActions, 'setSamePerson'>
}

/** Asks once whether another address with the same name is this partner, and says what came of the answer. */
export function SamePersonAsk({ view, actions }: SamePersonAskProps) {
  const { language, messages } = useWords()
  const words = messages.panel.samePerson
  const [answered, setAnswered] = useState<{ pairId: PairId; isSame: boolean } | null>(null)
  const result = useRef<HTMLParagraphElement>(null)
  // The button that was pressed has gone: the answer continues.
  useLayoutEffect(() => {
    if (answered !== null) result.current?.focus()
  }, [answered])
  if (answered !== null) {
    return (
      <section class="same-person" aria-labelledby="same-person">
        <p id="same-person" role="status" tabIndex={-1} ref={result}>
          {answered.isSame ? words.merged : words.apart}
        </p>
      </section>
    )
  }
  const asked = view.addresses.find(({ kind }) => kind === 'asked')
  if (asked === undefined) return null
  const answer = (isSame: boolean): void => {
    actions.setSamePerson(asked.pairId, isSame)
    setAnswered({ pairId: asked.pairId, isSame })
  }
  return (
    <section class="same-person" aria-labelledby="same-person">
      <h2 id="same-person">
        <Icon name="people" />
        {words.ask(callPerson(language, view.partner))}
      </h2>
      <p>{words.text(isolateText(asked.partner.email ?? asked.partner.name))}</p>
      <div class="same-person-buttons">
        <button type="button" class="button" onClick={() => answer(true)}>
          {words.yes}
        </button>
        <button type="button" class="button is-quiet" onClick={() => answer(false)}>
          {words.no}
        </button>
      </div>
    </section>
  )
}
