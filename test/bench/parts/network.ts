import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../../sandbox/world.ts'
import { type BenchContext, type BenchPart, roundsOf } from '../bench-part.ts'
import { makeBenchCalendar } from '../browser/bench-calendar.ts'
import { makeBenchTopics } from '../browser/bench-topics.ts'
import { listFetches, rememberFetches } from '../browser/list-fetches.ts'
import { openBenchWorld } from '../browser/open-bench-world.ts'
import { loadCalendar, measureOpening, putPanelAway } from '../browser/panel-subject.ts'
import { startProduct } from '../browser/start-product.ts'
import { type Figure, makeFigure } from '../figure.ts'

/**
 * What the panel asks of the network before it is painted, with a connected account that has plenty to
 * fetch: nothing. What it asks afterwards is counted too, so that the zero means something.
 */
export const network: BenchPart = { name: 'network', run }

/** No API request for so long means that the last opening's requests are over. */
const quietMs = 4000

async function run(context: BenchContext): Promise<Figure[]> {
  const calendar = makeBenchCalendar(1000, 10, Date.now())
  const topics = makeBenchTopics(calendar.oneOnOnes)
  const world = await openBenchWorld(calendar)
  const product = await startProduct({
    buildFolder: context.buildFolder,
    proxyPort: world.proxyPort,
    topics,
    shouldConnect: true,
  })
  try {
    await loadCalendar(product)
    await rememberFetches(product.worker())
    await rememberFetches(product.panelFrame())
    await waitForQuiet(world)
    const connecting = world.log.length
    const openings: { pressedAtMs: number; paintedAtMs: number }[] = []
    for (const { event, marker } of topics.slice(0, roundsOf(context, 6))) {
      await putPanelAway(product, calendar.team)
      await waitForQuiet(world)
      openings.push(await measureOpening(product, event, marker))
      await waitForQuiet(world)
    }
    const fetches = [
      ...(await listFetches(product.worker())),
      ...(await listFetches(product.panelFrame())),
    ]
    const before = fetches.filter(({ startedMs }) =>
      openings.some((each) => startedMs >= each.pressedAtMs && startedMs < each.paintedAtMs),
    )
    const after = world.log.length - connecting
    if (after === 0 || fetches.length < after) {
      throw new Error(`The zero would mean nothing: ${after} requests came, ${fetches.length} seen`)
    }
    return [
      makeFigure({
        name: 'network/requests-before-paint',
        value: before.length,
        unit: 'count',
        budget: { of: 'value', atMost: 0 },
        note: `${openings.length} openings, connected; ${after} API requests after them`,
      }),
    ]
  } finally {
    await product.browser.close()
    await world.close()
  }
}

async function waitForQuiet(world: World): Promise<void> {
  let seen = -1
  let since = performance.now()
  while (performance.now() - since < quietMs) {
    if (world.log.length !== seen) {
      seen = world.log.length
      since = performance.now()
    }
    await pause(100)
  }
}
