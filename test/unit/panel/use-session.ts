import { afterEach } from 'vitest'
import { startHarness } from './session-harness.ts'

/** Starts a session at each call; the one started last is stopped after the test. */
export function useSession(): typeof startHarness {
  let running: Awaited<ReturnType<typeof startHarness>> | null = null
  afterEach(() => {
    running?.stop()
    running = null
  })
  return async (...args) => {
    running = await startHarness(...args)
    return running
  }
}
