import { useState } from 'preact/hooks'
import { Notice, type Outcome } from './Notice.tsx'
import type { OptionsProps, OptionsState } from './options-intents.ts'
import { useOutcome } from './use-outcome.ts'

/** The language of Yohaku; `auto` follows the calendar page, then the browser. */
export function LanguageSection({ messages, state, intents }: OptionsProps) {
  const { outcome, isBusy, run } = useOutcome()
  /** Shown as chosen until the background has answered with what is in force. */
  const [pressed, setPressed] = useState<OptionsState['language'] | null>(null)
  const words = messages.pages.options.language
  const { menu } = messages.panel
  const choices = [
    ['auto', words.auto, undefined],
    ['ja', menu.japanese, 'ja'],
    ['en', menu.english, 'en'],
  ] as const
  const choose = async (language: OptionsState['language']): Promise<Outcome> => {
    setPressed(language)
    const refusal = await intents.setLanguage(language).finally(() => setPressed(null))
    return refusal === null ? null : { failed: refusal }
  }
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
                checked={(pressed ?? state.language) === language}
                aria-disabled={isBusy}
                onChange={() => run(() => choose(language))}
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
