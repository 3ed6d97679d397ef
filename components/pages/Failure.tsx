import type { ErrorCode } from '../../lib/base/app-error.ts'
import type { Messages } from '../../lib/i18n/messages.ts'
import { Notice } from './Notice.tsx'
import { useOutcome } from './use-outcome.ts'

interface FailureProps {
  failed: ErrorCode
  messages: Messages
  onTryAgain: () => Promise<void>
}

/** Says why a page has nothing to show, with the way on. */
export function Failure({ failed, messages, onTryAgain }: FailureProps) {
  const { isBusy, run } = useOutcome()
  return (
    <section>
      <Notice outcome={{ failed }} messages={messages} />
      <p class="row">
        <button
          type="button"
          class="button"
          aria-disabled={isBusy}
          onClick={() =>
            run(async () => {
              await onTryAgain()
              return null
            })
          }
        >
          {messages.pages.common.tryAgain}
        </button>
      </p>
    </section>
  )
}
