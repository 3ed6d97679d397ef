import type { ErrorCode } from '../base/app-error.ts'
import { fail, ok, type Result } from '../base/result.ts'

/** What an authorisation request sent, as far as its answer has to match it. */
export interface RedirectExpectation {
  redirectUrl: string
  /** Random; the answer must repeat it. */
  state: string
}

/** Parameters of an answer; `all` gives every value of a name, fragment before query. */
export interface RedirectParameters {
  all(name: string): string[]
  first(name: string): string | null
}

/**
 * Opens the address a provider redirected to. Parameters are taken from fragment and query alike. A wrong
 * address or state is `auth/refused`: the answer is not to our question. An error grants nothing, so one
 * without a state is let through.
 */
export function openRedirect(
  answerUrl: string,
  expected: RedirectExpectation,
): Result<RedirectParameters, ErrorCode> {
  if (!URL.canParse(answerUrl)) return fail('auth/refused')
  const url = new URL(answerUrl)
  const wanted = new URL(expected.redirectUrl)
  if (url.origin !== wanted.origin || url.pathname !== wanted.pathname) return fail('auth/refused')
  const sources = [new URLSearchParams(url.hash.slice(1)), url.searchParams]
  const all = (name: string) => sources.flatMap((one) => one.getAll(name))
  const first = (name: string) => all(name)[0] ?? null
  const states = all('state')
  if (states.some((state) => state !== expected.state)) return fail('auth/refused')
  if (states.length === 0 && first('error') === null) return fail('auth/refused')
  return ok({ all, first })
}
