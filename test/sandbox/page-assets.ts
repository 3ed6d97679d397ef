import { readFileSync } from 'node:fs'
import { buildSync } from 'esbuild'

/** Script and style of a stand-in page. */
export interface PageAssets {
  /** `client/main.ts` as one module; bundled at the first call. */
  script(): string
  /** `page.css` as it is now. */
  style(): string
}

/** The assets of the page whose own module is at `pageUrl`. */
export function createPageAssets(pageUrl: string): PageAssets {
  let script: string | null = null
  return {
    script() {
      script ??= buildSync({
        entryPoints: [new URL('client/main.ts', pageUrl).pathname],
        bundle: true,
        write: false,
        format: 'esm',
        target: 'es2023',
      })
        .outputFiles.map((file) => file.text)
        .join('')
      return script
    },
    style: () => readFileSync(new URL('page.css', pageUrl), 'utf8'),
  }
}
