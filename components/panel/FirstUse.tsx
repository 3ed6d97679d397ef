import { Icon } from './Icon.tsx'
import { useWords } from './words.ts'

/** Why this exists and who can read it; shown while nothing is written yet. */
export function FirstUse() {
  const { messages } = useWords()
  const words = messages.panel.firstUse
  return (
    <section class="first-use" aria-labelledby="first-use">
      <h2 id="first-use">{words.title}</h2>
      <ul>
        <li>
          <Icon name="draft" />
          {words.why}
        </li>
        <li>
          <Icon name="people" />
          {words.who}
        </li>
        <li>
          <Icon name="check" />
          {words.free}
        </li>
      </ul>
    </section>
  )
}
