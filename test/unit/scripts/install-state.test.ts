import { describe, expect, it } from 'vitest'
import { isInstallCurrent } from '../../../scripts/install-state.mjs'

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/yjs': { version: '13.6.33', integrity: 'sha512-a' },
    'node_modules/@esbuild/win32-x64': { version: '0.28.2', integrity: 'sha512-b', optional: true },
  },
}
const yjs = { version: '13.6.33', integrity: 'sha512-a' }

describe('isInstallCurrent', () => {
  it('is false before the first install', () => {
    expect(isInstallCurrent(lock, null)).toBe(false)
  })

  it('is true when all that is required is there', () => {
    expect(isInstallCurrent(lock, { packages: { 'node_modules/yjs': yjs } })).toBe(true)
  })

  it('is false when a package is missing', () => {
    expect(isInstallCurrent(lock, { packages: {} })).toBe(false)
  })

  it('is false when a package is there in another version or from another source', () => {
    const other = { ...yjs, version: '13.6.32' }
    const swapped = { ...yjs, integrity: 'sha512-c' }
    expect(isInstallCurrent(lock, { packages: { 'node_modules/yjs': other } })).toBe(false)
    expect(isInstallCurrent(lock, { packages: { 'node_modules/yjs': swapped } })).toBe(false)
  })
})
