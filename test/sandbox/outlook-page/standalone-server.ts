import { createServer } from 'node:http'
import type { OutlookPageEvent } from './outlook-event.ts'
import { handleOutlookPage } from './page.ts'
import { makeOutlookEvents, outlookNowMs, outlookSelf } from './synthetic-events.ts'

/** A running stand-in for Outlook without the rest of the world. */
export interface StandaloneOutlook {
  /** `http://127.0.0.1:<port>`. */
  origin: string
  /** The calendar; a test may change it, and the page takes the change when it refreshes. */
  events: OutlookPageEvent[]
  stop(): Promise<void>
}

/** Serves the page with synthetic events on a free port of this machine. */
export async function startStandaloneOutlook(): Promise<StandaloneOutlook> {
  const events = makeOutlookEvents()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const answer = handleOutlookPage({
      path: url.pathname,
      query: url.searchParams,
      viewer: outlookSelf,
      locale: 'en',
      nowMs: outlookNowMs,
      events,
    })
    response.writeHead(answer?.status ?? 404, answer?.headers)
    response.end(answer?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    events,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
