import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { BenchContext, BenchPart } from './bench-part.ts'
import type { Figure } from './figure.ts'
import { documents } from './parts/documents.ts'
import { evaluation } from './parts/evaluation.ts'
import { mutationStorm } from './parts/mutation-storm.ts'
import { network } from './parts/network.ts'
import { oneOnOneRule } from './parts/one-on-one-rule.ts'
import { paint } from './parts/paint.ts'
import { partners } from './parts/partners.ts'
import { search } from './parts/search.ts'
import { sizes } from './parts/sizes.ts'
import { toJsonLines, toTable } from './report.ts'

/*
 * Measures the production build beside its baselines and judges the budgets.
 *
 * --only NAME     one part, or several with commas
 * --json FILE     writes the JSON lines to a file as well
 * --effort N      multiplies the rounds; less than 1 only tries the harness
 *
 * Exit code 1 when a budget is missed or a part could not run.
 */

const parts: BenchPart[] = [
  sizes,
  evaluation,
  paint,
  network,
  mutationStorm,
  documents,
  partners,
  oneOnOneRule,
  search,
]

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    effort: { type: 'string', default: '1' },
  },
})

const wanted = options.only?.split(',') ?? parts.map((part) => part.name)
const unknown = wanted.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(
    `No such part: ${unknown.join(', ')}. There are ${parts.map((part) => part.name).join(', ')}.`,
  )
  process.exit(2)
}

const project = resolve(import.meta.dirname, '../..')
mkdirSync(join(project, '.tmp'), { recursive: true })
const context: BenchContext = {
  buildFolder: join(project, '.output/chrome-mv3'),
  temporaryFolder: mkdtempSync(join(project, '.tmp/bench-')),
  effort: Number(options.effort),
}

const figures: Figure[] = []
const troubles: string[] = []
for (const part of parts.filter((each) => wanted.includes(each.name))) {
  console.error(`bench: ${part.name}`)
  try {
    figures.push(...(await part.run(context)))
  } catch (error) {
    // The other parts still have something to say; the exit code tells that this one did not.
    troubles.push(`${part.name} could not run: ${error instanceof Error ? error.stack : error}`)
  }
}
rmSync(context.temporaryFolder, { recursive: true, force: true })

const lines = toJsonLines(figures)
console.log(`\n${toTable(figures)}\n\n${lines}`)
if (options.json !== undefined) writeFileSync(options.json, lines)
for (const trouble of troubles) console.error(trouble)
const missed = figures.filter((figure) => !figure.ok)
for (const figure of missed) console.error(`over budget: ${figure.name}`)
process.exitCode = missed.length + troubles.length === 0 ? 0 : 1
