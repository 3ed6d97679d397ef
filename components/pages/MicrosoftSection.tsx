import { useEffect, useRef, useState } from 'preact/hooks'
import { adminRequest } from '../../lib/i18n/admin-request.ts'
import type { Language } from '../../lib/i18n/language.ts'
import { AccountRows } from './AccountRows.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Notice, type Outcome } from './Notice.tsx'
import type { ListedAccount, OptionsProps } from './options-intents.ts'
import { useOutcome } from './use-outcome.ts'

interface MicrosoftSectionProps extends OptionsProps {
  language: Language
}

/** Connecting Microsoft: the accounts, the app registration, and a text for an administrator. */
export function MicrosoftSection({ messages, language, state, intents }: MicrosoftSectionProps) {
  const { outcome, isBusy, run } = useOutcome()
  /** Takes the focus when the row with the pressed button is gone. */
  const heading = useRef<HTMLHeadingElement>(null)
  const words = messages.pages.options.microsoft
  const shared = messages.pages.options.google
  const accounts = state.accounts.filter((one) => one.provider === 'microsoft')
  const hasClientId = state.microsoftClientId !== ''
  const say = (refusal: Awaited<ReturnType<typeof intents.connect>>, done: string): Outcome =>
    refusal === null ? { done } : { failed: refusal }
  const leave = async (account: ListedAccount, isForgotten: boolean): Promise<Outcome> => {
    const refusal = isForgotten
      ? await intents.forgetAccount(account.provider, account.email)
      : await intents.disconnect(account.email, account.provider)
    if (refusal === null) heading.current?.focus()
    return say(refusal, isForgotten ? shared.forgot : shared.disconnected)
  }
  return (
    <section aria-labelledby="microsoft">
      <h2 id="microsoft" tabIndex={-1} ref={heading}>
        {words.heading}
      </h2>
      <p>{words.text}</p>
      <p class="remark">{words.clouds}</p>
      {accounts.length === 0 && <p class="remark">{words.none}</p>}
      <AccountRows
        accounts={accounts}
        messages={messages}
        isBusy={isBusy}
        onSignOut={(account) => run(() => leave(account, false))}
        onForget={(account) => run(() => leave(account, true))}
      />
      <p class="row">
        <button
          type="button"
          class="button button-primary"
          disabled={!hasClientId}
          aria-disabled={isBusy}
          aria-describedby={hasClientId ? undefined : 'needs-microsoft-id'}
          onClick={() => run(async () => say(await intents.connect('microsoft'), words.connected))}
        >
          {words.connect}
        </button>
        {!hasClientId && (
          <span class="remark" id="needs-microsoft-id">
            {words.needsId}
          </span>
        )}
        {isBusy && <span class="remark">{messages.pages.common.loading}</span>}
      </p>
      <Notice outcome={outcome} messages={messages} />
      <details>
        <summary>{words.setUp}</summary>
        <AppIdForm messages={messages} state={state} intents={intents} />
        {!state.isMicrosoftIdFixed && (
          <>
            <div class="field">
              <label for="microsoft-redirect">{words.redirectUrl}</label>
              <div class="row">
                <input
                  id="microsoft-redirect"
                  class="input grow"
                  readOnly
                  value={state.microsoftRedirectUrl}
                />
                <CopyButton
                  text={state.microsoftRedirectUrl}
                  messages={messages}
                  copy={intents.copy}
                />
              </div>
            </div>
            <ol>
              {words.howToSteps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </>
        )}
        <h3 id="admin-text">{words.adminHeading}</h3>
        <p>{words.adminText}</p>
        <textarea
          class="input"
          readOnly
          rows={6}
          aria-labelledby="admin-text"
          value={adminRequest(language, state.microsoftClientId)}
        />
        <CopyButton
          text={adminRequest(language, state.microsoftClientId)}
          messages={messages}
          copy={intents.copy}
        />
      </details>
    </section>
  )
}

/** The app registration's id. What has another shape is questioned, not sent. */
function AppIdForm({ messages, state, intents }: OptionsProps) {
  const { outcome, isBusy, run } = useOutcome()
  const [typed, setTyped] = useState(state.microsoftClientId)
  const [isOdd, setOdd] = useState(false)
  useEffect(() => setTyped(state.microsoftClientId), [state.microsoftClientId])
  const words = messages.pages.options.microsoft
  const shared = messages.pages.options.google
  const submit = (event: Event) => {
    event.preventDefault()
    const id = typed.trim()
    const isPlausible = id === '' || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
    setOdd(!isPlausible)
    if (!isPlausible) return
    run(async () => {
      const refusal = await intents.saveMicrosoftId(id)
      return refusal === null ? { done: shared.clientIdSaved } : { failed: refusal }
    })
  }
  return (
    <form class="field" onSubmit={submit}>
      <label for="microsoft-id">{words.clientId}</label>
      <div class="row">
        <input
          id="microsoft-id"
          class="input grow"
          value={typed}
          readOnly={state.isMicrosoftIdFixed}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          aria-invalid={isOdd}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {!state.isMicrosoftIdFixed && (
          <button type="submit" class="button" aria-disabled={isBusy}>
            {messages.pages.common.save}
          </button>
        )}
      </div>
      {state.isMicrosoftIdFixed && <p class="remark">{shared.clientIdFixed}</p>}
      <div role="alert">{isOdd && <p class="notice notice-failed">{words.clientIdOdd}</p>}</div>
      <Notice outcome={outcome} messages={messages} />
    </form>
  )
}
