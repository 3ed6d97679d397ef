import { alternate } from '../alternate.ts'
import { buildVanillaExtension } from '../baseline/build-vanilla-extension.ts'
import { type BenchContext, type BenchPart, roundsOf } from '../bench-part.ts'
import { eventKey, makeBenchCalendar } from '../browser/bench-calendar.ts'
import { makeBenchTopics, panelTextOf } from '../browser/bench-topics.ts'
import { launchBrowser } from '../browser/launch-browser.ts'
import { openBenchWorld } from '../browser/open-bench-world.ts'
import {
  loadCalendar,
  measureOpening,
  type PanelSubject,
  putPanelAway,
  vanillaSubject,
} from '../browser/panel-subject.ts'
import { startProduct } from '../browser/start-product.ts'
import { type Figure, makeFigure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'

/**
 * From the press on an event to the panel with its content on the screen, on a hostile calendar page of
 * 1,000 events; beside it a bare panel that asks its background for the same words and draws them in the
 * page. Warm: the page has shown each of these events before.
 */
export const paint: BenchPart = { name: 'paint', run }

const eventCount = 1000
const oneOnOneCount = 10

async function run(context: BenchContext): Promise<Figure[]> {
  const calendar = makeBenchCalendar(eventCount, oneOnOneCount, Date.now())
  const topics = makeBenchTopics(calendar.oneOnOnes)
  const vanillaFolder = await buildVanillaExtension(
    context.temporaryFolder,
    Object.fromEntries(topics.map((each) => [eventKey(each.event), panelTextOf(each)])),
  )
  const world = await openBenchWorld(calendar)
  const { proxyPort } = world
  const bare = await vanillaSubject(
    await launchBrowser({ extensionFolder: vanillaFolder, proxyPort }),
  )
  const product = await startProduct({ buildFolder: context.buildFolder, proxyPort, topics })
  try {
    const passes = roundsOf(context, 8)
    const measure = (subject: PanelSubject) => async (round: number) => {
      const each = topics[round % topics.length]
      if (each === undefined) throw new Error('No topics')
      await putPanelAway(subject, calendar.team)
      return (await measureOpening(subject, each.event, each.marker)).openingMs
    }
    for (const subject of [product, bare]) await loadCalendar(subject)
    const first = await alternate(oneOnOneCount, 0, measure(product), measure(bare))
    const warm = await alternate(passes * oneOnOneCount, 0, measure(product), measure(bare))
    return [
      ...compare('warm', warm, true),
      // Only to be seen: the page itself takes half a second to say who is invited.
      ...compare('first-opening', first, false),
    ]
  } finally {
    await product.browser.close()
    await bare.browser.close()
    await world.close()
  }
}

function compare(
  name: string,
  samples: { a: number[]; b: number[] },
  hasBudget: boolean,
): Figure[] {
  const parts = { p50: median, p95: (values: readonly number[]) => percentile(values, 0.95) }
  return Object.entries(parts).map(([suffix, part]) =>
    makeFigure({
      name: `paint/${name}-${suffix}`,
      value: part(samples.a),
      unit: 'ms',
      baseline: { name: 'a bare vanilla panel in the page', value: part(samples.b) },
      ...(hasBudget && { budget: { of: 'ratio' as const, atMost: 1 } }),
      note: `${samples.a.length} openings`,
    }),
  )
}
