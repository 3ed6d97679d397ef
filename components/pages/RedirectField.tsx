import type { Messages } from '../../lib/i18n/messages.ts'
import { CopyButton } from './CopyButton.tsx'
import type { OptionsIntents } from './options-intents.ts'

interface RedirectFieldProps {
  /** The id of the field in the page. */
  fieldId: string
  label: string
  url: string
  messages: Messages
  copy: OptionsIntents['copy']
}

/** The redirect address to register with a provider, to be copied. */
export function RedirectField({ fieldId, label, url, messages, copy }: RedirectFieldProps) {
  return (
    <div class="field">
      <label for={fieldId}>{label}</label>
      <div class="row">
        <input id={fieldId} class="input grow" readOnly value={url} />
        <CopyButton text={url} messages={messages} copy={copy} />
      </div>
    </div>
  )
}
