import type { Messages } from '../../lib/i18n/messages.ts'
import { Notice } from './Notice.tsx'
import type { OptionsIntents } from './options-intents.ts'
import { useOutcome } from './use-outcome.ts'

interface CopyButtonProps {
  text: string
  messages: Messages
  copy: OptionsIntents['copy']
}

/** Copies a text and says so. */
export function CopyButton({ text, messages, copy }: CopyButtonProps) {
  const { outcome, run } = useOutcome()
  const { common } = messages.pages
  return (
    <>
      <button
        type="button"
        class="button"
        onClick={() =>
          run(async () => {
            await copy(text)
            return { done: common.copied }
          })
        }
      >
        {common.copy}
      </button>
      <Notice outcome={outcome} messages={messages} />
    </>
  )
}
