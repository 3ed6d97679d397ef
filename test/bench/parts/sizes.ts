import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { buildEmptyExtension } from '../baseline/build-empty-extension.ts'
import type { BenchContext, BenchPart } from '../bench-part.ts'
import { type Figure, type Measurement, makeFigure } from '../figure.ts'
import { listFiles, listPageFiles, measureFiles, type Sizes } from '../file-sizes.ts'

/** How much we put on every calendar page, and how much has to be read before the panel can be painted. */
export const sizes: BenchPart = { name: 'sizes', run }

async function run({ buildFolder, temporaryFolder }: BenchContext): Promise<Figure[]> {
  const contentScripts = listFiles(buildFolder, (path) => /^content-scripts[\\/].+\.js$/.test(path))
  const emptyFolder = await buildEmptyExtension(temporaryFolder)
  const empty = measureFiles(listFiles(emptyFolder, (path) => /^content-scripts[\\/]/.test(path)))
  const peer = findPeer()
  const all = listFiles(buildFolder, () => true)

  // Each calendar site has its own script and a page gets one of them, so the largest is what counts.
  const largest = contentScripts
    .map((path) => measureFiles([path]))
    .reduce(
      (most, each) => ({
        plainBytes: Math.max(most.plainBytes, each.plainBytes),
        gzipBytes: Math.max(most.gzipBytes, each.gzipBytes),
      }),
      { plainBytes: 0, gzipBytes: 0 },
    )
  if (contentScripts.length === 0) throw new Error(`No content script in ${buildFolder}`)

  const budget = { plainBytes: 15_000, gzipBytes: 6_000 }
  return [
    ...contentScripts.map((path) =>
      compare(
        `content-script-${basename(path, '.js')}`,
        measureFiles([path]),
        'an empty WXT content script',
        empty,
        budget,
      ),
    ),
    compare('content-script', largest, 'an empty WXT content script', empty, budget),
    compare('content-script-and-peer', largest, 'hypothesis: boot + annotator', peer.page),
    compare(
      'panel-first-paint',
      measureFiles(listPageFiles(buildFolder, 'panel.html', false)),
      'hypothesis: sidebar with its style sheets',
      peer.panel,
    ),
    compare(
      'panel-whole',
      measureFiles(listPageFiles(buildFolder, 'panel.html', true)),
      'hypothesis: sidebar with its style sheets',
      peer.panel,
    ),
    compare('background', measureFiles([join(buildFolder, 'background.js')]), '', null),
    compare('whole-build', measureFiles(all), 'hypothesis: whole package, no maps', peer.whole),
  ].flat()
}

function compare(
  name: string,
  ours: Sizes,
  baselineName: string,
  theirs: Sizes | null,
  budget?: Sizes,
): Figure[] {
  const figure = (suffix: string, key: keyof Sizes): Measurement => ({
    name: `sizes/${name}${suffix}`,
    value: ours[key],
    unit: 'B',
    ...(baselineName !== '' && { baseline: { name: baselineName, value: theirs?.[key] ?? null } }),
    ...(budget !== undefined && { budget: { of: 'value' as const, atMost: budget[key] } }),
  })
  return [makeFigure(figure('', 'plainBytes')), makeFigure(figure('-gzip', 'gzipBytes'))]
}

/**
 * The npm package `hypothesis`, an annotation sidebar that is injected into pages as we are. Null where the
 * package is not installed.
 */
function findPeer(): { page: Sizes | null; panel: Sizes | null; whole: Sizes | null } {
  const build = join(import.meta.dirname, '../../../node_modules/hypothesis/build')
  if (!existsSync(build)) return { page: null, panel: null, whole: null }
  const scripts = (...names: string[]) => measureFiles(names.map((name) => join(build, name)))
  return {
    page: scripts('boot.js', 'scripts/annotator.bundle.js'),
    panel: scripts('scripts/sidebar.bundle.js', 'styles/sidebar.css', 'styles/katex.min.css'),
    whole: measureFiles(listFiles(build, (name) => !name.endsWith('.map'))),
  }
}
