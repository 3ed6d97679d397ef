/**
 * Whether what lies in `node_modules` is what `package-lock.json` asks for, judged from npm's own record
 * of the last install (`node_modules/.package-lock.json`). No stamp of ours: it would be wrong after
 * every `npm install` that somebody runs by hand.
 */

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [link]
 */

/**
 * @typedef {object} Lock
 * @property {Record<string, LockedPackage>} [packages]
 */

/**
 * True when every package that the lock asks for is installed in that version. Optional packages of
 * other platforms may be missing.
 *
 * @param {Lock} lock `package-lock.json`
 * @param {Lock | null} installed `node_modules/.package-lock.json`; null when there is none
 * @returns {boolean}
 */
export function isInstallCurrent(lock, installed) {
  if (installed === null) return false
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed.packages?.[path]
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}
