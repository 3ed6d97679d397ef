import { relationGuides } from '../../../lib/model/relation-guides.ts'
import type { RelationPeriod } from '../../../lib/model/relation-period.ts'
import { type RelationKind, relationKinds } from '../../../lib/model/topics.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { nameOf } from '../talk/talk-words.ts'
import { usePastWords } from './past-words.ts'

interface RelationChoiceProps {
  kind: RelationKind | null
  period: RelationPeriod
  view: PanelView
  actions: Pick<PanelActions, 'talk'>
}

/** Whether its name says too little to somebody who meets it for the first time. */
function isGlossed(kind: RelationKind | null): kind is 'lateral' | 'diagonal' {
  return kind === 'lateral' || kind === 'diagonal'
}

/** The four relations, and who brings the topics; the pair decides. */
export function RelationChoice({ kind, period, view, actions }: RelationChoiceProps) {
  const words = usePastWords()
  const { relation } = words.past
  const { self, partner } = view
  const hasRoles = kind !== null && !relationGuides[kind].isSymmetric
  return (
    <section aria-labelledby="relation">
      <h2 id="relation">{relation.title}</h2>
      <p class="still">{relation.intro}</p>
      <fieldset class="relation-choice">
        <legend class="unseen">{relation.choose}</legend>
        {[...relationKinds, null].map((one) => (
          <label class="radio" key={one ?? 'none'}>
            <input
              type="radio"
              name="relation"
              aria-labelledby={`relation-${one ?? 'none'}`}
              aria-describedby={isGlossed(one) ? `relation-gloss-${one}` : undefined}
              checked={kind === one}
              onChange={() => actions.talk({ do: 'change-relation', words: { kind: one } })}
            />
            <span id={`relation-${one ?? 'none'}`}>
              {one === null ? relation.none : words.messages.words.relations[one]}
            </span>
            {isGlossed(one) && <small id={`relation-gloss-${one}`}>{relation.gloss[one]}</small>}
          </label>
        ))}
      </fieldset>
      {hasRoles && self !== null && partner !== null && (
        <fieldset class="owner-choice">
          <legend>{relation.mentee}</legend>
          {[self.id, partner.id, null].map((member) => (
            <label class="radio" key={member ?? 'both'}>
              <input
                type="radio"
                name="mentee"
                checked={period.mentee === member}
                onChange={() => actions.talk({ do: 'change-relation', words: { mentee: member } })}
              />
              <span>{member === null ? relation.both : nameOf(words, view, member)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </section>
  )
}
