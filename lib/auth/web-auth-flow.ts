import type { ErrorCode } from '../base/app-error.ts'
import { fail, ok, type Result } from '../base/result.ts'

/** The shape of `browser.identity.launchWebAuthFlow`; the last two options exist in Chromium only. */
export type WebAuthFlow = (details: {
  url: string
  interactive: boolean
  abortOnLoadForNonInteractive?: boolean
  timeoutMsForNonInteractive?: number
}) => Promise<string | undefined>

/** How a flow ended: at the redirect address, or not. */
export type FlowOutcome =
  | { kind: 'redirected'; url: string }
  /** The person closed the window, or a silent flow would have needed the person. */
  | { kind: 'closed' }
  /** The provider's page could not be loaded: no network, or it answered with an error status. */
  | { kind: 'not-loaded' }

/**
 * Runs a flow with nothing shown to the person (`isInteractive` false) or in a window. Browsers tell the
 * reasons of a failure in English sentences only; what is not recognised counts as closed.
 */
export async function runAuthFlow(
  flow: WebAuthFlow,
  url: string,
  isInteractive: boolean,
): Promise<FlowOutcome> {
  try {
    return readRedirect(await flow({ url, interactive: isInteractive }))
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    // Chromium asks for these options itself when the provider redirects by script. Firefox would refuse
    // them as unknown. https://developer.chrome.com/docs/extensions/reference/api/identity
    const wantsPatience = !isInteractive && message.includes('abortOnLoadForNonInteractive')
    return wantsPatience ? await runPatiently(flow, url) : readFailure(message)
  }
}

async function runPatiently(flow: WebAuthFlow, url: string): Promise<FlowOutcome> {
  try {
    return readRedirect(
      await flow({
        url,
        interactive: false,
        abortOnLoadForNonInteractive: false,
        timeoutMsForNonInteractive: 10_000,
      }),
    )
  } catch (thrown) {
    return readFailure(thrown instanceof Error ? thrown.message : String(thrown))
  }
}

function readRedirect(url: string | undefined): FlowOutcome {
  return url === undefined ? { kind: 'closed' } : { kind: 'redirected', url }
}

function readFailure(message: string): FlowOutcome {
  return /could not be loaded|network|timed out/i.test(message)
    ? { kind: 'not-loaded' }
    : { kind: 'closed' }
}

/**
 * Asks a provider by a flow; the address it redirected to, or why there is none. `canReach` says whether the
 * provider answers at all: browsers end a flow at an error page, too, without showing it, and Firefox says
 * "Requires user interaction" when there is no network.
 */
export async function askProvider(
  flow: WebAuthFlow,
  url: string,
  isInteractive: boolean,
  canReach: () => Promise<boolean>,
): Promise<Result<string, ErrorCode>> {
  const outcome = await runAuthFlow(flow, url, isInteractive)
  if (outcome.kind === 'redirected') return ok(outcome.url)
  // The provider's "no" to the app, the organisation or the client id, or no network.
  if (outcome.kind === 'not-loaded') {
    return fail((await canReach()) ? 'auth/blocked' : 'net/offline')
  }
  return fail(isInteractive ? 'auth/refused' : 'auth/expired')
}
