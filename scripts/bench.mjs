import { formatDuration, runNode, tools } from './run-command.mjs'

/*
 * Builds the extension for Chromium and measures it beside its baselines. Arguments go to
 * `test/bench/main.ts`, which says what they are; `--no-build` measures the build that is there.
 */

const args = process.argv.slice(2)
const stages = [
  { name: 'prepare', args: ['scripts/prepare.mjs'] },
  { name: 'build', args: [tools.wxt, 'build'] },
]

for (const { name, args: command } of stages) {
  if (name === 'build' && args.includes('--no-build')) continue
  const result = await runNode(command, { timeoutMs: 10 * 60_000 })
  console.log(`${name} ${formatDuration(result.durationMs)}`)
  if (result.exitCode !== 0) {
    console.log(result.output)
    if (result.trouble !== null) console.log(`${name} ${result.trouble}`)
    process.exit(1)
  }
}

const result = await runNode(
  // The heap can only be compared after a full collection.
  ['--expose-gc', 'test/bench/main.ts', ...args.filter((each) => each !== '--no-build')],
  { timeoutMs: 60 * 60_000, shouldPrint: true },
)
if (result.trouble !== null) console.error(`bench ${result.trouble}`)
process.exitCode = result.exitCode ?? 1
