import { useState } from 'preact/hooks'
import { errorCodeOf } from '../../lib/base/app-error.ts'
import type { Outcome } from './Notice.tsx'

/**
 * Runs one intent at a time and keeps what came of it for a {@link Notice}. `run` is called from an event
 * handler; a rejection becomes a failed outcome with its code. While `isBusy`, further calls do nothing:
 * mark controls with `aria-disabled`, because `disabled` would take the focus away from the pressed one.
 */
export function useOutcome(): {
  outcome: Outcome
  isBusy: boolean
  run: (intent: () => Promise<Outcome>) => void
} {
  const [outcome, setOutcome] = useState<Outcome>(null)
  const [isBusy, setBusy] = useState(false)
  const run = (intent: () => Promise<Outcome>) => {
    if (isBusy) return
    setBusy(true)
    setOutcome(null)
    intent()
      .catch((error: unknown): Outcome => ({ failed: errorCodeOf(error) }))
      .then((result) => {
        setOutcome(result)
        setBusy(false)
      })
      .catch((error: unknown) => reportError(error))
  }
  return { outcome, isBusy, run }
}
