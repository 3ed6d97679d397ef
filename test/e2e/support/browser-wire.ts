import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitFor } from './wait-for.ts'

/** What the browser says on its own, without being asked. */
export interface WireEvent {
  method: string
  params: Record<string, unknown>
  /** The session it comes from; absent for the browser itself. */
  sessionId?: string
}

/** A second line to a browser's DevTools protocol, beside the test's own. */
export interface BrowserWire {
  /** Sends a command and waits for its answer; throws what the browser refuses. */
  send(
    method: string,
    params?: Record<string, unknown>,
    sessionId?: string,
  ): Promise<Record<string, unknown>>
  close(): void
}

/**
 * Opens the line to a browser started with `--remote-debugging-port=0` on this profile.
 * https://chromedevtools.github.io/devtools-protocol/#endpoints
 */
export async function openWire(
  profile: string,
  onEvent: (event: WireEvent) => void,
): Promise<BrowserWire> {
  const [port, path] = await waitFor('the browser’s second line', async () => {
    const lines = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
    return lines.length >= 2 && lines
  })
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error('No second line to the browser')), {
      once: true,
    })
  })
  const waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >()
  let lastId = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data))
    if (typeof message.id !== 'number') {
      onEvent(message)
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) asked?.resolve(message.result)
    else asked?.reject(new Error(message.error.message))
  })
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser has gone'))
    waiting.clear()
  })
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        lastId++
        waiting.set(lastId, { resolve, reject })
        socket.send(JSON.stringify({ id: lastId, method, params, sessionId }))
      }),
    close: () => socket.close(),
  }
}
