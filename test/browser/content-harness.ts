import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type BrowserContext, chromium, type Frame, type Page, type Worker } from 'playwright-core'
import { startStandalonePage } from '../sandbox/google-page/standalone-server.ts'
import { startStandaloneOutlook } from '../sandbox/outlook-page/standalone-server.ts'
import { chromiumArguments, findChromium } from './launch-chromium.ts'
import { until } from './support/until.ts'

/** The piece of the extension API that the stand-in's worker is asked to use. */
declare const chrome: {
  tabs: {
    query(filter: { url: string }): Promise<{ id?: number }[]>
    sendMessage(tabId: number, message: unknown): Promise<unknown>
  }
  scripting: {
    executeScript(what: { target: { tabId: number }; files: string[] }): Promise<unknown>
  }
  runtime: { reload(): void }
}

/** A message the content script sent, as the stand-in background heard it. */
export interface HeardMessage {
  type: string
  input: Record<string, unknown>
}

/** The real content script in a real extension, with a background that only listens and answers. */
export interface ContentHarness {
  site: { origin: string; stop(): Promise<void> }
  context: BrowserContext
  worker(): Worker
  open(path: string): Promise<Page>
  /** What the stand-in background answers from now on. */
  answer(answers: { isEnabled?: boolean; frameState?: string; isHeld?: boolean }): Promise<void>
  /** Sends the answers to `content/opened` that were held back, as they are now. */
  release(): Promise<void>
  /** Messages heard since the last `forget`. */
  heard(): Promise<HeardMessage[]>
  forget(): Promise<void>
  waitForMessage(type: string, count?: number): Promise<HeardMessage>
  push(type: string, input: Record<string, unknown>): Promise<void>
  /** Runs the content script once more in every page, as after an update. */
  injectAgain(): Promise<void>
  /** Reloads the extension: scripts in open pages become orphans. */
  reloadExtension(): Promise<void>
  waitForState(page: Page, state: string): Promise<void>
  /** The panel's frame in a page. */
  panelOf(page: Page): Promise<Frame>
  stop(): Promise<void>
}

const background = `
  globalThis.heard = []
  globalThis.answers = { isEnabled: true, frameState: 'glance', isHeld: false }
  globalThis.held = []
  chrome.runtime.onMessage.addListener((message, sender, respond) => {
    globalThis.heard.push(message)
    const output = () => message.type === 'content/hello' ? { isEnabled: answers.isEnabled }
      : message.type === 'content/opened' ? { frameState: answers.frameState } : {}
    const answer = () => respond({ ok: true, output: output() })
    if (message.type !== 'content/opened' || !answers.isHeld) return void answer()
    held.push(answer)
    return true
  })`

const panel = `<!doctype html><meta charset="utf-8"><title>panel</title>
  <label>Note <input id="note"></label><div id="tall"></div><script src="panel.js"></script>`

const panelScript = `
  document.getElementById('tall').style.height = '3000px'
  globalThis.loadedAt = performance.timeOrigin`

const manifest = {
  manifest_version: 3,
  name: 'content script test',
  version: '1',
  permissions: ['scripting', 'tabs'],
  host_permissions: ['http://127.0.0.1/*'],
  background: { service_worker: 'background.js' },
  content_scripts: [
    { matches: ['http://127.0.0.1/*'], js: ['content.js'], run_at: 'document_idle' },
  ],
  web_accessible_resources: [{ resources: ['panel.html'], matches: ['http://127.0.0.1/*'] }],
}

/** The calendar pages that a content script stands beside, each with its stand-in. */
const sites = {
  google: { start: startStandalonePage, entrypoint: 'google-calendar', ready: '__page' },
  outlook: { start: startStandaloneOutlook, entrypoint: 'outlook', ready: '__outlook' },
}

