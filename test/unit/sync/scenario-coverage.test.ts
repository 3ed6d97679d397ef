import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scenarios } from '../../simulator/scenarios.ts'

const root = resolve(import.meta.dirname, '../../..')
const list = resolve(root, '../shared/scenarios/sync.json')
const spec = join(root, 'lib/sync/SPEC.md')
const isListHere = existsSync(list)

/** Everything that may carry an id: texts of test files, and the scenarios' own lists. */
function readTitles(): string {
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.endsWith('scenario-coverage.test.ts'))
    .map((file) => readFileSync(join(root, 'test', file), 'utf8'))
  return [...tests, ...scenarios.flatMap((scenario) => scenario.ids)].join('\n')
}

describe('scenarios of the sync engine', () => {
  const name = isListHere
    ? 'are all played under their ids'
    : 'cannot be compared: the list beside the repository is not here'
  it(name, () => {
    if (!isListHere) return
    const { scenarios: wanted }: { scenarios: { id: string }[] } = JSON.parse(
      readFileSync(list, 'utf8'),
    )
    const titles = readTitles()
    expect(wanted.length).toBeGreaterThan(30)
    expect(wanted.map(({ id }) => id).filter((id) => !titles.includes(id))).toEqual([])
  })

  it('have names of their own', () => {
    const names = scenarios.map((scenario) => scenario.name)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('the rules of SPEC.md', () => {
  const rules = [...readFileSync(spec, 'utf8').matchAll(/^\*\*(SY\d+) /gm)].map((match) => match[1])

  it('are numbered once', () => {
    expect(rules.length).toBeGreaterThan(30)
    expect(new Set(rules).size).toBe(rules.length)
  })

  it('each have a test that carries the id', () => {
    const titles = readTitles()
    expect(rules.filter((rule) => !titles.includes(`[${rule}]`))).toEqual([])
  })

  it('are the only ones tests speak of', () => {
    const named = [...readTitles().matchAll(/\[(SY\d+)\]/g)].map((match) => match[1])
    expect(named.filter((rule) => !rules.includes(rule))).toEqual([])
  })
})

describe('the rules of FORMAT.md about a file', () => {
  const format = readFileSync(join(root, 'lib/document/FORMAT.md'), 'utf8')
  const rules = [...format.matchAll(/\*\*(FF\d+)\*\*/g)].map((match) => match[1])

  it('are numbered once, and each has a test that carries the id', () => {
    expect(rules.length).toBeGreaterThan(15)
    expect(new Set(rules).size).toBe(rules.length)
    const named = new Set([...readTitles().matchAll(/\bFF\d+\b/g)].map(([id]) => id))
    expect(rules.filter((rule) => rule === undefined || !named.has(rule))).toEqual([])
    expect([...named].filter((id) => !rules.includes(id))).toEqual([])
  })
})
