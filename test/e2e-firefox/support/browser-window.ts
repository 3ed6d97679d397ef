import type { Browser } from 'puppeteer-core'
import { waitFor } from '../../e2e/support/wait-for.ts'

/**
 * Firefox's own window around the pages. Its parts are reached by WebDriver BiDi with `moz:scope: chrome`,
 * which Firefox (138 and later) allows when it was started with `--remote-allow-system-access`.
 */
export interface BrowserWindow {
  /** Answers a question that Firefox asks beside its address bar, as soon as it takes an answer. */
  answer(question: FirefoxQuestion, answer: 'allow' | 'deny'): Promise<void>
  /** Stops the extension's event page as Firefox does when it is idle; resolves once it is gone. */
  stopEventPage(): Promise<void>
  /** What Firefox holds against the extension: of its manifest, and errors of its scripts in the console. */
  complaints(): Promise<string[]>
}

/**
 * Firefox's own names of questions: whether the extension may have a permission (data collection among
 * them), and whether its storage may last.
 */
export type FirefoxQuestion = 'addon-webext-permissions' | 'persistent-storage'

/** What puppeteer-core talks to Firefox over; it has no public way to commands it does not know. */
interface BidiConnection {
  send(method: string, params: object): Promise<{ result: unknown }>
}

interface ContextTree {
  contexts: { context: string; url: string }[]
}

type Evaluation =
  | { type: 'success'; result: { value?: unknown } }
  | { type: 'exception'; exceptionDetails: { text: string } }

/** The window of a Firefox that has one extension, `extensionId`, to watch. */
export async function openBrowserWindow(
  browser: Browser,
  extensionId: string,
): Promise<BrowserWindow> {
  const { connection } = browser as Browser & { connection?: BidiConnection }
  if (connection === undefined) throw new Error('puppeteer-core keeps its connection elsewhere now')
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
  const main = (tree.result as ContextTree).contexts.find((one) =>
    one.url.includes('browser.xhtml'),
  )
  if (main === undefined) throw new Error('Firefox has no window')

  /** Runs an expression beside Firefox's own scripts. */
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result } = await connection.send('script.evaluate', {
      expression,
      target: { context: main.context },
      awaitPromise: true,
    })
    const evaluation = result as Evaluation
    if (evaluation.type === 'exception') throw new Error(evaluation.exceptionDetails.text)
    return evaluation.result.value
  }

  const extension = `WebExtensionPolicy.getByID(${JSON.stringify(extensionId)}).extension`
  return {
    async answer(question, answer) {
      const asked = `PopupNotifications.getNotification(${JSON.stringify(question)})`
      await waitFor('the question of Firefox', () => evaluate(`${asked} != null`))
      const button = answer === 'allow' ? 'button' : 'secondaryButton'
      // In its first half second a question takes no answer, lest somebody gives it by accident.
      await waitFor('the question to take the answer', async () => {
        await evaluate(`PopupNotifications.panel.firstElementChild?.${button}.click()`)
        return evaluate(`${asked} == null`)
      })
    },
    async stopEventPage() {
      // An open panel starts it anew at once: that it was gone shows only in its being another one.
      const isGone = await evaluate(`(async () => {
        const before = ${extension}.backgroundContext
        await ${extension}.terminateBackground({ ignoreDevToolsAttached: true })
        return before == null || ${extension}.backgroundContext !== before
      })()`)
      if (isGone !== true) throw new Error('Firefox did not stop the event page')
    },
    async complaints() {
      const all = `[...${extension}.warnings, ...${extension}.errors, ...${listErrors}]`
      return JSON.parse(String(await evaluate(`JSON.stringify(${all})`)))
    },
  }
}

/**
 * Runs inside Firefox: uncaught errors of our scripts, and what our code wrote as an error itself. Left out is
 * what Firefox says of every page that was left while a message was on its way.
 */
const listErrors = `[
  ...Services.console.getMessageArray()
    .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
    .filter((one) => one.sourceName.startsWith('moz-extension:'))
    .filter((one) => !one.errorMessage.startsWith('Promise rejected after context unloaded'))
    .map((one) => [one.errorMessage, one.sourceName, one.lineNumber, one.columnNumber].join(' ')),
  ...Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).getEvents()
    .filter((one) => one.filename.startsWith('moz-extension:') && one.level === 'error')
    .map((one) => one.arguments.map(String).join(' ') + ' ' + one.filename),
]`
