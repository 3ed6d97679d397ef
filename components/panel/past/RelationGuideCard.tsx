import { findTheme } from '../../../lib/model/guide-themes.ts'
import { relationGuides } from '../../../lib/model/relation-guides.ts'
import type { RelationKind } from '../../../lib/model/topics.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { Icon } from '../Icon.tsx'
import { type PastWords, usePastWords } from './past-words.ts'

interface RelationGuideCardProps {
  kind: RelationKind
  view: PanelView
  actions: Pick<PanelActions, 'pickTopic'>
}

/** The guide of one relation: why, what for, with whom, how often, its place, and themes to pick. */
export function RelationGuideCard({ kind, view, actions }: RelationGuideCardProps) {
  const words = usePastWords()
  const { language } = words
  const { relation } = words.past
  const guide = relationGuides[kind]
  const why = {
    boss: relation.whyBoss,
    mentor: relation.whyMentor,
    lateral: relation.whyLateral,
    diagonal: relation.whyDiagonal,
  }[kind]
  const picked = view.topics.mine.filter((topic) => topic.kind === 'custom')
  return (
    <section class="guide" aria-label={words.messages.words.relations[kind]}>
      <p class="guide-why">
        <b>{relation.why}</b> {why}
      </p>
      <dl>
        <dt>{relation.purpose}</dt>
        <dd>{guide.purpose[language]}</dd>
        {guide.partner !== null && (
          <>
            <dt>{relation.partner}</dt>
            <dd>{guide.partner[language]}</dd>
          </>
        )}
        <dt>{relation.rhythm}</dt>
        <dd>{describeRhythm(words, kind)}</dd>
        {guide.place !== null && (
          <>
            <dt>{relation.place}</dt>
            <dd>{guide.place[language]}</dd>
          </>
        )}
      </dl>
      {guide.isSymmetric && <p class="still">{relation.symmetric}</p>}
      <h3>{relation.themes}</h3>
      <p class="still">{relation.themesText}</p>
      <div class="chips is-small">
        {guide.themes.map((theme) => {
          const title = theme[language]
          const isPicked = picked.some((topic) => findTheme(topic.title) === theme)
          return (
            <button
              type="button"
              key={title}
              class="chip"
              aria-pressed={isPicked}
              aria-label={relation.theme(title)}
              onClick={() => {
                if (!isPicked) actions.pickTopic('custom', title)
              }}
            >
              <Icon name={isPicked ? 'check' : 'plus'} />
              {title}
            </button>
          )
        })}
      </div>
    </section>
  )
}

function describeRhythm(words: PastWords, kind: RelationKind): string {
  const { relation } = words.past
  const { cadenceDays, minutes, spanMonths, isOneOffFine } = relationGuides[kind]
  return [
    relation.days(...cadenceDays),
    minutes === null ? '' : relation.minutes(...minutes),
    spanMonths === null ? '' : relation.months(...spanMonths),
    isOneOffFine ? relation.oneOff : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
