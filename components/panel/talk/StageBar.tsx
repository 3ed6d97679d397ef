import { undatedMeeting } from '../../../lib/model/meeting.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { sayEnding, useTalkWords } from './talk-words.ts'

interface StageBarProps {
  view: PanelView
  actions: PanelActions
  /** The person turned to the next time: show where one prepares. */
  onPrepare: () => void
}

/** Ends the 1-on-1, takes that back, and leads to the preparation of the next one. */
export function StageBar({ view, actions, onPrepare }: StageBarProps) {
  const words = useTalkWords()
  const { stage } = words.talk
  if (view.document === null || view.meeting === null) return null
  if (view.meeting.key === undatedMeeting) return null
  const ended =
    view.document.meetings.find(({ key }) => key === view.meeting?.key)?.ended.at(0) ?? null
  const prepareNext = (
    <button
      type="button"
      class={view.stage === 'ended' ? 'button is-primary' : 'button is-tall'}
      onClick={() => {
        actions.prepareNext(true)
        onPrepare()
      }}
    >
      {stage.prepareNext}
    </button>
  )
  return (
    <div class="stage-bar">
      {/* Said, not shown: a line that comes and goes would move everything above it. */}
      <p class="unseen" role="status">
        {ended !== null && sayEnding(words, view, ended.member)}
      </p>
      <div class="stage-buttons">
        {view.stage !== 'prepare' && prepareNext}
        <button
          type="button"
          class={ended !== null || view.stage !== 'hold' ? 'button is-tall' : 'button is-primary'}
          onClick={() => actions.talk({ do: ended === null ? 'end-meeting' : 'reopen-meeting' })}
        >
          {ended === null ? stage.end : stage.reopen}
        </button>
      </div>
    </div>
  )
}
