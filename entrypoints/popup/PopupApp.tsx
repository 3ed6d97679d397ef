import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { PopupPage } from '../../components/pages/PopupPage.tsx'
import { labelPage, pageLanguage } from '../../components/pages/page-language.ts'
import type { Loaded } from '../../components/pages/use-settings.ts'
import type { CalendarState } from '../../components/popup/PopupOverview.tsx'
import { AppError, errorCodeOf } from '../../lib/base/app-error.ts'
import { systemClock, systemTimers } from '../../lib/base/clock.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { PageOutput, SendPageRequest } from '../../lib/messaging/send-page-request.ts'
import type { PopupPromise, PopupView } from '../../lib/model/popup-view.ts'

/** Minutes are told: redrawing twice a minute keeps them right. */
const agePauseMs = 30_000

/** The popup, with the background behind it. Drawn from this device; the calendar is asked afterwards. */
export function PopupApp({ send, uiLanguage }: { send: SendPageRequest; uiLanguage: string }) {
  const { loaded, reload } = usePopup(send)
  const value = loaded !== null && 'value' in loaded ? loaded.value : null
  const language = pageLanguage(value?.language ?? 'auto', uiLanguage)
  const messages = messagesIn(language)
  // An account that is only known from a calendar page tells nothing by itself.
  const isConnected =
    value === null ? null : value.hasConsented && value.accounts.some((one) => one.isConnected)
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

type PopupState = PageOutput<'page/settings'> & { view: PopupView | null }

/** What is near first, then everything; `reload` settles when everything is shown. */
function usePopup(send: SendPageRequest): {
  loaded: Loaded<PopupState>
  reload: () => Promise<void>
} {
  const [loaded, setLoaded] = useState<Loaded<PopupState>>(null)
  const latest = useRef(0)
  const load = useCallback(
    async (extents: readonly ('near' | 'whole')[]) => {
      latest.current += 1
      const mine = latest.current
      // A slower answer to an earlier question must not take the place of a newer one.
      const show = (next: Loaded<PopupState>): void => {
        if (mine === latest.current) setLoaded(next)
      }
      try {
        const settings = await send('page/settings', {})
        if (!settings.hasConsented) show({ value: { ...settings, view: null } })
        for (const extent of settings.hasConsented ? extents : []) {
          const { view } = await send('page/popup', { extent })
          show({ value: { ...settings, view } })
        }
      } catch (error) {
        show({ failed: errorCodeOf(error) })
      }
    },
    [send],
  )
  const reload = useCallback(() => load(['whole']), [load])
  useEffect(() => {
    load(['near', 'whole']).catch((error: unknown) => reportError(error))
  }, [load])
  return { loaded, reload }
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
