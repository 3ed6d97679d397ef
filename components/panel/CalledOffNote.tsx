import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { useWords } from './words.ts'

interface CalledOffNoteProps {
  view: PanelView
  actions: Pick<PanelActions, 'talk'>
}

/** Says that this 1-on-1 does not take place and what becomes of its topics; the pair can say otherwise. */
export function CalledOffNote({ view, actions }: CalledOffNoteProps) {
  const words = useWords().messages.panel.calledOff
  if (!view.isCalledOff) return null
  return (
    <aside class="calm-note" aria-label={words.label}>
      <p>{words.text}</p>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          actions.talk({ do: 'take-place' })
          // The button goes away with the note: what it spoke of is next.
          document.querySelector<HTMLElement>('.panel-main')?.focus()
        }}
      >
        {words.takesPlace}
      </button>
    </aside>
  )
}
