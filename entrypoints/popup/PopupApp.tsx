import { useCallback, useEffect } from 'preact/hooks'
import { PopupPage } from '../../components/pages/PopupPage.tsx'
import { labelPage, pageLanguage } from '../../components/pages/page-language.ts'
import { useSettings } from '../../components/pages/use-settings.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { SendPageRequest } from '../../lib/messaging/send-page-request.ts'

/** The popup, with the background behind it. */
export function PopupApp({ send, uiLanguage }: { send: SendPageRequest; uiLanguage: string }) {
  const load = useCallback(() => send('page/settings', {}), [send])
  const { loaded, reload } = useSettings(load)
  const choice = loaded !== null && 'value' in loaded ? loaded.value.language : 'auto'
  const language = pageLanguage(choice, uiLanguage)
  const messages = messagesIn(language)
  useEffect(
    () => labelPage(document, language, messages.pages.common.productName),
    [language, messages],
  )
  return <PopupPage messages={messages} state={loaded} onTryAgain={reload} />
}
