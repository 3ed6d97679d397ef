import { useCallback, useEffect, useState } from 'preact/hooks'
import { type ErrorCode, errorCodeOf } from '../../lib/base/app-error.ts'

/** What is known of something that is asked for: not yet, an answer, or why there is none. */
export type Loaded<Value> = { value: Value } | { failed: ErrorCode } | null

/**
 * Asks once when the page opens, and again on `reload`, which settles when the answer is shown. The answer
 * shown before stays until the next one is there. `load` must keep its identity.
 */
export function useSettings<Value>(load: () => Promise<Value>): {
  loaded: Loaded<Value>
  reload: () => Promise<void>
} {
  const [loaded, setLoaded] = useState<Loaded<Value>>(null)
  const reload = useCallback(async () => {
    try {
      setLoaded({ value: await load() })
    } catch (error) {
      setLoaded({ failed: errorCodeOf(error) })
    }
  }, [load])
  useEffect(() => {
    reload().catch((error: unknown) => reportError(error))
  }, [reload])
  return { loaded, reload }
}