async function buildExtension(folder: string, entrypoint: string): Promise<void> {
  await build({
    stdin: {
      resolveDir: import.meta.dirname,
      loader: 'ts',
      contents: `
        import definition from '../../entrypoints/${entrypoint}.content/index.ts'
        import { ContentScriptContext } from '../../lib/host/content-context.ts'
        definition.main(new ContentScriptContext('${entrypoint}'))`,
    },
    bundle: true,
    outfile: join(folder, 'content.js'),
    format: 'iife',
    define: { 'import.meta.env.MODE': '"production"' },
  })
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'background.js'), background)
  writeFileSync(join(folder, 'panel.html'), panel)
  writeFileSync(join(folder, 'panel.js'), panelScript)
}

/** Starts a browser with the test extension; call `stop` at the end. */
export async function startContentHarness(
  siteName: keyof typeof sites = 'google',
): Promise<ContentHarness> {
  const { start, entrypoint, ready } = sites[siteName]
  const folder = mkdtempSync(join(tmpdir(), 'yohaku-content-'))
  const extension = mkdtempSync(join(tmpdir(), 'yohaku-extension-'))
  const [site] = await Promise.all([start(), buildExtension(extension, entrypoint)])
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: findChromium(),
    headless: false,
    viewport: { width: 1280, height: 860 },
    timezoneId: 'Asia/Tokyo',
    args: [
      '--headless=new',
      ...chromiumArguments(),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  })
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker')
  const worker = (): Worker => {
    const found = context.serviceWorkers().at(-1)
    if (found === undefined) throw new Error('the extension has no worker')
    return found
  }
  const heard = (): Promise<HeardMessage[]> =>
    worker().evaluate(() => (globalThis as unknown as { heard: HeardMessage[] }).heard)

  return {
    site,
    context,
    worker,
    heard,
    async open(path) {
      const page = await context.newPage()
      await page.goto(`${site.origin}${path}`)
      await page.waitForFunction((name) => name in window, ready)
      return page
    },
    answer: (answers) =>
      worker().evaluate((next) => {
        Object.assign((globalThis as unknown as { answers: object }).answers, next)
      }, answers),
    release: () =>
      worker().evaluate(() => {
        const { held } = globalThis as unknown as { held: (() => void)[] }
        for (const answer of held.splice(0)) answer()
      }),
    forget: () =>
      worker().evaluate(() => {
        ;(globalThis as unknown as { heard: HeardMessage[] }).heard.length = 0
      }),
    waitForMessage: (type, count = 1) =>
      until(`${count} × ${type}`, async () => {
        const found = (await heard()).filter((one) => one.type === type)
        return found.length >= count ? (found.at(-1) ?? null) : null
      }),
    push: (type, input) =>
      worker().evaluate(
        async (message) => {
          const tabs = await chrome.tabs.query({ url: 'http://127.0.0.1/*' })
          for (const tab of tabs) {
            if (tab.id !== undefined) {
              await chrome.tabs.sendMessage(tab.id, message)
            }
          }
        },
        { type, input },
      ),
    injectAgain: () =>
      worker().evaluate(async () => {
        for (const tab of await chrome.tabs.query({ url: 'http://127.0.0.1/*' })) {
          if (tab.id === undefined) continue
          await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['content.js'] })
        }
      }),
    async reloadExtension() {
      const reloaded = workerGone(worker())
      // The evaluation dies with the worker it runs in.
      await worker()
        .evaluate(() => chrome.runtime.reload())
        .catch(() => null)
      await reloaded
    },
    waitForState: async (page, state) => {
      await page
        .locator(`html > yohaku-panel[data-state="${state}"]`)
        .waitFor({ state: 'attached' })
    },
    panelOf: (page) =>
      until('the panel frame', async () => {
        const frame = page.frames().find((one) => one.url().startsWith('chrome-extension:'))
        return frame !== undefined &&
          (await frame.evaluate(() => document.readyState)) === 'complete'
          ? frame
          : null
      }),
    async stop() {
      await context.close()
      await site.stop()
      for (const path of [folder, extension]) rmSync(path, { recursive: true, force: true })
    },
  }
}

function workerGone(worker: Worker): Promise<void> {
  return new Promise((resolve) => worker.once('close', () => resolve()))
}
