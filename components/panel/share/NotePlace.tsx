import { calendarLinkOf } from '../../../lib/panel/calendar-link.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { CopyLink } from '../CopyLink.tsx'
import { ShareChoice } from './ShareChoice.tsx'
import { useShareWords } from './use-share-words.ts'

interface NotePlaceProps {
  view: PanelView
  actions: Pick<PanelActions, 'shareFile'>
}

/** Where the note lives, or shall live, and what that asks of the two. */
export function NotePlace({ view, actions }: NotePlaceProps) {
  const { share } = useShareWords()
  const words = share.home
  const { status } = view
  if (status === null) return null
  const { file } = status
  if (file !== null) {
    const provider = file.provider === 'onedrive' ? 'microsoft' : 'google'
    const inCalendar = file.isMine && file.isShared ? calendarLinkOf(file) : null
    return (
      <section class="share" aria-labelledby="place">
        <h2 id="place">{words.heading}</h2>
        <p>{words.at[provider]}</p>
        {status.nextStep === 'create' && file.isMine && (
          <ShareChoice
            view={view}
            actions={actions}
            provider={provider}
            label={words.again}
            isPrimary
          />
        )}
        {file.isShared && file.url !== '' && (
          <>
            <h3>{words.link}</h3>
            <CopyLink url={file.url} />
          </>
        )}
        {inCalendar !== null && (
          <details>
            <summary>{words.calendar}</summary>
            <p>{words.calendarText}</p>
            <CopyLink url={inCalendar} label={words.calendar} isQuiet />
          </details>
        )}
      </section>
    )
  }
  if (status.nextStep !== 'create') return null
  return (
    <section class="share" aria-labelledby="place">
      <h2 id="place">{words.heading}</h2>
      <p>{words.text}</p>
      <div class="buttons">
        {(['google', 'microsoft'] as const).map((provider) => (
          <ShareChoice
            key={provider}
            view={view}
            actions={actions}
            provider={provider}
            label={words.put[provider]}
            isPrimary={provider === status.provider}
          />
        ))}
      </div>
    </section>
  )
}
