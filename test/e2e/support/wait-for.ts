import { setTimeout as pause } from 'node:timers/promises'

/**
 * Asks again and again until the answer is neither null, undefined nor false, or the deadline passes. For
 * conditions outside a page, where no event tells of the change.
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  deadlineMs = 15_000,
): Promise<T> {
  const end = performance.now() + deadlineMs
  let last: unknown = null
  while (performance.now() < end) {
    try {
      const answer = await ask()
      if (answer !== null && answer !== undefined && answer !== false) return answer
    } catch (thrown) {
      last = thrown
    }
    await pause(50)
  }
  throw new Error(`Waited ${deadlineMs} ms for ${what}`, { cause: last })
}
