import { useRef, useState } from 'preact/hooks'
import { isolateText } from '../../../lib/i18n/plain-text.ts'
import type { Person } from '../../../lib/model/people.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { usePastWords } from './past-words.ts'

interface AddressSectionProps {
  view: PanelView
  actions: Pick<PanelActions, 'setSamePerson'>
}

/** The partner's addresses: those kept as one person, and the way to add one or to part them again. */
export function AddressSection({ view, actions }: AddressSectionProps) {
  const words = usePastWords()
  const { address } = words.past
  const [chosen, setChosen] = useState('')
  const [said, setSaid] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  if (view.partner === null) return null
  const same = view.addresses.filter(({ kind }) => kind === 'same')
  const others = view.addresses.filter(({ kind }) => kind !== 'same')
  if (same.length + others.length === 0) return null
  const picked = others.find(({ pairId }) => pairId === chosen)
  const decide = (pairId: string, isSame: boolean): void => {
    actions.setSamePerson(pairId, isSame)
    setSaid(isSame ? address.merged : address.separated)
    setChosen('')
    // The row that was pressed goes away or changes its place.
    heading.current?.focus()
  }
  return (
    <section class="addresses" aria-labelledby="addresses">
      <h2 id="addresses" tabIndex={-1} ref={heading}>
        {address.title}
      </h2>
      <ul class="address-list">
        <li>
          <bdi>{labelOf(view.partner)}</bdi>
          <small>{address.current}</small>
        </li>
        {same.map(({ pairId, partner }) => (
          <li key={pairId}>
            <bdi>{labelOf(partner)}</bdi>
            <button
              type="button"
              class="button is-quiet"
              aria-label={address.separateFor(isolateText(labelOf(partner)))}
              onClick={() => decide(pairId, false)}
            >
              {address.separate}
            </button>
          </li>
        ))}
      </ul>
      <p class="still" role="status">
        {said}
      </p>
      {others.length > 0 && (
        <details>
          <summary>{address.add}</summary>
          <p class="still">{address.addText}</p>
          <label class="field-label">
            <span>{address.choose}</span>
            <select
              class="field"
              value={chosen}
              onChange={(event) => setChosen(event.currentTarget.value)}
            >
              <option value="">{address.nobody}</option>
              {others.map(({ pairId, partner }) => (
                <option key={pairId} value={pairId}>
                  {isolateText(
                    partner.name === ''
                      ? labelOf(partner)
                      : `${partner.name} · ${labelOf(partner)}`,
                  )}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            class="button add"
            aria-disabled={picked === undefined}
            onClick={() => {
              if (picked !== undefined) decide(picked.pairId, true)
            }}
          >
            {address.confirm}
          </button>
        </details>
      )}
    </section>
  )
}

function labelOf(person: Person): string {
  return person.email ?? person.name
}
