import { useCallback, useEffect, useState } from 'preact/hooks'
import { MapPage } from '../../components/map/MapPage.tsx'
import { labelPage, pageLanguage } from '../../components/pages/page-language.ts'
import { useSettings } from '../../components/pages/use-settings.ts'
import { systemClock } from '../../lib/base/clock.ts'
import { mapMessagesIn } from '../../lib/i18n/map-messages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { SendPageRequest } from '../../lib/messaging/send-page-request.ts'

/** The map of one's dialogues, with the background behind it. Drawn anew whenever the page is looked at again. */
export function MapApp({ send, uiLanguage }: { send: SendPageRequest; uiLanguage: string }) {
  const load = useCallback(async () => {
    const settings = await send('page/settings', {})
    const map = settings.hasConsented ? (await send('page/map', {})).map : null
    return { language: settings.language, map }
  }, [send])
  const { loaded, reload } = useSettings(load)
  const [nowMs, setNowMs] = useState(() => systemClock.nowMs())
  const choice = loaded !== null && 'value' in loaded ? loaded.value.language : 'auto'
  const language = pageLanguage(choice, uiLanguage)
  const messages = messagesIn(language)
  const words = mapMessagesIn(language)
  useEffect(() => labelPage(document, language, words.title), [language, words])
  useEffect(() => {
    const lookAgain = (): void => {
      if (document.visibilityState !== 'visible') return
      setNowMs(systemClock.nowMs())
      reload().catch((error: unknown) => reportError(error))
    }
    document.addEventListener('visibilitychange', lookAgain)
    return () => document.removeEventListener('visibilitychange', lookAgain)
  }, [reload])
  return (
    <MapPage
      messages={messages}
      words={words}
      language={language}
      nowMs={nowMs}
      state={loaded}
      onTryAgain={reload}
    />
  )
}
