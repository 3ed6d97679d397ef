import { type StandaloneServer, serveStandalone } from '../serve-standalone.ts'
import type { OutlookPageEvent } from './outlook-event.ts'
import { handleOutlookPage } from './page.ts'
import { makeOutlookEvents, outlookNowMs, outlookSelf } from './synthetic-events.ts'

/** Outlook's stand-in page without the rest of the world. */
export interface StandaloneOutlook extends StandaloneServer {
  /** The calendar; a test may change it, and the page takes the change when it refreshes. */
  events: OutlookPageEvent[]
}

/** Serves the page with synthetic events on a free port of this machine. */
export async function startStandaloneOutlook(): Promise<StandaloneOutlook> {
  const events = makeOutlookEvents()
  const server = await serveStandalone((url) =>
    handleOutlookPage({
      path: url.pathname,
      query: url.searchParams,
      viewer: outlookSelf,
      locale: 'en',
      nowMs: outlookNowMs,
      events,
    }),
  )
  return { ...server, events }
}
