import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Bytes on disk, and after gzip at its highest level, as a store or a server would send them. */
export interface Sizes {
  plainBytes: number
  gzipBytes: number
}

/** Adds up files; each is compressed by itself. */
export function measureFiles(paths: readonly string[]): Sizes {
  const sizes = { plainBytes: 0, gzipBytes: 0 }
  for (const path of paths) {
    const bytes = readFileSync(path)
    sizes.plainBytes += bytes.length
    sizes.gzipBytes += gzipSync(bytes, { level: 9 }).length
  }
  return sizes
}

/** Every file below a folder whose path `isWanted`, sorted. */
export function listFiles(folder: string, isWanted: (path: string) => boolean): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isWanted(relative(folder, path)))
    .sort()
}

/**
 * The files a built page needs before its first paint: itself, its scripts and styles, and what those
 * scripts import statically. With `isWhole`, also what they import while they run.
 */
export function listPageFiles(buildFolder: string, page: string, isWhole: boolean): string[] {
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    const text = readFileSync(path, 'utf8')
    for (const address of path.endsWith('.html')
      ? pageReferences(text)
      : importsOf(path, text, isWhole)) {
      visit(address.startsWith('/') ? join(buildFolder, address) : join(dirname(path), address))
    }
  }
  visit(join(buildFolder, page))
  return [...seen].sort()
}

function pageReferences(html: string): string[] {
  return [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g)]
    .flatMap((match) => match[1] ?? [])
    .filter((address) => /\.(?:js|css)$/.test(address))
}

/** Imports of a minified ES module, and `@import`s of a style sheet. */
function importsOf(path: string, text: string, isWhole: boolean): string[] {
  const patterns = path.endsWith('.css')
    ? [/@import\s*(?:url\()?["']([^"')]+)["']/g]
    : [/(?:\bfrom|\bimport)\s*["'](\.{0,2}\/[^"']+)["']/g]
  if (isWhole) patterns.push(/\bimport\(\s*["'`](\.{0,2}\/[^"'`]+)["'`]/g)
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []),
  )
}
