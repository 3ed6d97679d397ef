import { describe, expect, it } from 'vitest'
import { runAuthFlow, type WebAuthFlow } from '../../../lib/auth/web-auth-flow.ts'

type Call = Parameters<WebAuthFlow>[0]

/** A browser that answers in turn: a text is a redirect, an Error is thrown. */
function browserWith(...answers: (string | undefined | Error)[]) {
  const calls: Call[] = []
  const flow: WebAuthFlow = async (details) => {
    calls.push(details)
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer
  }
  return { calls, flow }
}

describe('runAuthFlow', () => {
  it('asks with the two options every browser knows', async () => {
    const { calls, flow } = browserWith('https://x/#ok')
    expect(await runAuthFlow(flow, 'https://g', false)).toEqual({
      kind: 'redirected',
      url: 'https://x/#ok',
    })
    expect(calls).toEqual([{ url: 'https://g', interactive: false }])
  })

  it.each([
    ['The user did not approve access.', 'closed'],
    ['User cancelled or denied access.', 'closed'],
    ['Requires user interaction', 'closed'],
    ['Authorization page could not be loaded.', 'not-loaded'],
    ['Authorization page load timed out.', 'not-loaded'],
    ['Something new', 'closed'],
  ])('reads "%s" as %s', async (message, kind) => {
    const { calls, flow } = browserWith(new Error(message))
    expect(await runAuthFlow(flow, 'https://g', true)).toEqual({ kind })
    expect(calls.length).toBe(1)
  })

  it('counts no address as closed', async () => {
    expect(await runAuthFlow(browserWith(undefined).flow, 'https://g', true)).toEqual({
      kind: 'closed',
    })
  })

  const hint = new Error(
    'User interaction required. Try setting `abortOnLoadForNonInteractive` and `timeoutMsForNonInteractive` if multiple navigations are required',
  )

  it('waits for redirects by script when Chromium suggests it', async () => {
    const { calls, flow } = browserWith(hint, 'https://x/#ok')
    expect(await runAuthFlow(flow, 'https://g', false)).toEqual({
      kind: 'redirected',
      url: 'https://x/#ok',
    })
    expect(calls[1]).toEqual({
      url: 'https://g',
      interactive: false,
      abortOnLoadForNonInteractive: false,
      timeoutMsForNonInteractive: 10_000,
    })
  })

  it('waits once only, and never in a window', async () => {
    const silent = browserWith(hint, hint)
    expect(await runAuthFlow(silent.flow, 'https://g', false)).toEqual({ kind: 'closed' })
    expect(silent.calls.length).toBe(2)
    const shown = browserWith(hint)
    expect(await runAuthFlow(shown.flow, 'https://g', true)).toEqual({ kind: 'closed' })
    expect(shown.calls.length).toBe(1)
  })
})
