import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PopupKeep } from '../../lib/model/popup-view.ts'
import type { PopupProps } from './popup-props.ts'

/** 次回まで意識すること, in view all week. */
export function KeepList({ keeps, ...props }: PopupProps & { keeps: readonly PopupKeep[] }) {
  const { messages, language } = props
  const words = messages.popup
  return (
    <section aria-labelledby="keeps">
      <h2 id="keeps">{words.keeps}</h2>
      <ul class="keeps">
        {keeps.map(({ pairId, partner, text }) => (
          <li key={`${pairId} ${text}`}>
            <p class="keep-text" dir="auto">
              {text}
            </p>
            <small dir="auto">{words.keepWith(callPerson(language, partner))}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
