import type { ErrorCode } from '../../lib/base/app-error.ts'
import type { Messages } from '../../lib/i18n/messages.ts'

/** What came of the last thing a person did: nothing yet, done (with a sentence), or failed. */
export type Outcome = { done: string } | { failed: ErrorCode } | null

/**
 * Says an {@link Outcome} beside the control it belongs to. The live region is always there, so that
 * screen readers notice when words enter it.
 */
export function Notice({ outcome, messages }: { outcome: Outcome; messages: Messages }) {
  const failed = outcome !== null && 'failed' in outcome ? outcome.failed : null
  return (
    <div role="status">
      {outcome !== null && 'done' in outcome && <p class="notice notice-done">{outcome.done}</p>}
      {failed !== null && (
        <p class="notice notice-failed">
          {messages.errors[failed].text} {messages.errors[failed].next}{' '}
          <small>{messages.pages.common.errorCode(failed)}</small>
        </p>
      )}
    </div>
  )
}
