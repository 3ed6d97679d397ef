import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/**
 * Finds browsers that are already installed. Free of dependencies: `prepare.mjs` uses it before
 * `npm ci`, tests and tools use it afterwards.
 */

/**
 * What the file system and the environment look like; given by tests, real by default.
 *
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {Record<string, string | undefined>} env
 * @property {string} home the person's home folder
 * @property {(path: string) => boolean} isExecutable whether a file is there and may be run
 * @property {(folder: string) => string[]} listNames names in a folder; empty when there is none
 */

/**
 * A browser of the Chromium family.
 *
 * `canLoadByFlag` is false for Google Chrome and Microsoft Edge: their branded builds ignore
 * `--load-extension` (Chrome since 137, https://developer.chrome.com/blog/extension-news-june-2025).
 * They still load an unpacked extension over the DevTools pipe, as `enableExtensions` of puppeteer-core
 * does.
 *
 * @typedef {object} ChromiumBrowser
 * @property {string} path absolute path of the program
 * @property {boolean} canLoadByFlag whether `--load-extension` works
 */

/** @type {Machine} */
const thisMachine = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  isExecutable(path) {
    try {
      accessSync(path, constants.X_OK)
      return statSync(path).isFile()
    } catch {
      return false
    }
  },
  listNames(folder) {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  },
}

/** Said wherever a browser is needed and none is there. */
export const missingBrowserMessage =
  'No Chromium-family browser found. Install Chromium (Debian: apt-get install chromium; macOS: brew install --cask chromium; anywhere: npx playwright-core install chromium) or set CHROME_PATH to the program.'

/** Said wherever Firefox is needed and it is not there. */
export const missingFirefoxMessage =
  'No Firefox found. Install Firefox 140 or later (Debian: apt-get install firefox-esr) or set FIREFOX_PATH to the program.'

/** @param {string} path */
function isBranded(path) {
  if (/for testing/i.test(path)) return false
  return /google[ -]chrome|[\\/]google[\\/]chrome[\\/]|msedge|microsoft[ -]edge/i.test(path)
}

/**
 * @param {Machine} machine
 * @param {string[]} names program names to look for on PATH
 */
function listOnPath(machine, names) {
  const folders = (machine.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/**
 * Chromium builds that Playwright keeps in its cache, newest first.
 *
 * @param {Machine} machine
 */
function listPlaywrightBuilds(machine) {
  const cache =
    machine.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: join(machine.home, 'Library/Caches/ms-playwright'),
      win32: join(machine.env.LOCALAPPDATA ?? machine.home, 'ms-playwright'),
    }[/** @type {string} */ (machine.platform)] ??
    join(machine.home, '.cache/ms-playwright')
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ]
  return machine
    .listNames(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((left, right) => Number(right.slice(9)) - Number(left.slice(9)))
    .flatMap((name) => inside.map((path) => join(cache, name, path)))
}

/** @param {Machine} machine */
function listChromiumPaths(machine) {
  const { env, home } = machine
  if (machine.platform === 'darwin') {
    return ['Chromium', 'Google Chrome for Testing', 'Google Chrome', 'Microsoft Edge'].flatMap(
      (name) =>
        ['/Applications', join(home, 'Applications')].map((folder) =>
          join(folder, `${name}.app/Contents/MacOS/${name}`),
        ),
    )
  }
  if (machine.platform === 'win32') {
    const folders = [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']]
    return [
      'Chromium/Application/chrome.exe',
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ].flatMap((path) => folders.flatMap((folder) => (folder ? [join(folder, path)] : [])))
  }
  return [
    ...listOnPath(machine, ['chromium', 'chromium-browser']),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    ...listOnPath(machine, ['google-chrome', 'google-chrome-stable', 'microsoft-edge']),
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ]
}

/**
 * The browser of the Chromium family to use: `CHROME_PATH` if set, else one that takes
 * `--load-extension`, else Google Chrome or Microsoft Edge. Null when there is none, and also when
 * `CHROME_PATH` names something that cannot be run: a wrong setting must not be covered up.
 *
 * @param {Machine} machine
 * @returns {ChromiumBrowser | null}
 */
export function findChromium(machine = thisMachine) {
  const chosen = machine.env.CHROME_PATH
  const paths = chosen
    ? [chosen]
    : [...listChromiumPaths(machine), ...listPlaywrightBuilds(machine)]
  const browsers = paths
    .filter((path) => machine.isExecutable(path))
    .map((path) => ({ path, canLoadByFlag: !isBranded(path) }))
  return browsers.find((browser) => browser.canLoadByFlag) ?? browsers[0] ?? null
}

/**
 * Path of Firefox: `FIREFOX_PATH` if set, else one in a usual place. Null when there is none.
 *
 * @param {Machine} machine
 * @returns {string | null}
 */
export function findFirefox(machine = thisMachine) {
  const { env, home } = machine
  const chosen = env.FIREFOX_PATH
  const usual =
    {
      darwin: ['/Applications', join(home, 'Applications')].map((folder) =>
        join(folder, 'Firefox.app/Contents/MacOS/firefox'),
      ),
      win32: [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
        folder ? [join(folder, 'Mozilla Firefox/firefox.exe')] : [],
      ),
    }[/** @type {string} */ (machine.platform)] ??
    listOnPath(machine, ['firefox-esr', 'firefox']).concat(
      '/usr/bin/firefox-esr',
      '/snap/bin/firefox',
    )
  return (chosen ? [chosen] : usual).find((path) => machine.isExecutable(path)) ?? null
}

/**
 * Path of a browser of the Chromium family, for programs that cannot go on without one.
 *
 * @returns {ChromiumBrowser}
 * @throws {Error} with a sentence that says what to install
 */
export function requireChromium() {
  const browser = findChromium()
  if (browser === null) throw new Error(missingBrowserMessage)
  return browser
}

/**
 * Path of Firefox, for programs that cannot go on without it.
 *
 * @returns {string}
 * @throws {Error} with a sentence that says what to install
 */
export function requireFirefox() {
  const path = findFirefox()
  if (path === null) throw new Error(missingFirefoxMessage)
  return path
}
