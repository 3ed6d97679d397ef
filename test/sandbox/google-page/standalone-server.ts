import { createServer } from 'node:http'
import { handleCalendarPage } from './page.ts'
import type { PageEvent } from './page-event.ts'
import { makeSyntheticEvents, syntheticNowMs, syntheticSelf } from './synthetic-events.ts'

/** A running stand-in page without the rest of the world. */
export interface StandalonePage {
  /** `http://127.0.0.1:<port>`. */
  origin: string
  /** The calendar; a test may change it, and the page takes the change when it refreshes. */
  events: PageEvent[]
  stop(): Promise<void>
}

/** Serves the page with synthetic events on a free port of this machine. */
export async function startStandalonePage(): Promise<StandalonePage> {
  const events = makeSyntheticEvents()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const index = Number(/\/u\/(\d+)/.exec(url.pathname)?.[1] ?? 0)
    const answer = handleCalendarPage({
      path: url.pathname,
      query: url.searchParams,
      account: { ...syntheticSelf, index },
      locale: 'en',
      nowMs: syntheticNowMs,
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
