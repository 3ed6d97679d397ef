import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { FirstUse } from './FirstUse.tsx'
import { MyGlance } from './MyGlance.tsx'
import { NextStep } from './NextStep.tsx'
import { PartnerTopics } from './PartnerTopics.tsx'

interface GlanceScreenProps {
  view: PanelView
  actions: PanelActions
  onPrepare: () => void
}

/** The first screen: what the other person wants to talk about, and my own topics in two presses. */
export function GlanceScreen({ view, actions, onPrepare }: GlanceScreenProps) {
  const { mine, theirs } = view.topics
  const isEmpty = view.isReady && mine.length === 0 && theirs.length === 0
  return (
    <>
      <PartnerTopics view={view} isWhole={false} />
      <MyGlance view={view} actions={actions} onPrepare={onPrepare} />
      <NextStep view={view} actions={actions} />
      {isEmpty && <FirstUse />}
    </>
  )
}
