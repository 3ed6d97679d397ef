import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { AdminText } from './AdminText.tsx'
import { FileExchange } from './FileExchange.tsx'
import { NotePlace } from './NotePlace.tsx'
import { PeopleForm } from './PeopleForm.tsx'
import { TierCard } from './TierCard.tsx'

interface ShareScreenProps {
  view: PanelView
  actions: PanelActions
}

/** Everything about sharing: how far one is connected, addresses, where the note lives, and by file. */
export function ShareScreen({ view, actions }: ShareScreenProps) {
  const isMicrosoft = view.status?.provider === 'microsoft' || view.naming !== null
  return (
    <>
      <TierCard view={view} actions={actions} />
      {view.naming !== null && <PeopleForm view={view} actions={actions} />}
      <NotePlace view={view} actions={actions} />
      <FileExchange key={`file ${view.pairId}`} view={view} actions={actions} />
      {isMicrosoft && <AdminText view={view} />}
    </>
  )
}
