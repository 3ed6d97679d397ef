import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { useWords } from './words.ts'

interface OfferScreenProps {
  view: PanelView
  actions: Pick<PanelActions, 'setOverride' | 'choosePerson'>
}

/**
 * Asks whether an event is a 1-on-1; opens nothing by itself. Where the page shows names alone it asks who is
 * meant: of two names one is the viewer's, and several people may have one name.
 */
export function OfferScreen({ view, actions }: OfferScreenProps) {
  const { language, messages } = useWords()
  const words = messages.panel.offer
  const { candidates = [], people = [] } = view.naming ?? {}
  const [first, second] = candidates
  const call = (name: string) => callPerson(language, { id: '', email: null, name })
  const no = (label: string) => (
    <button type="button" class="button" onClick={() => actions.setOverride('never')}>
      {label}
    </button>
  )
  const choice = (label: string, run: () => void) => (
    <button type="button" class="button is-primary" key={label} onClick={run}>
      {label}
    </button>
  )
  if (first !== undefined && second !== undefined && candidates.length === 2) {
    return (
      <Question title={words.which} text={words.whichText}>
        {choice(call(first), () => actions.choosePerson(first, second, 0))}
        {choice(call(second), () => actions.choosePerson(second, first, 0))}
      </Question>
    )
  }
  if (first !== undefined && people.length > 1) {
    return (
      <Question title={words.sameName(call(first))} text={words.sameNameText}>
        {people.map(({ index, email }) =>
          choice(email ?? words.numbered(call(first), index + 1), () =>
            actions.choosePerson(first, null, index),
          ),
        )}
        <button
          type="button"
          class="button"
          onClick={() => actions.choosePerson(first, null, null)}
        >
          {words.newPerson}
        </button>
        {no(words.notOne)}
      </Question>
    )
  }
  const name =
    view.partner !== null
      ? callPerson(language, view.partner)
      : first !== undefined && candidates.length === 1
        ? call(first)
        : null
  return (
    <Question title={name === null ? words.question : words.withName(name)} text={words.text}>
      {choice(words.yes, () => actions.setOverride('always'))}
      {no(words.no)}
    </Question>
  )
}

interface QuestionProps {
  title: string
  text: string
  children: preact.ComponentChildren
}

function Question({ title, text, children }: QuestionProps) {
  return (
    <section class="calm" aria-labelledby="offer">
      <h2 id="offer">{title}</h2>
      <p>{text}</p>
      <div class="buttons">{children}</div>
    </section>
  )
}
