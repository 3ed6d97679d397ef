import type { CDPSession } from 'playwright-core'
import { alternate } from '../alternate.ts'
import { buildEmptyExtension } from '../baseline/build-empty-extension.ts'
import { type BenchContext, type BenchPart, roundsOf } from '../bench-part.ts'
import { mainThreadEvents, outermostCalls, totalMs } from '../browser/attribute-time.ts'
import { makeBenchCalendar } from '../browser/bench-calendar.ts'
import { type BenchBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { calendarUrl, openBenchWorld } from '../browser/open-bench-world.ts'
import { mainFrameId, recordTrace } from '../browser/trace.ts'
import { type Figure, makeFigure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'

/** What the content script costs each time the calendar page loads, as the browser itself traces it. */
export const evaluation: BenchPart = { name: 'evaluation', run }

async function run(context: BenchContext): Promise<Figure[]> {
  const emptyFolder = await buildEmptyExtension(context.temporaryFolder)
  const world = await openBenchWorld(makeBenchCalendar(1000, 10, Date.now()))
  const { proxyPort } = world
  const ours = await launchBrowser({ extensionFolder: context.buildFolder, proxyPort })
  const empty = await launchBrowser({ extensionFolder: emptyFolder, proxyPort })
  try {
    const rounds = roundsOf(context, 20)
    const samples = await alternate(rounds, 2, await makeLoader(ours), await makeLoader(empty))
    const figure = (name: string, part: (values: number[]) => number) =>
      makeFigure({
        name: `evaluation/${name}`,
        value: part(samples.a),
        unit: 'ms',
        baseline: { name: 'an empty WXT content script', value: part(samples.b) },
        ...(name === 'p50' && { budget: { of: 'difference' as const, atMost: 5 } }),
        note: `${rounds} page loads`,
      })
    return [figure('p50', median), figure('p95', (values) => percentile(values, 0.95))]
  } finally {
    await ours.close()
    await empty.close()
    await world.close()
  }
}

/** Loads the calendar once more and says how long the extension's script took to compile and run, in ms. */
async function makeLoader(browser: BenchBrowser): Promise<() => Promise<number>> {
  const session: CDPSession = await browser.context.newCDPSession(browser.page)
  const frameId = await mainFrameId(session)
  return async () => {
    const events = await recordTrace(session, async () => {
      await browser.page.goto(calendarUrl)
      await browser.page.locator('[data-eventchip]').first().waitFor()
    })
    const scripts = outermostCalls(mainThreadEvents(events, frameId), (url) =>
      /^chrome-extension:.*\/content-scripts\//.test(url),
    ).filter((event) => event.name === 'EvaluateScript')
    if (scripts.length === 0) throw new Error('No content script was evaluated')
    return totalMs(scripts)
  }
}
