import { Facts } from './Facts.tsx'
import { Lanes } from './Lanes.tsx'
import { Notice, type Outcome } from './Notice.tsx'
import type { OptionsProps } from './options-intents.ts'
import { useOutcome } from './use-outcome.ts'

/** Who can see what, and the way to take the consent back. */
export function PrivacySection({ messages, state, intents }: OptionsProps) {
  const { outcome, isBusy, run } = useOutcome()
  const { options } = messages.pages
  const words = options.privacy
  const withdraw = async (): Promise<Outcome> => ({
    done: (await intents.withdrawConsent()) ? words.withdrawn : words.notWithdrawn,
  })
  return (
    <section aria-labelledby="privacy">
      <h2 id="privacy">{words.heading}</h2>
      <Lanes messages={messages} />
      <Facts messages={messages} />
      <p class="row-between">
        <span id="consent-state">{state.hasConsented ? words.consentOn : words.consentOff}</span>
        {state.hasConsented ? (
          <button
            type="button"
            class="button"
            aria-describedby="consent-state"
            aria-disabled={isBusy}
            onClick={() => run(withdraw)}
          >
            {words.withdraw}
          </button>
        ) : (
          <a class="button" href="/welcome.html">
            {messages.popup.openWelcome}
          </a>
        )}
      </p>
      <Notice outcome={outcome} messages={messages} />
      <p class="remark">{words.limitedUse}</p>
    </section>
  )
}
