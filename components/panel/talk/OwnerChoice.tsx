import type { MemberId } from '../../../lib/model/people.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { nameOf, useTalkWords } from './talk-words.ts'

interface OwnerChoiceProps {
  /** Tells this group of radio buttons from others on the page. */
  name: string
  owner: MemberId | null
  view: PanelView
  onChoose: (owner: MemberId) => void
}

/** Which of the two. */
export function OwnerChoice({ name, owner, view, onChoose }: OwnerChoiceProps) {
  const words = useTalkWords()
  const people = [view.self, view.partner].flatMap((person) => (person === null ? [] : [person.id]))
  return (
    <fieldset class="owner-choice">
      <legend>{words.talk.promise.owner}</legend>
      {people.map((member) => (
        <label class="radio" key={member}>
          <input
            type="radio"
            name={`owner ${name}`}
            checked={owner === member}
            onChange={() => onChoose(member)}
          />
          <span>{nameOf(words, view, member)}</span>
        </label>
      ))}
    </fieldset>
  )
}
