import { useRef } from 'preact/hooks'
import { AccountRows } from './AccountRows.tsx'
import { ClientIdForm } from './ClientIdForm.tsx'
import { Notice, type Outcome } from './Notice.tsx'
import type { OptionsProps } from './options-intents.ts'
import { useOutcome } from './use-outcome.ts'

/** Connecting Google: the accounts, the client id, and how to get one. */
export function GoogleSection({ messages, state, intents }: OptionsProps) {
  const { outcome, isBusy, run } = useOutcome()
  /** Takes the focus when the row with the pressed button is gone. */
  const heading = useRef<HTMLHeadingElement>(null)
  const { common, options } = messages.pages
  const words = options.google
  const hasClientId = state.googleClientId !== ''
  const connect = async (): Promise<Outcome> => {
    const refusal = await intents.connect('google')
    return refusal === null ? { done: words.connected } : { failed: refusal }
  }
  const disconnect = async (email: string): Promise<Outcome> => {
    const refusal = await intents.disconnect(email, 'google')
    if (refusal === null) heading.current?.focus()
    return refusal === null ? { done: words.disconnected } : { failed: refusal }
  }
  const forget = async (email: string): Promise<Outcome> => {
    const refusal = await intents.forgetAccount('google', email)
    if (refusal === null) heading.current?.focus()
    return refusal === null ? { done: words.forgot } : { failed: refusal }
  }
  const accounts = state.accounts.filter((one) => one.provider === 'google')
  return (
    <section aria-labelledby="google">
      <h2 id="google" tabIndex={-1} ref={heading}>
        {words.heading}
      </h2>
      <p>{words.text}</p>
      {accounts.length === 0 && <p class="remark">{words.none}</p>}
      <AccountRows
        accounts={accounts}
        messages={messages}
        isBusy={isBusy}
        onSignOut={({ email }) => run(() => disconnect(email))}
        onForget={({ email }) => run(() => forget(email))}
      />
      <p class="row">
        <button
          type="button"
          class="button button-primary"
          disabled={!hasClientId}
          aria-disabled={isBusy}
          aria-describedby={hasClientId ? undefined : 'needs-id'}
          onClick={() => run(connect)}
        >
          {accounts.some((one) => one.isConnected) ? words.connectAnother : words.connect}
        </button>
        {!hasClientId && (
          <span class="remark" id="needs-id">
            {words.needsId}
          </span>
        )}
        {isBusy && <span class="remark">{common.loading}</span>}
      </p>
      <Notice outcome={outcome} messages={messages} />
      <ClientIdForm messages={messages} state={state} intents={intents} />
    </section>
  )
}
