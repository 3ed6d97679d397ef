import { createServer } from 'node:http'
import type { PageAnswer } from './page-answer.ts'

/** A stand-in page that runs without the rest of the world. */
export interface StandaloneServer {
  /** `http://127.0.0.1:<port>`. */
  origin: string
  stop(): Promise<void>
}

/** Serves a page on a free port of this machine; null is answered with 404. */
export async function serveStandalone(
  answer: (url: URL) => PageAnswer | null,
): Promise<StandaloneServer> {
  const server = createServer((request, response) => {
    const given = answer(new URL(request.url ?? '/', 'http://127.0.0.1'))
    response.writeHead(given?.status ?? 404, given?.headers)
    response.end(given?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
