import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')

/** Layers of `lib/`, low to high: a file imports its own folder and lower layers only. */
const layers = [
  'base',
  'model',
  'document',
  'storage',
  'auth',
  'remote',
  'calendar',
  'sync',
  'messaging',
  'host',
  'background',
  'panel',
  'i18n',
]

/** Who may import a package; a package not named here is free. */
const soleOwners: Record<string, string> = {
  yjs: 'document',
  'y-protocols': 'document',
  lib0: 'document',
  idb: 'storage',
}

interface Import {
  from: string
  to: string
}

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

/** Every static, dynamic and type-only import and re-export of a source text. */
function readImports(source: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"]+)\1/g
  return [...source.matchAll(pattern)].map((match) => match[2] ?? '')
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8')
  return readImports(source).map((to) => ({
    from: file,
    to: to.startsWith('.') ? relative(root, resolve(root, dirname(file), to)) : to,
  }))
}

/** Why an import is forbidden, or null. */
function judgeImport({ from, to }: Import): string | null {
  const layer = /^lib\/([^/]+)\//.exec(from)?.[1]
  if (layer !== undefined) {
    if (!layers.includes(layer)) return `unknown layer ${layer}`
    const packageName = to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : to.split('/')[0]
    const owner = soleOwners[packageName ?? '']
    if (owner !== undefined && owner !== layer) return `${packageName} belongs to lib/${owner}`
    const target = /^lib\/([^/]+)\//.exec(to)?.[1]
    if (target !== undefined && layers.indexOf(target) > layers.indexOf(layer)) {
      return `lib/${layer} may not import lib/${target}`
    }
    if (/^(components|entrypoints|test|scripts)\//.test(to)) return 'lib may not import its users'
    if (/^lib\/storage\/private-/.test(to) && layer !== 'background' && layer !== 'storage') {
      return 'device-only words are for lib/background alone'
    }
  }
  if (from.startsWith('components/')) {
    if (/^(entrypoints|test)\//.test(to)) return 'components may not import their users'
    const target = /^lib\/([^/]+)\//.exec(to)?.[1]
    if (target !== undefined && !['base', 'model', 'panel', 'i18n'].includes(target)) {
      return `components may not import lib/${target}`
    }
  }
  if (from.startsWith('entrypoints/') && /^test\//.test(to))
    return 'entrypoints may not import tests'
  return null
}

function findCycle(graph: Map<string, string[]>): string[] | null {
  const state = new Map<string, 'open' | 'done'>()
  const visit = (node: string, path: string[]): string[] | null => {
    if (state.get(node) === 'done') return null
    if (state.get(node) === 'open') return [...path.slice(path.indexOf(node)), node]
    state.set(node, 'open')
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...path, node])
      if (cycle !== null) return cycle
    }
    state.set(node, 'done')
    return null
  }
  for (const node of graph.keys()) {
    const cycle = visit(node, [])
    if (cycle !== null) return cycle
  }
  return null
}

describe('boundaries', () => {
  const sources = [
    ...listSources('lib'),
    ...listSources('components'),
    ...listSources('entrypoints'),
  ]
  const imports = sources.flatMap(importsOf)

  it('reads every kind of import', () => {
    const source = `import a from './a'\nimport type { B } from "./b"\nexport { c } from './c'\nawait import('./d')\nimport './e'`
    expect(readImports(source)).toEqual(['./a', './b', './c', './d', './e'])
  })

  it('refuses what the layers forbid', () => {
    expect(judgeImport({ from: 'lib/model/x.ts', to: 'lib/sync/y.ts' })).not.toBeNull()
    expect(judgeImport({ from: 'lib/sync/x.ts', to: 'yjs' })).not.toBeNull()
    expect(
      judgeImport({ from: 'lib/sync/x.ts', to: 'lib/storage/private-store.ts' }),
    ).not.toBeNull()
    expect(judgeImport({ from: 'components/X.tsx', to: 'lib/background/y.ts' })).not.toBeNull()
    expect(judgeImport({ from: 'lib/sync/x.ts', to: 'lib/model/y.ts' })).toBeNull()
  })

  it('finds no forbidden import', () => {
    const forbidden = imports
      .map((one) => ({ ...one, why: judgeImport(one) }))
      .filter((one) => one.why !== null)
    expect(forbidden).toEqual([])
  })

  it('finds no cycle', () => {
    const graph = new Map<string, string[]>()
    for (const { from, to } of imports) {
      if (!sources.includes(to)) continue
      graph.set(from, [...(graph.get(from) ?? []), to])
    }
    expect(findCycle(graph)).toBeNull()
  })

  it('finds no barrel', () => {
    const barrels = sources.filter((file) => {
      const lines = readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line))
      return lines.length > 0 && lines.every((line) => /^export .* from /.test(line))
    })
    expect(barrels).toEqual([])
  })
})
