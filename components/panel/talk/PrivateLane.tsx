import { limits } from '../../../lib/base/limits.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { Icon } from '../Icon.tsx'
import { SyncedText } from '../SyncedText.tsx'
import { useTalkWords } from './talk-words.ts'

interface PrivateLaneProps {
  view: PanelView
  actions: Pick<PanelActions, 'writeNote' | 'hideLane'>
}

/** Words for nobody else, told apart by word, picture and colour. One key hides them. */
export function PrivateLane({ view, actions }: PrivateLaneProps) {
  const { talk } = useTalkWords()
  const { lane } = view
  if (lane === null) return null
  const { isHidden } = lane
  return (
    <section class={isHidden ? 'lane is-hidden' : 'lane'} aria-label={talk.lane.label}>
      <div class="lane-head">
        <p>
          <Icon name="lock" />
          <b>{isHidden ? talk.lane.hidden : talk.lane.title}</b>
        </p>
        <button
          type="button"
          class="quiet lane-hide"
          aria-keyshortcuts="Alt+Shift+P"
          onClick={() => actions.hideLane(!isHidden)}
        >
          {isHidden ? talk.lane.show : talk.lane.hide} <kbd>Alt+Shift+P</kbd>
        </button>
      </div>
      {!isHidden && (
        <>
          <SyncedText
            looks="memo"
            rows={1}
            value={lane.text}
            label={talk.lane.label}
            placeholder={talk.lane.placeholder}
            maxLength={limits.textLength}
            onEdit={(base, text) => actions.writeNote(null, base, text)}
          />
          <p class="lane-why">{talk.lane.why}</p>
        </>
      )}
    </section>
  )
}
