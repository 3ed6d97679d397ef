import { useRef } from 'preact/hooks'
import { Notice } from './Notice.tsx'
import type { OptionsProps } from './options-intents.ts'
import { useOutcome } from './use-outcome.ts'

/** Pairs for which the person closed the margin for good, and the way to open it again. */
export function NeverSection({ messages, state, intents }: OptionsProps) {
  const { outcome, isBusy, run } = useOutcome()
  /** Takes the focus when the row with the pressed button is gone. */
  const heading = useRef<HTMLHeadingElement>(null)
  const words = messages.pages.options.never
  return (
    <section aria-labelledby="never">
      <h2 id="never" tabIndex={-1} ref={heading}>
        {words.heading}
      </h2>
      <p>{state.neverPairs.length === 0 ? words.none : words.text}</p>
      {state.neverPairs.length > 0 && (
        <ul class="rows">
          {state.neverPairs.map(({ pairId, partner }) => {
            const name = partner === '' ? words.unnamed : partner
            return (
              <li class="row-between" key={pairId}>
                <span>{name}</span>
                <button
                  type="button"
                  class="button"
                  aria-label={words.liftNamed(name)}
                  aria-disabled={isBusy}
                  onClick={() =>
                    run(async () => {
                      await intents.liftNever(pairId)
                      heading.current?.focus()
                      return null
                    })
                  }
                >
                  {words.lift}
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <Notice outcome={outcome} messages={messages} />
    </section>
  )
}
