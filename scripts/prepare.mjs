import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  findChromium,
  findFirefox,
  missingBrowserMessage,
  missingFirefoxMessage,
} from './find-browser.mjs'
import { isInstallCurrent } from './install-state.mjs'

/*
 * Sets up everything a fresh machine lacks; runs before `npm start` and `npm test`, on whatever Node
 * (20 or later) is there, before any package is installed. Does nothing, in well under a second, when
 * all is there.
 *
 * --with-firefox   also looks for Firefox, and installs Firefox ESR where it may
 */

const projectFolder = fileURLToPath(new URL('..', import.meta.url))
const isWindows = process.platform === 'win32'
const npm = isWindows ? 'npm.cmd' : 'npm'
const neededNodeMajor = 24

/** @param {string} text */
function say(text) {
  console.log(`prepare: ${text}`)
}

/**
 * @param {string} text
 * @returns {never}
 */
function stop(text) {
  console.error(`prepare: ${text}`)
  process.exit(1)
}

/** PATH without the project's own `node_modules/.bin`: what the machine itself has. */
function machinePath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes(`node_modules${sep}.bin`))
    .join(delimiter)
}

/**
 * Runs a program with its output shown.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options]
 * @returns {boolean} whether it succeeded
 */
function run(program, args, { cwd = projectFolder, env = {} } = {}) {
  const result = spawnSync(program, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: isWindows && program.endsWith('.cmd'),
  })
  if (result.error !== undefined) console.error(`${program}: ${result.error.message}`)
  return result.status === 0
}

/** @param {string} path @returns {any} null when it is not there or not JSON */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(projectFolder, path), 'utf8'))
  } catch {
    return null
  }
}

function installPackages() {
  if (
    isInstallCurrent(readJson('package-lock.json'), readJson('node_modules/.package-lock.json'))
  ) {
    return
  }
  say('installing packages (npm ci)')
  // With the machine's own Node: the one in node_modules is about to be replaced.
  const isDone = run(npm, ['ci', '--no-audit', '--no-fund'], {
    env: { PATH: machinePath() },
  })
  if (!isDone) stop('npm ci failed; its output is above.')
}

/** @returns {number} major version of the `node` that npm scripts get; 0 when there is none */
function readScriptNodeMajor() {
  const bin = join(projectFolder, 'node_modules/.bin')
  const result = spawnSync('node', ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}${delimiter}${machinePath()}` },
    shell: isWindows,
  })
  return Number(/^v(\d+)\./.exec(result.stdout ?? '')?.[1] ?? 0)
}

function ensureNode() {
  if (readScriptNodeMajor() >= neededNodeMajor) return
  // The package `node` fetches its program in a preinstall script, which `ignore-scripts` or a package
  // cache in between may have left out.
  say(`fetching Node ${neededNodeMajor} for the tools`)
  run(npm, ['rebuild', 'node', '--ignore-scripts=false'], { env: { PATH: machinePath() } })
  if (readScriptNodeMajor() < neededNodeMajor) {
    stop(
      `Node ${neededNodeMajor} or later is needed and could not be fetched for this platform. Install it and try again.`,
    )
  }
}

function prepareTypes() {
  const hash = createHash('sha256')
  for (const path of ['wxt.config.ts', 'package-lock.json']) {
    hash.update(readFileSync(join(projectFolder, path)))
  }
  for (const folder of ['entrypoints', 'public']) {
    if (existsSync(join(projectFolder, folder))) {
      hash.update(readdirSync(join(projectFolder, folder), { recursive: true }).sort().join('\n'))
    }
  }
  const stampPath = join(projectFolder, '.wxt/prepared-for')
  const stamp = hash.digest('hex')
  const isPrepared =
    existsSync(join(projectFolder, '.wxt/tsconfig.json')) &&
    existsSync(stampPath) &&
    readFileSync(stampPath, 'utf8') === stamp
  if (isPrepared) return
  say('generating types (wxt prepare)')
  const bin = join(projectFolder, 'node_modules/.bin')
  const isDone = run('node', [join('node_modules', 'wxt', 'bin', 'wxt.mjs'), 'prepare'], {
    env: { PATH: `${bin}${delimiter}${machinePath()}` },
  })
  // Not a reason to stop: the checks of types and builds fail by name, and the others still run.
  if (isDone) writeFileSync(stampPath, stamp)
  else console.error('prepare: wxt prepare failed; its output is above.')
}

function canInstallSystemPackages() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

let isPackageListFresh = false

/** @param {string[]} names @returns {boolean} whether all are installed */
function installSystemPackages(names) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  say(`installing ${names.join(', ')} (apt-get)`)
  if (!isPackageListFresh && !run('apt-get', ['update', '-qq'], { env })) return false
  isPackageListFresh = true
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env })
}

/** Whether text in Japanese can be drawn; null when this cannot be told. */
function hasJapaneseFont() {
  const result = spawnSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' })
  return result.status === 0 ? result.stdout.trim() !== '' : null
}

function ensureBrowser() {
  const canInstall = canInstallSystemPackages()
  if (findChromium() === null && canInstall && process.env.CHROME_PATH === undefined) {
    installSystemPackages(['chromium'])
  }
  // Not a reason to stop: the checks that need no browser still run, and those that do fail by name.
  if (findChromium() === null) console.error(`prepare: ${missingBrowserMessage}`)
  if (canInstall && hasJapaneseFont() !== true && !installSystemPackages(['fonts-noto-cjk'])) {
    say('no Japanese font could be installed; screenshots will show boxes.')
  }
}

function ensureFirefox() {
  if (
    findFirefox() === null &&
    canInstallSystemPackages() &&
    process.env.FIREFOX_PATH === undefined
  ) {
    installSystemPackages(['firefox-esr'])
  }
  // Not a reason to stop: all other checks run, and the report says that those in Firefox did not.
  if (findFirefox() === null) console.error(`prepare: ${missingFirefoxMessage}`)
}

installPackages()
ensureNode()
prepareTypes()
ensureBrowser()
if (process.argv.includes('--with-firefox')) ensureFirefox()
