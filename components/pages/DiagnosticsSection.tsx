import type { Language } from '../../lib/i18n/language.ts'
import { CopyButton } from './CopyButton.tsx'
import type { Build, OptionsProps } from './options-intents.ts'

/** Facts for a report of a problem: counts and versions, nothing a person wrote. */
export function DiagnosticsSection(props: OptionsProps & { language: Language; build: Build }) {
  const { messages, state, intents, language, build } = props
  const words = messages.pages.options.diagnostics
  const yesOrNo = (is: boolean) => (is ? words.yes : words.no)
  const facts = [
    [words.version, build.version],
    [words.browser, build.browser],
    [words.language, `${state.language} → ${language}`],
    [words.consent, yesOrNo(state.hasConsented)],
    [words.clientId, yesOrNo(state.googleClientId !== '')],
    [words.accounts, String(state.accounts.filter((one) => one.isConnected).length)],
    [words.never, String(state.neverPairs.length)],
  ] as const
  const text = facts.map(([term, value]) => `${term}: ${value}`).join('\n')
  return (
    <section aria-labelledby="diagnostics">
      <h2 id="diagnostics">{words.heading}</h2>
      <p class="remark">{words.text}</p>
      <dl class="table">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="row">
        <CopyButton text={text} messages={messages} copy={intents.copy} />
      </p>
    </section>
  )
}
