import { pastMessagesIn } from '../../lib/i18n/past-messages.ts'
import type { DialogueMap, RelationSuggestion } from '../../lib/model/dialogue-map.ts'
import { Failure } from '../pages/Failure.tsx'
import { Mark } from '../pages/Mark.tsx'
import type { Loaded } from '../pages/use-settings.ts'
import { HeatTable } from './HeatTable.tsx'
import type { MapProps } from './map-props.ts'
import { PartnerGroups } from './PartnerGroups.tsx'

interface MapPageProps extends MapProps {
  /** What is known; null while nothing is. `map` is null before consent. */
  state: Loaded<{ map: DialogueMap | null }>
  onTryAgain: () => Promise<void>
}

/** わたしの対話マップ: people by relation, topics by relation, and at most one thought. */
export function MapPage({ state, onTryAgain, ...props }: MapPageProps) {
  const { messages, words } = props
  const value = state !== null && 'value' in state ? state.value : null
  return (
    <main class="page map-page">
      <header class="page-header">
        <div class="page-header-small">
          <Mark sizePx={32} />
          <h1>{words.title}</h1>
        </div>
        <p>{words.lead}</p>
        <p class="map-private">{words.onlyHere}</p>
      </header>
      {state === null && <p class="remark">{messages.pages.common.loading}</p>}
      {state !== null && 'failed' in state && (
        <Failure failed={state.failed} messages={messages} onTryAgain={onTryAgain} />
      )}
      {value !== null && value.map === null && (
        <section>
          <p>{messages.popup.consentMissing}</p>
          <p>
            <a class="button button-primary" href="/welcome.html">
              {messages.popup.openWelcome}
            </a>
          </p>
        </section>
      )}
      {value !== null && value.map !== null && <WholeMap {...props} map={value.map} />}
    </main>
  )
}

function WholeMap({ map, ...props }: MapProps & { map: DialogueMap }) {
  const { words } = props
  if (map.relations.length === 0) {
    return (
      <section class="map-empty">
        <h2>{words.empty}</h2>
        <p class="remark">{words.emptyText}</p>
      </section>
    )
  }
  return (
    <>
      <PartnerGroups {...props} relations={map.relations} />
      {map.suggestion !== null && <Thought {...props} suggestion={map.suggestion} />}
      <HeatTable {...props} map={map} />
    </>
  )
}

/** A kind of relation, and why it may be good; never a person, never a duty. */
function Thought({ suggestion, ...props }: MapProps & { suggestion: RelationSuggestion }) {
  const { words, messages, language } = props
  const { relation, reason } = suggestion
  const why = pastMessagesIn(language).relation
  const reasons = {
    boss: why.whyBoss,
    mentor: why.whyMentor,
    lateral: why.whyLateral,
    diagonal: why.whyDiagonal,
  }
  return (
    <section class="map-thought" aria-labelledby="thought">
      <h2 id="thought">{words.thought}</h2>
      <p>{words[reason](messages.words.relations[relation])}</p>
      <p class="remark">{reasons[relation]}</p>
      <p class="remark">{words.noHurry}</p>
    </section>
  )
}
