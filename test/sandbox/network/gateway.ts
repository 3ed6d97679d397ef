import type { ServerResponse } from 'node:http'
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { worldCertificate } from './certificate.ts'

/** Where a request arrived. */
export interface Arrival {
  /** The host the client meant. */
  host: string
  /** Path and query. */
  path: string
  message: IncomingMessage
  reply: ServerResponse
}

/** The open door of the world. */
export interface Gateway {
  port: number
  /** Ends every connection and stops listening. */
  close(): Promise<void>
}

/** Requests to `http://127.0.0.1:PORT/__host/NAME/…` are for that host: lets Node clients skip the proxy. */
const hostPrefix = /^\/__host\/([^/?]+)(.*)$/

/**
 * One local port that is three doors at once: a CONNECT proxy whose tunnels all end in one TLS server
 * (browsers), a plain HTTP endpoint (`/__host/<host>/…`, or Google's API for any other path) for Node
 * clients, and a proxy for plain `http://` requests, which are answered 404. Nothing ever leaves the machine.
 */
export async function openGateway(
  port: number,
  answer: (arrival: Arrival) => Promise<void>,
): Promise<Gateway> {
  const sockets = new Set<Socket>()
  const track = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Browsers drop connections all the time; without a listener that would end the process.
    socket.on('error', () => socket.destroy())
  }
  const receive = (host: string, path: string, message: IncomingMessage, reply: ServerResponse) => {
    answer({ host, path, message, reply }).catch((error: unknown) => {
      console.error(`[world] ${message.method} https://${host}${path}`, error)
      reply.destroy()
    })
  }
  const tls = createHttpsServer(
    { ...(await worldCertificate()), ALPNProtocols: ['http/1.1'] },
    (message, reply) =>
      receive(hostOf(message.headers.host ?? ''), message.url ?? '/', message, reply),
  )
  tls.on('tlsClientError', () => {})
  const plain = createHttpServer((message, reply) => {
    const target = message.url ?? '/'
    if (!target.startsWith('/')) {
      reply.writeHead(404).end()
      return
    }
    const named = hostPrefix.exec(target)
    if (named === null) receive('www.googleapis.com', target, message, reply)
    else receive(named[1] ?? '', named[2] || '/', message, reply)
  })
  plain.on('connection', track)
  plain.on('connect', (message: IncomingMessage, socket: Socket, head: Buffer) => {
    if (!(message.url ?? '').endsWith(':443')) {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      return
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) socket.unshift(head)
    tls.emit('connection', socket)
  })
  await listen(plain, port)
  return {
    port: (plain.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        plain.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function hostOf(header: string): string {
  return header.replace(/:\d+$/, '').toLowerCase()
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
}
