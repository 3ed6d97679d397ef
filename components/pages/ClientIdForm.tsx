import { IdForm } from './IdForm.tsx'
import type { OptionsProps } from './options-intents.ts'
import { RedirectField } from './RedirectField.tsx'

/**
 * The OAuth client id and how to get one. A text that does not end as Google's ids do is most often the secret,
 * which must not be stored.
 */
export function ClientIdForm({ messages, state, intents }: OptionsProps) {
  const words = messages.pages.options.google
  return (
    <>
      <IdForm
        fieldId="client-id"
        label={words.clientId}
        value={state.googleClientId}
        isFixed={state.isClientIdFixed}
        remark={state.isClientIdFixed ? words.clientIdFixed : words.clientIdHint}
        oddWords={words.clientIdOdd}
        idPattern={/^[\w.-]+\.apps\.googleusercontent\.com$/}
        save={intents.saveClientId}
        messages={messages}
      />
      {!state.isClientIdFixed && (
        <details>
          <summary>{words.howTo}</summary>
          <RedirectField
            fieldId="redirect-url"
            label={words.redirectUrl}
            url={state.redirectUrl}
            messages={messages}
            copy={intents.copy}
          />
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
