import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium, missingBrowserMessage } from './find-browser.mjs'
import { projectFolder, runNode, toolNodePath, tools } from './run-command.mjs'

/*
 * Builds the extension and opens the stand-in world with two people. With a display: two browsers, side by
 * side, until both are closed. Without one (or with `--headless`): the whole story, with screenshots.
 *
 *   npm start
 *   npm start -- --headless [--pictures FOLDER] [--language en]
 */

const browser = findChromium()
if (browser === null) {
  console.error(missingBrowserMessage)
  process.exit(1)
}
if (!browser.canLoadByFlag) {
  console.error(
    `${browser.path} does not load unpacked extensions by a flag. Install Chromium, or set CHROME_PATH to it.`,
  )
  process.exit(1)
}

console.log('Building the extension …')
const build = await runNode([tools.wxt, 'build'], { timeoutMs: 5 * 60_000 })
if (build.exitCode !== 0 || !existsSync(join(projectFolder, '.output/chrome-mv3/manifest.json'))) {
  console.error(build.output)
  process.exit(1)
}

const play = spawn(
  toolNodePath(),
  [join(projectFolder, 'test/start/main.ts'), ...process.argv.slice(2)],
  { cwd: projectFolder, stdio: 'inherit' },
)
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => play.kill(signal))
}
play.on('exit', (code) => process.exit(code ?? 1))
