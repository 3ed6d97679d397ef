import { serveGallery } from './gallery-server.ts'

/** `node test/gallery/serve.ts [port]`: look at every state of the panel in a browser. */
const { url } = await serveGallery(Number(process.argv[2] ?? 0))
console.log(`Panel gallery: ${url}`)
