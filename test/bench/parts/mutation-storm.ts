import { alternate } from '../alternate.ts'
import { type BenchContext, type BenchPart, roundsOf } from '../bench-part.ts'
import {
  longTasksCausedBy,
  mainThreadEvents,
  outermostCalls,
  tasksOf,
  totalMs,
} from '../browser/attribute-time.ts'
import { makeBenchCalendar } from '../browser/bench-calendar.ts'
import { makeBenchTopics } from '../browser/bench-topics.ts'
import { type BenchBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { calendarUrl, openBenchWorld } from '../browser/open-bench-world.ts'
import { pressEvent } from '../browser/panel-subject.ts'
import { runStorm, type Storm } from '../browser/run-storm.ts'
import { startProduct } from '../browser/start-product.ts'
import { mainFrameId, recordTrace } from '../browser/trace.ts'
import { type Figure, makeFigure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'

/**
 * What a page that changes all the time pays for being watched: 18,000 mutations in 60 frames with a 1-on-1
 * open, beside the same page without any extension.
 */
export const mutationStorm: BenchPart = { name: 'storm', run }

const storm: Storm = { mutations: 18_000, frames: 60 }

interface Sample {
  /** Time inside the extension's own functions. */
  oursMs: number
  /** Time the page's own changes took. */
  changesMs: number
  /** Everything the page's main thread did. */
  busyMs: number
  longTasks: number
}

async function run(context: BenchContext): Promise<Figure[]> {
  const calendar = makeBenchCalendar(1000, 10, Date.now())
  const world = await openBenchWorld(calendar)
  const { proxyPort } = world
  const topics = makeBenchTopics(calendar.oneOnOnes)
  const bare = await launchBrowser({ extensionFolder: null, proxyPort })
  const product = await startProduct({ buildFolder: context.buildFolder, proxyPort, topics })
  try {
    const [event] = calendar.oneOnOnes
    if (event === undefined) throw new Error('No 1-on-1')
    for (const { page } of [product.browser, bare]) {
      // The page's own storms are measured elsewhere; here they would only blur the one we make.
      await page.goto(`${calendarUrl}?storm=none&late=0`)
      await pressEvent(page, event)
      await page.locator('#xDetDlg [data-email]').first().waitFor()
    }
    const rounds = roundsOf(context, 8)
    const samples = await alternate(
      rounds,
      1,
      await makeMeasurement(product.browser),
      await makeMeasurement(bare),
    )
    return makeFigures(samples, `${rounds} storms of ${storm.mutations} mutations`)
  } finally {
    await product.browser.close()
    await bare.close()
    await world.close()
  }
}

async function makeMeasurement({ context, page }: BenchBrowser): Promise<() => Promise<Sample>> {
  const session = await context.newCDPSession(page)
  const frameId = await mainFrameId(session)
  return async () => {
    let changesMs = 0
    const trace = await recordTrace(session, async () => {
      changesMs = await runStorm(page, storm)
    })
    const events = mainThreadEvents(trace, frameId)
    const calls = outermostCalls(events, (url) => url.startsWith('chrome-extension:'))
    const tasks = tasksOf(events)
    return {
      oursMs: totalMs(calls),
      changesMs,
      busyMs: totalMs(tasks),
      longTasks: longTasksCausedBy(calls, tasks).length,
    }
  }
}

function makeFigures({ a, b }: { a: Sample[]; b: Sample[] }, note: string): Figure[] {
  const of = (samples: Sample[], key: keyof Sample) => samples.map((sample) => sample[key])
  const dearerMs = median(of(a, 'changesMs')) - median(of(b, 'changesMs'))
  const baselineName = 'the same page without an extension'
  return [
    makeFigure({
      name: 'storm/total',
      // Noise may make the watched page's changes look cheaper; that is no merit of ours.
      value: median(of(a, 'oursMs')) + Math.max(0, dearerMs),
      unit: 'ms',
      budget: { of: 'value', atMost: 20 },
      note: `${note}; our functions, and what records cost the page`,
    }),
    makeFigure({
      name: 'storm/our-functions-p95',
      value: percentile(of(a, 'oursMs'), 0.95),
      unit: 'ms',
      note,
    }),
    makeFigure({
      name: 'storm/changes',
      value: median(of(a, 'changesMs')),
      unit: 'ms',
      baseline: { name: baselineName, value: median(of(b, 'changesMs')) },
      note,
    }),
    makeFigure({
      name: 'storm/main-thread',
      value: median(of(a, 'busyMs')),
      unit: 'ms',
      baseline: { name: baselineName, value: median(of(b, 'busyMs')) },
      note,
    }),
    makeFigure({
      name: 'storm/long-tasks',
      value: Math.max(...of(a, 'longTasks')),
      unit: 'count',
      budget: { of: 'value', atMost: 0 },
      note: `${note}; tasks over 50 ms because of us, in the worst of them`,
    }),
  ]
}
