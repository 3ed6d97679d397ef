import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { PanelText } from './vanilla-text.ts'

/**
 * Builds the bare in-page panel with its words inside. `texts` are keyed by the page's `data-eventid`.
 * Returns the extension's folder, below `folder`.
 */
export async function buildVanillaExtension(
  folder: string,
  texts: Record<string, PanelText>,
): Promise<string> {
  const output = join(folder, 'vanilla')
  mkdirSync(output, { recursive: true })
  await build({
    entryPoints: {
      background: join(import.meta.dirname, 'vanilla-background.ts'),
      content: join(import.meta.dirname, 'vanilla-content.ts'),
    },
    outdir: output,
    bundle: true,
    minify: true,
    format: 'iife',
    define: { vanillaTexts: JSON.stringify(texts) },
  })
  const manifest = {
    manifest_version: 3,
    name: 'Vanilla panel',
    version: '1',
    background: { service_worker: 'background.js' },
    content_scripts: [{ matches: ['https://calendar.google.com/*'], js: ['content.js'] }],
  }
  writeFileSync(join(output, 'manifest.json'), JSON.stringify(manifest))
  return output
}
