import { build } from 'esbuild'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import { until } from './until.ts'

/** What an adapter said, in order. */
export type AdapterReport =
  | { type: 'near' | 'closed' | 'layout-changed' }
  | { type: 'opened'; facts: EventFacts }

/** A page with a host adapter watching from an isolated world, as a content script would. */
export interface WatchedPage {
  page: Page
  /** Evaluates an expression in the adapter's world; `adapter` and the names of the bundle are in scope. */
  inWorld<T>(expression: string): Promise<T>
  reports(): Promise<AdapterReport[]>
  /** Facts of the latest `opened` for the event with this id once there are `count` of them. */
  waitForOpened(eventId: string, count?: number): Promise<EventFacts>
  close(): Promise<void>
}

/**
 * Bundles an adapter that begins to watch at once. `imports` are import declarations seen from this folder,
 * `adapter` is the expression that makes it, `names` are further imported names to have in the world.
 */
export async function bundleAdapter(
  imports: string,
  adapter: string,
  names: readonly string[] = [],
): Promise<string> {
  const result = await build({
    stdin: {
      resolveDir: import.meta.dirname,
      loader: 'ts',
      contents: `
        ${imports}
        import { systemClock, systemTimers } from '../../../lib/base/clock.ts'
        const adapter = ${adapter}
        const reports = []
        const stop = new AbortController()
        adapter.watch({
          onNear: () => reports.push({ type: 'near' }),
          onOpened: (facts) => reports.push({ type: 'opened', facts }),
          onClosed: () => reports.push({ type: 'closed' }),
          onLayoutChanged: () => reports.push({ type: 'layout-changed' }),
        }, stop.signal)
        Object.assign(globalThis, { ${['adapter', 'reports', 'stop', ...names].join(', ')} })`,
    },
    bundle: true,
    write: false,
    format: 'iife',
  })
  return result.outputFiles[0]?.text ?? ''
}

/** Opens an address in a profile of its own and lets a bundled adapter watch once `handle` stands in the window. */
export async function watchPage(
  browser: Browser,
  address: string,
  options: { bundle: string; handle: '__page' | '__outlook'; timezoneId?: string },
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    timezoneId: options.timezoneId ?? 'Asia/Tokyo',
  })
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction((name) => name in window, options.handle)
  const session = await context.newCDPSession(page)
  const contextId = await createWorld(session)
  const inWorld = async <T>(expression: string): Promise<T> => {
    const answer = await session.send('Runtime.evaluate', {
      expression,
      contextId,
      returnByValue: true,
      awaitPromise: true,
    })
    if (answer.exceptionDetails !== undefined) {
      throw new Error(answer.exceptionDetails.exception?.description ?? expression)
    }
    return answer.result.value
  }
  await inWorld(options.bundle)
  const reports = (): Promise<AdapterReport[]> => inWorld('reports')
  return {
    page,
    inWorld,
    reports,
    waitForOpened: (eventId, count = 1) =>
      until(`${eventId} to be reported`, async () => {
        const opened = (await reports()).flatMap((one) =>
          one.type === 'opened' && one.facts.eventId === eventId ? [one.facts] : [],
        )
        return opened.length >= count ? (opened.at(-1) ?? null) : null
      }),
    close: () => context.close(),
  }
}

async function createWorld(session: CDPSession): Promise<number> {
  const { frameTree } = await session.send('Page.getFrameTree')
  const world = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'yohaku',
  })
  return world.executionContextId
}
