import { useRef } from 'preact/hooks'
import { adminRequest } from '../../lib/i18n/admin-request.ts'
import type { Language } from '../../lib/i18n/language.ts'
import { AccountRows } from './AccountRows.tsx'
import { CopyButton } from './CopyButton.tsx'
import { IdForm } from './IdForm.tsx'
import { Notice, type Outcome } from './Notice.tsx'
import type { ListedAccount, OptionsProps } from './options-intents.ts'
import { RedirectField } from './RedirectField.tsx'
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
        <IdForm
          fieldId="microsoft-id"
          label={words.clientId}
          value={state.microsoftClientId}
          isFixed={state.isMicrosoftIdFixed}
          remark={state.isMicrosoftIdFixed ? shared.clientIdFixed : null}
          oddWords={words.clientIdOdd}
          idPattern={/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i}
          save={intents.saveMicrosoftId}
          messages={messages}
        />
        {!state.isMicrosoftIdFixed && (
          <>
            <RedirectField
              fieldId="microsoft-redirect"
              label={words.redirectUrl}
              url={state.microsoftRedirectUrl}
              messages={messages}
              copy={intents.copy}
            />
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
