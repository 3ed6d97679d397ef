import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder, runNode, tools } from './run-command.mjs'

/*
 * Tells the stories of six weeks once more and takes the pictures of docs/six-weeks.md on the way: the same
 * build, the same steps and the same checks as in `npm test`. `--no-build` takes the build that is there.
 */

const folder = join(projectFolder, 'docs/six-weeks')
const stages = [
  ['scripts/prepare.mjs'],
  ...(process.argv.includes('--no-build') ? [] : [[tools.wxt, 'build']]),
]
for (const args of stages) {
  const { exitCode, output } = await runNode(args, { timeoutMs: 10 * 60_000 })
  if (exitCode !== 0) {
    console.error(output)
    process.exit(1)
  }
}
rmSync(folder, { recursive: true, force: true })
process.env.YOHAKU_PICTURES = folder
const stories = ['mentor', 'diagonal'].map((name) => `test/e2e/six-weeks-${name}.test.ts`)
const told = await runNode([tools.vitest, 'run', '--project', 'e2e', ...stories], {
  timeoutMs: 20 * 60_000,
  shouldPrint: true,
})
process.exitCode = told.exitCode ?? 1
