import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, resolve } from 'node:path'
import { preact } from '@preact/preset-vite'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../../..')
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
}

/** The pages of ours, built from their sources, behind the CSP that browsers give extension pages. */
export interface ServedPages {
  /** Without a trailing slash; `/welcome/index.html` and the like are below it. */
  origin: string
  stop(): Promise<void>
}

/** Builds `entrypoints/{welcome,options,popup,map}` in memory and serves them. */
export async function servePages(): Promise<ServedPages> {
  const files = await buildPages()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const body = files.get(path)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': contentTypes[extname(path)] ?? 'text/plain',
      // https://developer.chrome.com/docs/extensions/reference/manifest/content-security-policy
      'content-security-policy': "script-src 'self'; object-src 'self'",
    })
    response.end(body ?? 'not found')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((done, fail) => {
        server.closeAllConnections()
        server.close((error) => (error === undefined ? done() : fail(error)))
      }),
  }
}

async function buildPages(): Promise<Map<string, string | Uint8Array>> {
  const pages = ['welcome', 'options', 'popup', 'map']
  const outputs = await build({
    configFile: false,
    root: resolve(root, 'entrypoints'),
    publicDir: false,
    logLevel: 'error',
    plugins: [preact()],
    build: {
      write: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: pages.map((page) => resolve(root, `entrypoints/${page}/index.html`)),
      },
    },
  })
  const files = new Map<string, string | Uint8Array>()
  for (const name of readdirSync(resolve(root, 'public/icon'))) {
    files.set(`/icon/${name}`, readFileSync(resolve(root, 'public/icon', name)))
  }
  for (const output of Array.isArray(outputs) ? outputs : [outputs]) {
    if (!('output' in output)) throw new Error('the build watches instead of ending')
    for (const file of output.output) {
      files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source)
    }
  }
  return files
}
