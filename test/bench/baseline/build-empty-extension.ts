import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runNode, tools } from '../../../scripts/run-command.mjs'

/**
 * Builds an extension that holds nothing but an empty content script on the calendar page, with the same
 * tool and options as the product. Returns its folder, below `folder`.
 */
export async function buildEmptyExtension(folder: string): Promise<string> {
  const root = join(folder, 'empty')
  const entrypoint = join(root, 'entrypoints/google-calendar.content')
  mkdirSync(entrypoint, { recursive: true })
  copyFileSync(join(import.meta.dirname, 'empty-content-script.ts'), join(entrypoint, 'index.ts'))
  copyFileSync(join(import.meta.dirname, 'empty-wxt-config.ts'), join(root, 'wxt.config.ts'))
  const result = await runNode([tools.wxt, 'build', root], { timeoutMs: 120_000 })
  if (result.exitCode !== 0) throw new Error(`${result.trouble ?? ''}\n${result.output}`)
  return join(root, 'out/chrome-mv3')
}
