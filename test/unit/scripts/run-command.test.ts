import { describe, expect, it } from 'vitest'
import { runNode } from '../../../scripts/run-command.mjs'

const generousMs = 60_000

describe('runNode', () => {
  it('gives exit code and the output of both streams', async () => {
    const source = "console.log('out'); console.error('err'); process.exitCode = 3"
    const result = await runNode(['-e', source], { timeoutMs: generousMs })
    expect(result).toMatchObject({ exitCode: 3, trouble: null })
    expect(result.output).toContain('out\n')
    expect(result.output).toContain('err\n')
  })

  it('runs the Node that the tools need', async () => {
    const result = await runNode(['-p', 'process.versions.node'], { timeoutMs: generousMs })
    expect(Number.parseInt(result.output, 10)).toBeGreaterThanOrEqual(24)
  })

  it('kills what does not end in time, with all it started', async () => {
    // The grandchild holds the stream: as long as it lives, there is no result.
    const source = `
      const idle = 'setInterval(() => {}, 1000)'
      require('node:child_process').spawn(process.execPath, ['-e', idle], { stdio: 'inherit' })
      eval(idle)`
    const result = await runNode(['-e', source], { timeoutMs: 1000 })
    expect(result.exitCode).toBeNull()
    expect(result.trouble).toContain('did not end within 1 s')
  })

  it('does not wait for what a finished program left running', async () => {
    const source = `
      const idle = 'setInterval(() => {}, 1000)'
      require('node:child_process').spawn(process.execPath, ['-e', idle], { stdio: 'inherit' })
      process.exit(0)`
    const result = await runNode(['-e', source], { timeoutMs: generousMs })
    expect(result).toMatchObject({ exitCode: 0, trouble: null })
  })

  it('reports a program that crashes', async () => {
    const result = await runNode(['-e', 'process.abort()'], { timeoutMs: generousMs })
    expect(result).toMatchObject({ exitCode: null, trouble: 'was killed by SIGABRT' })
  })
})
