import { useEffect, useState } from 'preact/hooks'
import { CopyButton } from './CopyButton.tsx'
import { Notice, type Outcome } from './Notice.tsx'
import type { OptionsProps } from './options-intents.ts'
import { useOutcome } from './use-outcome.ts'

/**
 * The OAuth client id and how to get one. A text that does not end as Google's ids do is questioned, not
 * sent: most often it is the secret, which must not be stored.
 */
export function ClientIdForm({ messages, state, intents }: OptionsProps) {
  const { outcome, isBusy, run } = useOutcome()
  const [typed, setTyped] = useState(state.googleClientId)
  const [isOdd, setOdd] = useState(false)
  useEffect(() => setTyped(state.googleClientId), [state.googleClientId])
  const { common, options } = messages.pages
  const words = options.google
  const save = async (): Promise<Outcome> => {
    const refusal = await intents.saveClientId(typed.trim())
    return refusal === null ? { done: words.clientIdSaved } : { failed: refusal }
  }
  const submit = (event: Event) => {
    event.preventDefault()
    const id = typed.trim()
    const isPlausible = id === '' || /^[\w.-]+\.apps\.googleusercontent\.com$/.test(id)
    setOdd(!isPlausible)
    if (isPlausible) run(save)
  }
  return (
    <>
      <form class="field" onSubmit={submit}>
        <label for="client-id">{words.clientId}</label>
        <div class="row">
          <input
            id="client-id"
            class="input grow"
            value={typed}
            readOnly={state.isClientIdFixed}
            autocomplete="off"
            spellcheck={false}
            maxLength={200}
            aria-describedby="client-id-hint"
            aria-invalid={isOdd}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          {!state.isClientIdFixed && (
            <button type="submit" class="button" aria-disabled={isBusy}>
              {common.save}
            </button>
          )}
        </div>
        <p class="remark" id="client-id-hint">
          {state.isClientIdFixed ? words.clientIdFixed : words.clientIdHint}
        </p>
        <div role="alert">{isOdd && <p class="notice notice-failed">{words.clientIdOdd}</p>}</div>
        <Notice outcome={outcome} messages={messages} />
      </form>
      {!state.isClientIdFixed && (
        <details>
          <summary>{words.howTo}</summary>
          <div class="field">
            <label for="redirect-url">{words.redirectUrl}</label>
            <div class="row">
              <input id="redirect-url" class="input grow" readOnly value={state.redirectUrl} />
              <CopyButton text={state.redirectUrl} messages={messages} copy={intents.copy} />
            </div>
          </div>
          <ol>
            {words.howToSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>{words.howToTeam}</p>
        </details>
      )}
    </>
  )
}
