import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = import.meta.dirname

const page = `<!doctype html>
<html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Panel gallery</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/main.css"></head>
<body><div id="app"></div><script type="module" src="/main.js"></script></body></html>`

/** Looks that break every rule, so that a test can prove its eyes are open. */
const brokenStyles = `
  h1 { color: #ddd; }
  .chip { min-height: 0; height: 12px; padding: 0; }
  .partner-topic { width: 900px; }
`

/** Builds the gallery and serves it on a free local port (or `port`). `close` ends it. */
export async function serveGallery(port = 0): Promise<{ url: string; close(): Promise<void> }> {
  const built = await build({
    entryPoints: [join(folder, 'main.tsx')],
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  })
  const files = new Map(built.outputFiles.map((file) => [file.path, file.contents]))
  // Beside the page, so that its policy lets a test load it.
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  files.set('/axe.js', await readFile(axe))
  files.set('/broken.css', new TextEncoder().encode(brokenStyles))
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname
    const contents = files.get(path)
    if (contents !== undefined) {
      const type = path.endsWith('.css') ? 'text/css' : 'text/javascript'
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(contents)
    } else if (path === '/') {
      // The same policy as an extension page: no inline script, nothing from elsewhere.
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "script-src 'self'; object-src 'self'",
        })
        .end(page)
    } else {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        server.close((error) => (error === undefined ? resolve() : reject(error)))
      }),
  }
}
