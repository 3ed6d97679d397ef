import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { countTests } from './count-tests.mjs'
import {
  findChromium,
  findFirefox,
  missingBrowserMessage,
  missingFirefoxMessage,
} from './find-browser.mjs'
import { formatDuration, projectFolder, runNode, tools } from './run-command.mjs'

/*
 * Every check there is. Types, lint and each build count as one test. Ends with a line
 * `N passed, N failed` and, if anything failed, exit code 1.
 *
 * Names of stages as arguments run only those: `npm test -- unit browser`.
 */

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 */

const stageTimeoutMs = 45 * 60_000
const chosen = process.argv.slice(2)
mkdirSync(join(projectFolder, '.tmp'), { recursive: true })
const reportFolder = mkdtempSync(join(projectFolder, '.tmp/test-'))

/** @type {Map<string, Outcome>} */
const outcomes = new Map()

/**
 * @param {string} name
 * @param {Outcome} outcome
 * @param {number} durationMs
 * @param {string[]} details printed below the line
 */
function report(name, outcome, durationMs, details) {
  outcomes.set(name, outcome)
  const counts = `${outcome.passed} passed, ${outcome.failed} failed`
  const mark = outcome.failed === 0 ? 'ok  ' : 'FAIL'
  console.log(`${mark} ${name.padEnd(14)} ${counts.padEnd(26)} ${formatDuration(durationMs)}`)
  for (const detail of details) console.log(detail)
}

/**
 * Runs a stage that is right or wrong as a whole.
 *
 * @param {string} name
 * @param {string[]} args
 */
async function runWhole(name, args) {
  const result = await runNode(args, { timeoutMs: stageTimeoutMs })
  const isOk = result.exitCode === 0
  const trouble = result.trouble === null ? [] : [`${name} ${result.trouble}`]
  const outcome = isOk ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  report(name, outcome, result.durationMs, isOk ? [] : [result.output, ...trouble])
}

/**
 * Runs one Vitest project.
 *
 * @param {string} name
 */
async function runProject(name) {
  const reportPath = join(reportFolder, `${name}.json`)
  const args = ['run', '--project', name, '--reporter=default', '--reporter=json']
  const result = await runNode([tools.vitest, ...args, `--outputFile.json=${reportPath}`], {
    timeoutMs: stageTimeoutMs,
  })
  const count = countTests(readReport(reportPath), result.exitCode)
  if (result.trouble !== null) count.troubles.push(result.trouble)
  report(name, count, result.durationMs, [
    ...(count.failed === 0 ? [] : [result.output]),
    ...count.troubles.map((trouble) => `     ${name}: ${trouble}`),
    ...count.skipped.map((test) => `     ${name}: did not run: ${test}`),
  ])
}

/** @param {string} path @returns {import('./count-tests.mjs').TestReport | null} */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // Missing or cut off: the run crashed, and counts as such.
    return null
  }
}

/** @param {string} name @param {string} reason */
function failUnrun(name, reason) {
  report(name, { passed: 0, failed: 1 }, 0, [`     ${name}: did not run: ${reason}`])
}

/** @param {string} name @param {() => Promise<void>} stage */
async function runIfChosen(name, stage) {
  if (chosen.length === 0 || chosen.includes(name)) await stage()
}

/** Why tests that need a browser and the builds cannot run; null when they can. */
function findHindrance() {
  if (findChromium() === null) return missingBrowserMessage
  const isBuildBroken = [...outcomes].some(
    ([name, { failed }]) => name.startsWith('build') && failed > 0,
  )
  return isBuildBroken ? 'a build failed' : null
}

/** @param {string} name */
async function runBrowserProject(name) {
  const hindrance = findHindrance()
  if (hindrance === null) await runProject(name)
  else failUnrun(name, hindrance)
}

/**
 * The story in Firefox. A machine without Firefox does not fail for that, since it may have no way to get one,
 * but nothing is counted and the line says so; who asks for the stage by name wants it to run.
 */
async function runFirefox() {
  if (outcomes.get('build firefox')?.failed) failUnrun('firefox', 'its build failed')
  else if (findFirefox() !== null) await runProject('firefox')
  else if (chosen.length > 0) failUnrun('firefox', missingFirefoxMessage)
  else console.log(`--   ${'firefox'.padEnd(14)} did not run: ${missingFirefoxMessage}`)
}

if (!existsSync(join(projectFolder, '../shared'))) {
  console.log(
    'note: ../shared is not there; checks against its contracts and scenarios do not run.',
  )
}

// Two cores are the usual machine of a newcomer and of CI: at most two heavy programs at a time, and the
// tests that watch a real browser run alone.
await Promise.all([
  runIfChosen('types', () => runWhole('types', [tools.tsc, '--noEmit'])),
  runIfChosen('lint', () => runWhole('lint', [tools.biome, 'check', '--error-on-warnings', '.'])),
])
await Promise.all([
  (async () => {
    await runIfChosen('build', () => runWhole('build chrome', [tools.wxt, 'build']))
    await runIfChosen('build', () =>
      runWhole('build firefox', [tools.wxt, 'build', '-b', 'firefox']),
    )
  })(),
  (async () => {
    await runIfChosen('unit', () => runProject('unit'))
    await runIfChosen('contract', () => runProject('contract'))
  })(),
])
await runIfChosen('browser', () => runBrowserProject('browser'))
await runIfChosen('e2e', () => runBrowserProject('e2e'))
await runIfChosen('firefox', runFirefox)

rmSync(reportFolder, { recursive: true, force: true })

let passed = 0
let failed = 0
for (const outcome of outcomes.values()) {
  passed += outcome.passed
  failed += outcome.failed
}
if (outcomes.size === 0) {
  console.log(`no such stage: ${chosen.join(', ')}`)
  failed = 1
}
process.exitCode = failed === 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed`)
