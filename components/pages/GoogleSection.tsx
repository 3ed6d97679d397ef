import { useRef } from 'preact/hooks'
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
    const refusal = await intents.connect()
    return refusal === null ? { done: words.connected } : { failed: refusal }
  }
  const disconnect = async (email: string): Promise<Outcome> => {
    const refusal = await intents.disconnect(email)
    if (refusal === null) heading.current?.focus()
    return refusal === null ? { done: words.disconnected } : { failed: refusal }
  }
  return (
    <section aria-labelledby="google">
      <h2 id="google" tabIndex={-1} ref={heading}>
        {words.heading}
      </h2>
      <p>{words.text}</p>
      {state.accounts.length === 0 && <p class="remark">{words.none}</p>}
      {state.accounts.length > 0 && (
        <ul class="rows">
          {state.accounts.map(({ provider, email }) => (
            <li class="row-between" key={`${provider} ${email}`}>
              <span>
                <b class="email">{email}</b> <small>{words.provider[provider]}</small>
              </span>
              <button
                type="button"
                class="button"
                aria-label={words.disconnectNamed(email)}
                aria-disabled={isBusy}
                onClick={() => run(() => disconnect(email))}
              >
                {words.disconnect}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="row">
        <button
          type="button"
          class="button button-primary"
          disabled={!hasClientId}
          aria-disabled={isBusy}
          aria-describedby={hasClientId ? undefined : 'needs-id'}
          onClick={() => run(connect)}
        >
          {state.accounts.length === 0 ? words.connect : words.connectAnother}
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
