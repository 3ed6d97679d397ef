import { describe, expect, it } from 'vitest'
import { countTests } from '../../../scripts/count-tests.mjs'

function makeFile(statuses: string[], status = statuses.includes('failed') ? 'failed' : 'passed') {
  return {
    name: 'some.test.ts',
    status,
    assertionResults: statuses.map((each, index) => ({ status: each, fullName: `test ${index}` })),
  }
}

describe('countTests', () => {
  it('sums tests over files', () => {
    const report = { testResults: [makeFile(['passed', 'passed']), makeFile(['passed', 'failed'])] }
    expect(countTests(report, 1)).toMatchObject({ passed: 3, failed: 1, skipped: [], troubles: [] })
  })

  it('counts a run without a report as a failure', () => {
    expect(countTests(null, 0)).toMatchObject({ passed: 0, failed: 1 })
  })

  it('counts a file that could not be loaded', () => {
    const report = { testResults: [makeFile(['passed']), makeFile([], 'failed')] }
    expect(countTests(report, 1)).toMatchObject({ passed: 1, failed: 1 })
  })

  it('counts an error outside every test', () => {
    expect(countTests({ testResults: [makeFile(['passed'])] }, 1)).toMatchObject({
      passed: 1,
      failed: 1,
    })
    expect(countTests({ testResults: [makeFile(['passed'])] }, null).failed).toBe(1)
  })

  it('counts a run in which there is nothing to run', () => {
    expect(countTests({ testResults: [] }, 0)).toMatchObject({ passed: 0, failed: 1 })
  })

  it('names what was skipped and does not count it as passed', () => {
    expect(countTests({ testResults: [makeFile(['passed', 'skipped'])] }, 0)).toMatchObject({
      passed: 1,
      failed: 0,
      skipped: ['test 1'],
    })
  })
})
