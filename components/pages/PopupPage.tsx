import type { Messages } from '../../lib/i18n/messages.ts'
import { Failure } from './Failure.tsx'
import { Mark } from './Mark.tsx'
import type { Loaded } from './use-settings.ts'

interface PopupPageProps {
  messages: Messages
  state: Loaded<{ hasConsented: boolean; accounts: readonly { email: string }[] }>
  onTryAgain: () => Promise<void>
}

/** The toolbar button's small page: where things stand, and the two ways on. */
export function PopupPage({ messages, state, onTryAgain }: PopupPageProps) {
  const { common } = messages.pages
  return (
    <main class="popup">
      <header class="popup-header">
        <Mark sizePx={24} />
        <h1>{common.productName}</h1>
      </header>
      {state === null && <p class="remark">{common.loading}</p>}
      {state !== null && 'failed' in state && (
        <Failure failed={state.failed} messages={messages} onTryAgain={onTryAgain} />
      )}
      {state !== null && 'value' in state && (
        <State
          messages={messages}
          hasConsented={state.value.hasConsented}
          emails={state.value.accounts.map((account) => account.email)}
        />
      )}
    </main>
  )
}

interface StateProps {
  messages: Messages
  hasConsented: boolean
  emails: readonly string[]
}

function State({ messages, hasConsented, emails }: StateProps) {
  const { common, popup } = messages.pages
  if (!hasConsented) {
    return (
      <>
        <p>{popup.consentMissing}</p>
        <a class="button button-primary" href="/welcome.html" target="_blank" rel="noreferrer">
          {popup.openWelcome}
        </a>
      </>
    )
  }
  return (
    <>
      <p>{popup.ready}</p>
      {emails.length === 0 && <p class="remark">{popup.notConnected}</p>}
      {emails.length > 0 && (
        <p class="remark">
          {popup.connectedAs}: <b class="email">{emails.join(', ')}</b>
        </p>
      )}
      <p class="row">
        <a
          class="button button-primary"
          href="https://calendar.google.com/"
          target="_blank"
          rel="noreferrer"
        >
          {common.openCalendar}
        </a>
        <a class="button" href="/options.html" target="_blank" rel="noreferrer">
          {common.openOptions}
        </a>
      </p>
    </>
  )
}
