import { alternate } from '../alternate.ts'
import { buildEmptyExtension } from '../baseline/build-empty-extension.ts'
import { type BenchContext, type BenchPart, roundsOf } from '../bench-part.ts'
import { mainThreadEvents, outermostCalls, totalMs } from '../browser/attribute-time.ts'
import { makeBenchCalendar } from '../browser/bench-calendar.ts'
import { type BenchBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { calendarUrl, openBenchWorld } from '../browser/open-bench-world.ts'
import { startProduct } from '../browser/start-product.ts'
import { mainFrameId, recordTrace } from '../browser/trace.ts'
import { type Figure, makeFigure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'

/** What the content script costs each time the calendar page loads, as the browser itself traces it. */
export const evaluation: BenchPart = { name: 'evaluation', run }

/** How long after the chips are there a page load is watched: the panel's frame is made in an idle moment. */
const watchedMs = 1000

interface Sample {
  /** Compiling and running the script. */
  evaluationMs: number
  /** That, and every function of ours that ran afterwards. */
  pageLoadMs: number
}

async function run(context: BenchContext): Promise<Figure[]> {
  const emptyFolder = await buildEmptyExtension(context.temporaryFolder)
  const world = await openBenchWorld(makeBenchCalendar(1000, 10, Date.now()))
  const { proxyPort } = world
  const empty = await launchBrowser({ extensionFolder: emptyFolder, proxyPort })
  const ours = await startProduct({ buildFolder: context.buildFolder, proxyPort, topics: [] })
  try {
    const rounds = roundsOf(context, 20)
    const samples = await alternate(
      rounds,
      2,
      await makeLoader(ours.browser),
      await makeLoader(empty),
    )
    const figure = (name: string, key: keyof Sample, part: (values: number[]) => number) =>
      makeFigure({
        name: `evaluation/${name}`,
        value: part(samples.a.map((sample) => sample[key])),
        unit: 'ms',
        baseline: {
          name: 'an empty WXT content script',
          value: part(samples.b.map((sample) => sample[key])),
        },
        ...(name === 'script-p50' && { budget: { of: 'difference' as const, atMost: 5 } }),
        note: `${rounds} page loads`,
      })
    const p95 = (values: number[]) => percentile(values, 0.95)
    return [
      figure('script-p50', 'evaluationMs', median),
      figure('script-p95', 'evaluationMs', p95),
      figure('page-load-p50', 'pageLoadMs', median),
      figure('page-load-p95', 'pageLoadMs', p95),
    ]
  } finally {
    await ours.browser.close()
    await empty.close()
    await world.close()
  }
}

/** Loads the calendar once more and says what the extension's script did in the page. */
async function makeLoader({ context, page }: BenchBrowser): Promise<() => Promise<Sample>> {
  const session = await context.newCDPSession(page)
  const frameId = await mainFrameId(session)
  return async () => {
    const events = await recordTrace(session, async () => {
      await page.goto(calendarUrl)
      await page.locator('[data-eventchip]').first().waitFor()
      await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), watchedMs)
    })
    const calls = outermostCalls(mainThreadEvents(events, frameId), (url) =>
      /^chrome-extension:.*\/content-scripts\//.test(url),
    )
    const scripts = calls.filter((event) => event.name === 'EvaluateScript')
    if (scripts.length === 0) throw new Error('No content script was evaluated')
    return { evaluationMs: totalMs(scripts), pageLoadMs: totalMs(calls) }
  }
}
