import { formatAge, formatWhen } from '../../lib/i18n/format-date.ts'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { Icon } from './Icon.tsx'
import { PanelMenu } from './PanelMenu.tsx'
import { useWords, type Words } from './words.ts'

interface PanelHeaderProps {
  view: PanelView
  actions: PanelActions
  /** True in a calendar page, where the frame can be folded and closed. */
  isFramed: boolean
  onRelation: () => void
  onShare: () => void
  /** False when nothing was copied. */
  onCopy: (format: 'text' | 'markdown') => Promise<boolean>
}

/** With whom and when, and the few things one can do with the panel itself. */
export function PanelHeader(props: PanelHeaderProps) {
  const { view, actions, isFramed, onRelation } = props
  const words = useWords()
  const { header } = words.messages.panel
  const leave = (frameState: 'collapsed' | 'hidden'): void => {
    actions.setFrame(frameState)
    actions.returnFocus()
  }
  const when = describeWhen(words, view)
  return (
    <header class="panel-head">
      <div class="panel-title">
        <h1>
          {view.screen === 'pair'
            ? header.with(callPerson(words.language, view.partner))
            : header.noPartner}
        </h1>
        {view.document?.relation != null && (
          <button
            type="button"
            class="relation-pill"
            aria-label={`${words.messages.panel.nav.relation}: ${words.messages.words.relations[view.document.relation]}`}
            onClick={onRelation}
          >
            {words.messages.words.relations[view.document.relation]}
          </button>
        )}
        {when.length > 0 && (
          <p>
            {when.map((part) => (
              <span key={part}>{part}</span>
            ))}
          </p>
        )}
        {view.meeting?.isDayShared === true && <p>{header.dayShared}</p>}
        {view.meeting?.isPartnerDeclined === true && (
          <p>{header.declined(callPerson(words.language, view.partner))}</p>
        )}
      </div>
      <PanelMenu view={view} actions={actions} onCopy={props.onCopy} onShare={props.onShare} />
      {isFramed && (
        <>
          <button
            type="button"
            class="icon-button"
            aria-label={header.collapse}
            onClick={() => leave('collapsed')}
          >
            <Icon name="fold" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={header.close}
            onClick={() => leave('hidden')}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </header>
  )
}

/** Within this time before the start, the line also says how long it still is. */
const soonMs = 60 * 60_000

function describeWhen({ language, messages }: Words, view: PanelView): string[] {
  const { meeting, nowMs, stage } = view
  const { header } = messages.panel
  if (meeting === null || stage === null) return []
  // Of a day alone the line says which day it is.
  const parts = view.screen === 'pair' && stage !== 'today' ? [header.stages[stage]] : []
  if (view.isNext) parts.push(header.next)
  const when = formatWhen(language, meeting, nowMs)
  parts.push(when ?? header.undated)
  const { startMs } = meeting
  if (stage === 'prepare' && startMs !== null && startMs - nowMs < soonMs) {
    parts.push(formatAge(language, startMs, nowMs))
  }
  return parts
}
