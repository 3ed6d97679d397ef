import { useCallback, useEffect } from 'preact/hooks'
import { labelPage, pageLanguage } from '../../components/pages/page-language.ts'
import { useSettings } from '../../components/pages/use-settings.ts'
import { WelcomePage } from '../../components/pages/WelcomePage.tsx'
import { AppError } from '../../lib/base/app-error.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { SendPageRequest } from '../../lib/messaging/send-page-request.ts'
import { requestPersistence } from '../../lib/storage/persist.ts'

/** Welcome, with the background behind it. */
export function WelcomeApp({ send, uiLanguage }: { send: SendPageRequest; uiLanguage: string }) {
  const load = useCallback(() => send('page/settings', {}), [send])
  const { loaded, reload } = useSettings(load)
  const choice = loaded !== null && 'value' in loaded ? loaded.value.language : 'auto'
  const language = pageLanguage(choice, uiLanguage)
  const messages = messagesIn(language)
  useEffect(() => labelPage(document, language, messages.pages.welcome.title), [language, messages])
  const consent = async () => {
    const { error } = await send('page/set', { hasConsented: true })
    if (error !== null) throw new AppError(error)
    // In a press, and from a page: a worker cannot ask. Refused is no failure, only less certain. Not waited
    // for: Firefox asks the person, who may leave the question open for as long as they like.
    requestPersistence(navigator.storage).catch((thrown: unknown) => reportError(thrown))
    await reload()
  }
  return (
    <WelcomePage messages={messages} consent={loaded} onConsent={consent} onTryAgain={reload} />
  )
}
