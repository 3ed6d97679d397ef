import { type StandaloneServer, serveStandalone } from '../serve-standalone.ts'
import { handleCalendarPage } from './page.ts'
import type { PageEvent } from './page-event.ts'
import { makeSyntheticEvents, syntheticNowMs, syntheticSelf } from './synthetic-events.ts'

/** Google's stand-in page without the rest of the world. */
export interface StandalonePage extends StandaloneServer {
  /** The calendar; a test may change it, and the page takes the change when it refreshes. */
  events: PageEvent[]
}

/** Serves the page with synthetic events on a free port of this machine. */
export async function startStandalonePage(): Promise<StandalonePage> {
  const events = makeSyntheticEvents()
  const server = await serveStandalone((url) =>
    handleCalendarPage({
      path: url.pathname,
      query: url.searchParams,
      account: { ...syntheticSelf, index: Number(/\/u\/(\d+)/.exec(url.pathname)?.[1] ?? 0) },
      locale: 'en',
      nowMs: syntheticNowMs,
      events,
    }),
  )
  return { ...server, events }
}
