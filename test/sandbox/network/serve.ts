import type { IncomingMessage, ServerResponse } from 'node:http'
import { damage, type Fault, type Faults } from './faults.ts'
import type { Arrival } from './gateway.ts'
import type { HostModule } from './host-module.ts'
import type { WorldRequest, WorldResponse } from './http-message.ts'
import type { RequestLog } from './request-log.ts'

/** What answering needs. */
export interface ServeContext {
  modules: readonly HostModule[]
  faults: Faults
  log: RequestLog
}

/** Unknown hosts and paths; browsers' own background requests end here. */
const notFound: WorldResponse = {
  status: 404,
  headers: { 'content-type': 'text/plain' },
  body: 'Nothing here in this world.\n',
}

/** Answers one request: finds the host, lets the faults have their say, logs API traffic. */
export async function serve(arrival: Arrival, context: ServeContext): Promise<void> {
  const { message, reply } = arrival
  const module = context.modules.find((each) => each.serves(arrival.host))
  const url = parseUrl(arrival)
  if (module === undefined || url === null) {
    message.resume()
    send(reply, notFound, [])
    return
  }
  const received = await readBody(message)
  // The client gave up while sending: there is nobody to answer.
  if (received === null) return
  const request: WorldRequest = {
    method: (message.method ?? 'GET').toUpperCase(),
    url,
    headers: headersOf(message),
    body: received,
    staleMs: 0,
  }
  const faults = context.faults.take({
    host: url.host,
    path: url.pathname + url.search,
    method: request.method,
    account: module.accountOf(request),
  })
  await delay(faults)
  if (faults.some((fault) => fault.kind === 'offline')) {
    reply.destroy()
    return
  }
  request.body = damage(received, faults, 'request')
  request.staleMs = Math.max(
    0,
    ...faults.map((fault) => (fault.kind === 'stale' ? fault.ageMs : 0)),
  )
  const response = refusal(module, request, faults) ?? (await module.handle(request)) ?? notFound
  if (module.isApi(request) && request.method !== 'OPTIONS') context.log.add(request, response)
  if (faults.some((fault) => fault.kind === 'lost-answer')) {
    reply.destroy()
    return
  }
  send(reply, response, faults)
}

function refusal(module: HostModule, request: WorldRequest, faults: Fault[]): WorldResponse | null {
  const fault = faults.find((each) => each.kind === 'status')
  if (fault === undefined) return null
  const response = module.refuse(request, fault.status, fault.reason ?? '')
  if (fault.retryAfterS !== undefined) response.headers['retry-after'] = String(fault.retryAfterS)
  return response
}

function send(reply: ServerResponse, response: WorldResponse, faults: Fault[]): void {
  const whole = Buffer.from(response.body)
  const body = damage(whole, faults, 'response')
  const isCut = faults.some(
    (fault) => fault.kind === 'truncate' && fault.of === 'response' && fault.isSilent !== true,
  )
  const length = isCut ? whole.length : body.length
  const headers = { ...response.headers, date: new Date().toUTCString() }
  if (response.status === 204 || response.status === 304) {
    reply.writeHead(response.status, headers).end()
    return
  }
  reply.writeHead(response.status, { ...headers, 'content-length': String(length) })
  if (length === body.length) reply.end(body)
  else reply.write(body, () => reply.destroy())
}

async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer)
  } catch {
    return null
  }
  return Buffer.concat(chunks)
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}

function parseUrl(arrival: Arrival): URL | null {
  return URL.canParse(arrival.path, `https://${arrival.host}`)
    ? new URL(arrival.path, `https://${arrival.host}`)
    : null
}

async function delay(faults: Fault[]): Promise<void> {
  const delayMs = faults.reduce(
    (sum, fault) => sum + (fault.kind === 'latency' ? fault.delayMs : 0),
    0,
  )
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
}
