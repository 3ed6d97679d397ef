import { useCallback, useEffect, useState } from 'preact/hooks'
import { PopupPage } from '../../components/pages/PopupPage.tsx'
import { labelPage, pageLanguage } from '../../components/pages/page-language.ts'
import { useSettings } from '../../components/pages/use-settings.ts'
import type { CalendarState } from '../../components/popup/PopupOverview.tsx'
import { AppError } from '../../lib/base/app-error.ts'
import { systemClock, systemTimers } from '../../lib/base/clock.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { SendPageRequest } from '../../lib/messaging/send-page-request.ts'
import type { PopupPromise } from '../../lib/model/popup-view.ts'

/** Minutes are told: redrawing twice a minute keeps them right. */
const agePauseMs = 30_000

/** The popup, with the background behind it. Drawn from this device; the calendar is asked afterwards. */
export function PopupApp({ send, uiLanguage }: { send: SendPageRequest; uiLanguage: string }) {
  const load = useCallback(async () => {
    const settings = await send('page/settings', {})
    const view = settings.hasConsented ? (await send('page/popup', {})).view : null
    return { ...settings, view }
  }, [send])
  const { loaded, reload } = useSettings(load)
  const value = loaded !== null && 'value' in loaded ? loaded.value : null
  const language = pageLanguage(value?.language ?? 'auto', uiLanguage)
  const messages = messagesIn(language)
  const isConnected = value === null ? null : value.hasConsented && value.accounts.length > 0
  const calendar = useCalendar(send, isConnected, reload)
  const nowMs = useNow()
  useEffect(
    () => labelPage(document, language, messages.pages.common.productName),
    [language, messages],
  )
  const onDone = async ({ pairId, id }: PopupPromise, isDone: boolean): Promise<void> => {
    const { error } = await send('page/promise-done', { pairId, promiseId: id, isDone })
    if (error !== null) throw new AppError(error)
  }
  return (
    <PopupPage
      messages={messages}
      language={language}
      nowMs={nowMs}
      state={loaded}
      calendar={calendar}
      onDone={onDone}
      onTryAgain={reload}
    />
  )
}

/** Asks the calendar once, after the first drawing, and draws anew when there was news. */
function useCalendar(
  send: SendPageRequest,
  isConnected: boolean | null,
  reload: () => Promise<void>,
): CalendarState {
  const [state, setState] = useState<CalendarState>('none')
  useEffect(() => {
    if (isConnected !== true) return
    setState('reading')
    send('page/popup-refresh', {})
      .then(async ({ hasNews, error }) => {
        if (hasNews) await reload()
        setState(error === null ? 'read' : 'failed')
      })
      .catch(() => setState('failed'))
  }, [send, isConnected, reload])
  return state
}

function useNow(): number {
  const [nowMs, setNowMs] = useState(() => systemClock.nowMs())
  useEffect(() => systemTimers.after(agePauseMs, () => setNowMs(systemClock.nowMs())), [nowMs])
  return nowMs
}
