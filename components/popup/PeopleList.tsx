import { formatWhen } from '../../lib/i18n/format-date.ts'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PopupPerson } from '../../lib/model/popup-view.ts'
import { marginHref, type PopupProps } from './popup-props.ts'

/** Partners without a date: what waits for them, and the margin where it waits. */
export function PeopleList({ people, ...props }: PopupProps & { people: readonly PopupPerson[] }) {
  const { messages, language, nowMs } = props
  const words = messages.popup
  const dayOf = (day: string): string =>
    formatWhen(language, { startMs: null, endMs: null, day, whenText: '' }, nowMs) ?? day
  return (
    <section aria-labelledby="people">
      <h2 id="people">{words.people}</h2>
      <ul class="lines">
        {people.map((person) => {
          const name = callPerson(language, person.partner)
          const facts = [
            ...(person.waitingCount === 0 ? [] : [words.waiting(person.waitingCount)]),
            ...(person.lastDay === null ? [] : [words.lastDay(dayOf(person.lastDay))]),
          ]
          return (
            <li key={person.pairId}>
              <a
                class="line"
                href={marginHref(person.pairId, null)}
                target="_blank"
                rel="noreferrer"
              >
                <span class="visually-hidden">{words.openMargin} </span>
                <span class="line-head">
                  <b dir="auto">{name}</b>
                  {person.relation !== null && (
                    <span class="pill">{messages.words.relations[person.relation]}</span>
                  )}
                </span>
                {facts.length > 0 && <span class="line-topics">{facts.join(' · ')}</span>}
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
