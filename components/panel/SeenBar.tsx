import { formatAge } from '../../lib/i18n/format-date.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { Icon } from './Icon.tsx'
import { useWords } from './words.ts'

interface SeenBarProps {
  view: PanelView
  actions: Pick<PanelActions, 'markSeen'>
}

/** Tells the partner "I have seen it", only ever by this press. */
export function SeenBar({ view, actions }: SeenBarProps) {
  const { language, messages } = useWords()
  const words = messages.panel.glance
  const { seenByMeMs } = view
  return (
    <div class="seen-bar">
      <button
        type="button"
        class={seenByMeMs === null ? 'button is-primary' : 'button is-done'}
        // Stays where it is after the press, so that neither the focus nor the layout moves.
        aria-disabled={seenByMeMs !== null}
        onClick={() => {
          if (seenByMeMs === null) actions.markSeen()
        }}
      >
        {seenByMeMs !== null && <Icon name="check" />}
        {seenByMeMs === null
          ? words.markSeen
          : `${words.seenByMe} · ${formatAge(language, seenByMeMs, view.nowMs)}`}
      </button>
    </div>
  )
}
