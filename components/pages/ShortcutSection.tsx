import { useCallback } from 'preact/hooks'
import type { OptionsProps } from './options-intents.ts'
import { useSettings } from './use-settings.ts'

/** Which keys do what, as they are bound now. */
export function ShortcutSection({ messages, intents }: OptionsProps) {
  const load = useCallback(() => intents.shortcuts(), [intents])
  const { loaded } = useSettings(load)
  const keys = loaded !== null && 'value' in loaded ? loaded.value : null
  const words = messages.popup.options
  const rows = [
    [words.openPanel, keys?.['open-panel']],
    [words.togglePrivate, keys?.['toggle-private']],
  ] as const
  return (
    <section aria-labelledby="shortcuts">
      <h2 id="shortcuts">{words.shortcuts}</h2>
      <dl class="table">
        {rows.map(([label, bound]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{bound === undefined || bound === '' ? words.unbound : <kbd>{bound}</kbd>}</dd>
          </div>
        ))}
      </dl>
      <p class="remark">{words.shortcutsText}</p>
    </section>
  )
}
