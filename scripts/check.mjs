import { formatDuration, runNode, tools } from './run-command.mjs'

/*
 * The fast inner loop: types, lint, and the unit project with the architecture tests. One line per
 * stage; stops at the first failure with its output.
 */

const stages = [
  { name: 'prepare', args: ['scripts/prepare.mjs'] },
  { name: 'wxt prepare', args: [tools.wxt, 'prepare'] },
  { name: 'types', args: [tools.tsc, '--noEmit'] },
  { name: 'lint', args: [tools.biome, 'check', '--error-on-warnings', '.'] },
  { name: 'unit', args: [tools.vitest, 'run', '--project', 'unit'] },
]

for (const { name, args } of stages) {
  const result = await runNode(args, { timeoutMs: 10 * 60_000 })
  const isOk = result.exitCode === 0
  console.log(`${isOk ? 'ok  ' : 'FAIL'} ${name.padEnd(12)} ${formatDuration(result.durationMs)}`)
  if (!isOk) {
    console.log(result.output)
    if (result.trouble !== null) console.log(`${name} ${result.trouble}`)
    process.exit(1)
  }
}
