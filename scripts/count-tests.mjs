/**
 * Counts the outcome of a Vitest run from its JSON report, so that nothing that went wrong can pass:
 * a file that could not be loaded, an error outside a test, a run that left no report.
 */

/**
 * The part of Vitest's JSON report that is read here.
 *
 * @typedef {object} TestReport
 * @property {{
 *   name: string,
 *   status: string,
 *   message?: string,
 *   assertionResults: { status: string, fullName: string }[],
 * }[]} testResults one entry per file
 */

/**
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped names of tests that did not run
 * @property {string[]} troubles failures that belong to no single test, as sentences
 */

/**
 * @param {TestReport | null} report null when the run left none
 * @param {number | null} exitCode of Vitest
 * @returns {TestCount}
 */
export function countTests(report, exitCode) {
  if (report === null) {
    return { passed: 0, failed: 1, skipped: [], troubles: ['the run left no report'] }
  }
  /** @type {TestCount} */
  const count = { passed: 0, failed: 0, skipped: [], troubles: [] }
  for (const file of report.testResults) {
    const failedBefore = count.failed
    for (const test of file.assertionResults) {
      if (test.status === 'passed') count.passed += 1
      else if (test.status === 'failed') count.failed += 1
      else count.skipped.push(test.fullName)
    }
    if (file.status === 'failed' && count.failed === failedBefore) {
      count.failed += 1
      count.troubles.push(`${file.name} failed outside its tests`)
    }
  }
  if (exitCode !== 0 && count.failed === 0) {
    count.failed += 1
    count.troubles.push(`the run ended with exit code ${exitCode} although no test failed`)
  }
  if (count.passed + count.failed + count.skipped.length === 0) {
    count.failed += 1
    count.troubles.push('there are no tests')
  }
  return count
}
