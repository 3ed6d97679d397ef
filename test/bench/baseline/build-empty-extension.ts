import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'wxt'

/**
 * Builds an extension that holds nothing but an empty content script on the calendar page, with the same
 * tool and options as the product. Returns its folder, below `folder`.
 */
export async function buildEmptyExtension(folder: string): Promise<string> {
  const root = join(folder, 'empty')
  const entrypoint = join(root, 'entrypoints/google-calendar.content')
  mkdirSync(entrypoint, { recursive: true })
  copyFileSync(join(import.meta.dirname, 'empty-content-script.ts'), join(entrypoint, 'index.ts'))
  await build({
    root,
    configFile: false,
    imports: false,
    outDir: 'out',
    logger: quietLogger,
    manifest: { name: 'Empty', version: '1' },
    vite: () => ({ build: { modulePreload: { polyfill: false }, sourcemap: false } }),
  })
  return join(root, 'out/chrome-mv3')
}

const ignore = () => {}

/** The build's own words do not belong in the table; a failure is thrown all the same. */
const quietLogger = {
  level: 0,
  debug: ignore,
  log: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  fatal: ignore,
  success: ignore,
}
