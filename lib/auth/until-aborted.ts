import type { ErrorCode } from '../base/app-error.ts'
import { fail, type Result } from '../base/result.ts'

/** The outcome of `work`, or a refusal as soon as the person stops waiting; the work itself goes on. */
export async function untilAborted<T>(
  work: Promise<Result<T, ErrorCode>>,
  signal: AbortSignal,
): Promise<Result<T, ErrorCode>> {
  if (signal.aborted) return fail('auth/refused')
  let stop = () => {}
  const aborted = new Promise<Result<T, ErrorCode>>((resolve) => {
    stop = () => resolve(fail('auth/refused'))
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
