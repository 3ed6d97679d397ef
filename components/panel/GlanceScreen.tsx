import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { FirstUse } from './FirstUse.tsx'
import { LastTime } from './LastTime.tsx'
import { MyGlance } from './MyGlance.tsx'
import { NextStep } from './NextStep.tsx'
import { PartnerTopics } from './PartnerTopics.tsx'
import { SamePersonAsk } from './SamePersonAsk.tsx'

interface GlanceScreenProps {
  /** What is shown: pair and meeting. What a person began in one place is not continued in another. */
  place: string
  view: PanelView
  actions: PanelActions
  onPrepare: () => void
  onPromises: () => void
  onShare: () => void
}

/** The first screen: what the other person wants to talk about, and my own topics in two presses. */
export function GlanceScreen(props: GlanceScreenProps) {
  const { place, view, actions, onPrepare, onPromises } = props
  const { mine, theirs } = view.topics
  const isEmpty = view.document?.meetings.length === 0 && mine.length + theirs.length === 0
  // The partner's note is what stands between me and the partner's topics: it takes their place.
  const isPickFirst = view.status?.nextStep === 'pick'
  const step = <NextStep key={place} view={view} actions={actions} onShare={props.onShare} />
  return (
    <>
      <PartnerTopics view={view} isWhole={false} />
      {isPickFirst && step}
      <SamePersonAsk key={view.pairId} view={view} actions={actions} />
      <LastTime
        place={place}
        view={view}
        actions={actions}
        onPromises={onPromises}
        onPrepare={onPrepare}
      />
      <MyGlance key={place} view={view} actions={actions} onPrepare={onPrepare} />
      {!isPickFirst && step}
      {isEmpty && <FirstUse />}
    </>
  )
}
