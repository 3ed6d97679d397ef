import { Notice } from './Notice.tsx'
import type { OptionsProps } from './OptionsPage.tsx'
import { useOutcome } from './use-outcome.ts'

/** The language of Yohaku; `auto` follows the calendar page, then the browser. */
export function LanguageSection({ messages, state, intents }: OptionsProps) {
  const { outcome, isBusy, run } = useOutcome()
  const words = messages.pages.options.language
  const choices = [
    ['auto', words.auto, undefined],
    ['ja', words.japanese, 'ja'],
    ['en', words.english, 'en'],
  ] as const
  return (
    <section aria-labelledby="language">
      <h2 id="language">{words.heading}</h2>
      <fieldset class="choice">
        <legend class="visually-hidden">{words.label}</legend>
        <div class="chips">
          {choices.map(([language, label, lang]) => (
            <label class="chip" key={language}>
              <input
                type="radio"
                name="language"
                value={language}
                checked={state.language === language}
                disabled={isBusy}
                onChange={() =>
                  run(async () => {
                    const refusal = await intents.setLanguage(language)
                    return refusal === null ? null : { failed: refusal }
                  })
                }
              />
              <span lang={lang}>{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Notice outcome={outcome} messages={messages} />
    </section>
  )
}
