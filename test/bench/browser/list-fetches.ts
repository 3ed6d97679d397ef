import type { Worker } from 'playwright-core'

/** A worker or a frame. */
export type ScriptPlace = Pick<Worker, 'evaluate'>

/** One request of a script, as the script's own performance timeline remembers it. */
export interface SeenFetch {
  url: string
  /** When it was asked for, ms since the epoch; not when it reached a server. */
  startedMs: number
}

/** Makes room for more requests than a timeline remembers by default (250). */
export async function rememberFetches(where: ScriptPlace): Promise<void> {
  await where.evaluate(() => performance.setResourceTimingBufferSize(10_000))
}

/** Requests over the network that ended so far; files of the extension itself do not count. */
export function listFetches(where: ScriptPlace): Promise<SeenFetch[]> {
  return where.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => /^https?:/.test(name))
      .map(({ name, startTime }) => ({ url: name, startedMs: performance.timeOrigin + startTime })),
  )
}
