import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

interface Locked {
  optionalDependencies?: Record<string, string>
}

const text = readFileSync(resolve(import.meta.dirname, '../../../package-lock.json'), 'utf8')
const { packages }: { packages: Record<string, Locked> } = JSON.parse(text)

/** Folders in which Node looks for a package that is required from `path`, nearest first. */
function listPlaces(path: string, name: string): string[] {
  const places = [`${path}/node_modules/${name}`]
  for (let end = path.lastIndexOf('/node_modules/'); end >= 0; ) {
    places.push(`${path.slice(0, end)}/node_modules/${name}`)
    end = path.lastIndexOf('/node_modules/', end - 1)
  }
  return [...places, `node_modules/${name}`]
}

// `npm ci` refuses a lock that leaves out a package for another platform, and npm leaves out what the
// registry at hand does not have, without a word. https://github.com/npm/cli/issues/4828
it('locks every optional package, for every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !listPlaces(path, name).some((place) => place in packages))
      .map((name) => `${path} → ${name}`),
  )
  expect(missing).toEqual([])
})
