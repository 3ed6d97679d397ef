import type { PopupPromise, PopupView } from '../../lib/model/popup-view.ts'
import { type CalendarState, PopupOverview } from '../popup/PopupOverview.tsx'
import type { PopupProps } from '../popup/popup-props.ts'
import { Failure } from './Failure.tsx'
import { Mark } from './Mark.tsx'
import type { ListedAccount } from './options-intents.ts'
import type { Loaded } from './use-settings.ts'

interface PopupPageProps extends PopupProps {
  /** What is known; null while nothing is. `view` is null before consent. */
  state: Loaded<{
    hasConsented: boolean
    accounts: readonly Pick<ListedAccount, 'provider'>[]
    view: PopupView | null
  }>
  calendar: CalendarState
  onDone: (promise: PopupPromise, isDone: boolean) => Promise<void>
  onTryAgain: () => Promise<void>
}

/** The calendar of somebody who has accounts of Microsoft alone; anybody else's is taken to be Google's. */
function calendarHref(accounts: readonly Pick<ListedAccount, 'provider'>[]): string {
  const isOutlook =
    accounts.length > 0 && accounts.every((account) => account.provider === 'microsoft')
  return isOutlook ? 'https://outlook.office.com/calendar/' : 'https://calendar.google.com/'
}

/** The toolbar button's small page: what comes next, what was promised, and the ways on. */
export function PopupPage({ state, calendar, onDone, onTryAgain, ...props }: PopupPageProps) {
  const { messages } = props
  const { common } = messages.pages
  const words = messages.popup
  const value = state !== null && 'value' in state ? state.value : null
  return (
    <main class="popup">
      <header class="popup-header">
        <Mark sizePx={24} />
        <h1>{common.productName}</h1>
        <nav aria-label={common.productName}>
          <a href={calendarHref(value?.accounts ?? [])} target="_blank" rel="noreferrer">
            {words.openCalendar}
          </a>
          <a href="/map.html" target="_blank" rel="noreferrer">
            {words.openMap}
          </a>
          <a href="/options.html" target="_blank" rel="noreferrer">
            {words.openOptions}
          </a>
        </nav>
      </header>
      {state === null && <p class="remark">{common.loading}</p>}
      {state !== null && 'failed' in state && (
        <Failure failed={state.failed} messages={messages} onTryAgain={onTryAgain} />
      )}
      {value !== null && !value.hasConsented && (
        <>
          <p>{words.consentMissing}</p>
          <a class="button button-primary" href="/welcome.html" target="_blank" rel="noreferrer">
            {words.openWelcome}
          </a>
        </>
      )}
      {value !== null && value.view !== null && (
        <>
          <PopupOverview {...props} view={value.view} calendar={calendar} onDone={onDone} />
          {calendar === 'none' && (
            <p class="remark popup-connect">
              {words.notConnected}{' '}
              <a href="/options.html#google" target="_blank" rel="noreferrer">
                {words.connect}
              </a>
            </p>
          )}
        </>
      )}
    </main>
  )
}
