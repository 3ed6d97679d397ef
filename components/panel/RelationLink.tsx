import type { PanelView } from '../../lib/panel/panel-view.ts'
import { Icon } from './Icon.tsx'
import { useWords } from './words.ts'

interface RelationLinkProps {
  view: PanelView
  onRelation: () => void
}

/** The way to what the two are to each other. */
export function RelationLink({ view, onRelation }: RelationLinkProps) {
  const { messages } = useWords()
  const relation = view.document?.relation ?? null
  if (view.document === null) return null
  return (
    <p>
      <button type="button" class="button" onClick={onRelation}>
        <Icon name="people" />
        {relation === null
          ? messages.panel.nav.relationNone
          : `${messages.panel.nav.relation} · ${messages.words.relations[relation]}`}
      </button>
    </p>
  )
}
