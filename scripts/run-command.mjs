import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** Root folder of the project. */
export const projectFolder = resolve(
  import.meta.dirname ?? new URL('.', import.meta.url).pathname,
  '..',
)

const isWindows = process.platform === 'win32'

/**
 * The Node that runs the tools: the `node` devDependency, or the one running now when it is not (yet)
 * there. A fresh machine may have an older Node, and this process may have been started by that one.
 */
export function toolNodePath() {
  const path = join(projectFolder, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node')
  return existsSync(path) ? path : process.execPath
}

/** Entry files of the tools, so that no shell and no `.cmd` file is needed to start them. */
export const tools = {
  wxt: 'node_modules/wxt/bin/wxt.mjs',
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  vitest: 'node_modules/vitest/vitest.mjs',
}

/**
 * How a command ended.
 *
 * @typedef {object} CommandResult
 * @property {number | null} exitCode null when it was killed or could not be started
 * @property {string} output what it wrote to both streams, in order of arrival
 * @property {number} durationMs
 * @property {string | null} trouble why there is no exit code; null when there is one
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** @param {import('node:child_process').ChildProcess} child */
function killGroup(child) {
  try {
    // The whole group: Vitest's workers and their browsers must not outlive it.
    if (!isWindows && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error
  }
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    for (const child of running) killGroup(child)
    process.exit(signal === 'SIGINT' ? 130 : 143)
  })
}

/**
 * Runs a Node program of the project with the project's Node and collects its output. Never rejects:
 * a program that cannot be started, or that does not end in time, is a result too.
 *
 * @param {string[]} args a file of {@link tools} (or another script) and its arguments
 * @param {{ timeoutMs: number, env?: Record<string, string>, shouldPrint?: boolean }} options
 * @returns {Promise<CommandResult>}
 */
export function runNode(args, { timeoutMs, env = {}, shouldPrint = false }) {
  const startedMs = performance.now()
  const bin = join(projectFolder, 'node_modules/.bin')
  return new Promise((done) => {
    const child = spawn(toolNodePath(), args, {
      cwd: projectFolder,
      detached: !isWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    })
    running.add(child)
    /** @type {string[]} */
    const chunks = []
    /** @type {string | null} */
    let trouble = null
    const timer = setTimeout(() => {
      trouble = `did not end within ${timeoutMs / 1000} s and was killed`
      killGroup(child)
    }, timeoutMs)
    /** @param {string} chunk */
    const collect = (chunk) => {
      chunks.push(chunk)
      if (shouldPrint) process.stdout.write(chunk)
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.once('error', (error) => {
      trouble = `could not be started: ${error.message}`
    })
    // What a run left behind (workers, browsers) goes with it; it would also hold the streams open.
    child.once('exit', () => killGroup(child))
    child.once('close', (exitCode, signal) => {
      clearTimeout(timer)
      running.delete(child)
      if (exitCode === null) trouble ??= `was killed by ${signal}`
      done({
        exitCode,
        output: chunks.join(''),
        durationMs: performance.now() - startedMs,
        trouble,
      })
    })
  })
}

/** @param {number} durationMs */
export function formatDuration(durationMs) {
  return `${(durationMs / 1000).toFixed(1)} s`
}
