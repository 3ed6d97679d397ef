import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { AddressSection } from './AddressSection.tsx'
import { ClosingSection } from './ClosingSection.tsx'
import { EarlierPeriods } from './EarlierPeriods.tsx'
import { OursSection } from './OursSection.tsx'
import { usePastWords } from './past-words.ts'
import { RelationChoice } from './RelationChoice.tsx'
import { RelationGuideCard } from './RelationGuideCard.tsx'

interface RelationScreenProps {
  view: PanelView
  actions: PanelActions
}

/** What the two are to each other: chosen by them, with a guide, their own words, and a good end. */
export function RelationScreen({ view, actions }: RelationScreenProps) {
  const words = usePastWords()
  const { document } = view
  if (document === null) return <p class="still">{words.messages.panel.loading}</p>
  const { period, pastPeriods } = document
  const isOpen = period.closed === null
  const isTaken = view.ownPeriod !== null && view.ownPeriod !== period
  return (
    <>
      {isTaken && <p class="still">{words.past.relation.taken}</p>}
      {isOpen && (
        <RelationChoice kind={period.kind} view={view} period={period} actions={actions} />
      )}
      {isOpen && period.kind !== null && (
        <RelationGuideCard kind={period.kind} view={view} actions={actions} />
      )}
      {isOpen && <OursSection view={view} period={period} actions={actions} />}
      <AddressSection view={view} actions={actions} />
      <ClosingSection view={view} period={period} actions={actions} />
      <EarlierPeriods view={view} periods={pastPeriods} />
    </>
  )
}
