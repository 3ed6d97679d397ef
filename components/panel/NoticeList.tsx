import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { Icon } from './Icon.tsx'
import { useWords } from './words.ts'

interface NoticeListProps {
  view: PanelView
  actions: Pick<PanelActions, 'saveAgain' | 'syncNow' | 'dismiss'>
}

/** What went wrong, and what to do about it. Problems of saving stay until they are solved. */
export function NoticeList({ view, actions }: NoticeListProps) {
  const { messages } = useWords()
  const words = messages.panel.notice
  return (
    <div class="notices" role="status">
      {view.notices.map(({ code, remedy, tone }) => (
        <div key={code} class={`notice is-${tone}`} data-code={code}>
          <Icon name={tone === 'calm' ? 'info' : 'warning'} />
          <p>
            <b>{messages.errors[code].text}</b> {messages.errors[code].next}
            <small>{words.code(code)}</small>
          </p>
          <div class="notice-buttons">
            {remedy === 'save' && (
              <button type="button" class="button" onClick={actions.saveAgain}>
                {words.retrySave}
              </button>
            )}
            {remedy === 'sync' && (
              <button type="button" class="button" onClick={actions.syncNow}>
                {words.retrySync}
              </button>
            )}
            {remedy !== 'save' && (
              <button type="button" class="button" onClick={() => actions.dismiss(code)}>
                {words.dismiss}
              </button>
            )}
          </div>
        </div>
      ))}
    </div>
  )
}
