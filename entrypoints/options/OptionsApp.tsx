import { useCallback, useEffect, useMemo } from 'preact/hooks'
import { Failure } from '../../components/pages/Failure.tsx'
import { OptionsPage } from '../../components/pages/OptionsPage.tsx'
import type { Build } from '../../components/pages/options-intents.ts'
import { labelPage, pageLanguage } from '../../components/pages/page-language.ts'
import { useSettings } from '../../components/pages/use-settings.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { SendPageRequest } from '../../lib/messaging/send-page-request.ts'
import { type BrowserIntents, makeOptionsIntents } from './options-intents.ts'

interface OptionsAppProps {
  send: SendPageRequest
  uiLanguage: string
  build: Build
  /** Asks, in a press, whether data may leave the device; must keep its identity. */
  requestConsent: () => Promise<boolean>
  /** Must keep its identity. */
  browserIntents: BrowserIntents
}

/** Options, with the background behind them. */
export function OptionsApp(props: OptionsAppProps) {
  const { send, uiLanguage, build, requestConsent, browserIntents } = props
  const load = useCallback(() => send('page/settings', {}), [send])
  const { loaded, reload } = useSettings(load)
  const choice = loaded !== null && 'value' in loaded ? loaded.value.language : 'auto'
  const language = pageLanguage(choice, uiLanguage)
  const messages = messagesIn(language)
  const intents = useMemo(
    () => makeOptionsIntents(send, reload, window, requestConsent, browserIntents),
    [send, reload, requestConsent, browserIntents],
  )
  useEffect(() => labelPage(document, language, messages.pages.options.title), [language, messages])
  if (loaded === null) return null
  if ('failed' in loaded) {
    return (
      <main class="page">
        <h1>{messages.pages.options.title}</h1>
        <Failure failed={loaded.failed} messages={messages} onTryAgain={reload} />
      </main>
    )
  }
  return (
    <OptionsPage
      messages={messages}
      language={language}
      state={loaded.value}
      intents={intents}
      build={build}
    />
  )
}
