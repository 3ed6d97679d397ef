import { handleCalendarPage } from '../../sandbox/google-page/page.ts'
import { openGateway } from '../../sandbox/network/gateway.ts'
import { type BenchCalendar, self } from './bench-calendar.ts'

/** The smallest world with the hostile calendar page in it, and an account of everything that was asked. */
export interface BenchWorld {
  port: number
  /** Requests other than the page's own, with their arrival in ms since the epoch. */
  arrivals: { url: string; atMs: number }[]
  close(): Promise<void>
}

/** Address of the measured page; the modes are the page's own defaults, the most hostile ones. */
export const calendarUrl = 'https://calendar.google.com/calendar/u/0/r/week'

/** Serves `calendar` under the real host name; every other host and path is 404. */
export async function openBenchWorld(calendar: BenchCalendar): Promise<BenchWorld> {
  const arrivals: BenchWorld['arrivals'] = []
  const gateway = await openGateway(0, async ({ host, path, reply }) => {
    const url = new URL(path, `https://${host}`)
    const answer =
      host === 'calendar.google.com'
        ? handleCalendarPage({
            path: url.pathname,
            query: url.searchParams,
            account: { ...self, index: 0 },
            locale: 'ja',
            nowMs: calendar.nowMs,
            events: calendar.events,
          })
        : null
    if (answer === null) {
      arrivals.push({ url: url.href, atMs: performance.timeOrigin + performance.now() })
      reply.writeHead(404).end()
      return
    }
    reply.writeHead(answer.status, answer.headers).end(answer.body)
  })
  return { port: gateway.port, arrivals, close: () => gateway.close() }
}
