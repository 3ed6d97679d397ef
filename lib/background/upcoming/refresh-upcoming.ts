import type { ErrorCode } from '../../base/app-error.ts'
import type { CalendarApi } from '../../calendar/calendar-api.ts'
import { type AccountRef, isSameAccount } from '../../model/account.ts'
import type { EventFacts } from '../../model/event-facts.ts'
import { judgeOneOnOne } from '../../model/one-on-one.ts'
import type { UpcomingCache, UpcomingStore } from '../../storage/ports.ts'
import type { Providers } from '../providers.ts'
import { codeOfRefusal } from '../refusal-code.ts'
import type { CalendarRead } from './notice-called-off.ts'

/** How far ahead a calendar is asked. */
export const windowMs = 14 * 24 * 3_600_000

/** How far back: a 1-on-1 that was moved away this morning must be found gone. */
const lookBackMs = 12 * 3_600_000

/** What asking calendars came to. `error` is the last refusal; the caches of the others are fresh. */
export interface RefreshOutcome {
  hasNews: boolean
  error: ErrorCode | null
}

/** What asking calendars needs. */
export interface RefreshDependencies {
  providers: Pick<Providers, 'accounts' | 'calendarOf'>
  upcoming: UpcomingStore
  /** Told of every answer, after it was kept. */
  onRead: (read: CalendarRead, signal: AbortSignal) => Promise<void>
  nowMs: () => number
}

/** Asks the calendars of connected accounts for the coming two weeks. */
export interface UpcomingRefresher {
  /**
   * Asks each calendar whose cache is older than `maxAgeMs`. One round at a time: a second call waits for the
   * first. What was refused keeps its old cache, and is not asked again before the provider said so.
   */
  refresh(maxAgeMs: number, signal: AbortSignal): Promise<RefreshOutcome>
}

/** Builds it. */
export function createUpcomingRefresher(dependencies: RefreshDependencies): UpcomingRefresher {
  const { providers, upcoming, nowMs } = dependencies
  const pauses = new Map<string, { sinceMs: number; lengthMs: number }>()
  let underway: Promise<RefreshOutcome> | null = null

  const isPaused = (account: AccountRef): boolean => {
    const pause = pauses.get(keyOf(account))
    if (pause === undefined) return false
    const passedMs = nowMs() - pause.sinceMs
    // Negative when the clock was set back: waiting then could last for ever.
    return passedMs >= 0 && passedMs < pause.lengthMs
  }

  const refreshOne = async (
    account: AccountRef,
    calendar: CalendarApi,
    standing: UpcomingCache | null,
    signal: AbortSignal,
  ): Promise<RefreshOutcome> => {
    const { provider, email } = account
    const fromMs = nowMs() - lookBackMs
    const toMs = nowMs() + windowMs
    const answer = await calendar.listBetween(fromMs, toMs, signal)
    // The page is enough until the account consents to its calendar: no trouble, and nothing was asked.
    if (answer.kind === 'needs-consent') return { hasNews: false, error: null }
    if (answer.kind !== 'found') {
      const lengthMs = answer.kind === 'throttled' ? (answer.retryAfterMs ?? 0) : 0
      pauses.set(keyOf(account), {
        sinceMs: nowMs(),
        lengthMs: Math.max(lengthMs, shortestPauseMs),
      })
      return { hasNews: false, error: codeOfRefusal(answer) }
    }
    // Disconnected, or everything erased, while the calendar was answering.
    const isConnected = (await providers.accounts()).some((one) => isSameAccount(one, account))
    if (!isConnected) return { hasNews: false, error: null }
    const events = answer.events.map(({ facts }) => facts).filter((one) => isOfTwo(one, email))
    await upcoming.put({ account: email, provider, fetchedMs: nowMs(), fromMs, toMs, events })
    await dependencies.onRead(
      { account: email, calendar, known: standing?.events ?? [], events },
      signal,
    )
    const hasNews = JSON.stringify(standing?.events) !== JSON.stringify(events)
    return { hasNews, error: null }
  }

  const refreshAll = async (maxAgeMs: number, signal: AbortSignal): Promise<RefreshOutcome> => {
    const accounts = await providers.accounts()
    const caches = await upcoming.list()
    const outcome: RefreshOutcome = { hasNews: false, error: null }
    for (const cache of caches) {
      if (accounts.some((one) => isSameAccount(one, accountOfCache(cache)))) continue
      await upcoming.remove(cache)
      outcome.hasNews = true
    }
    for (const account of accounts) {
      const calendar = providers.calendarOf(account)
      if (calendar === null) continue
      const standing = caches.find((one) => isSameAccount(accountOfCache(one), account)) ?? null
      const ageMs = standing === null ? null : nowMs() - standing.fetchedMs
      const isFresh = ageMs !== null && ageMs >= 0 && ageMs < maxAgeMs
      if (isFresh || isPaused(account)) continue
      const one = await refreshOne(account, calendar, standing, signal)
      outcome.hasNews ||= one.hasNews
      outcome.error = one.error ?? outcome.error
    }
    return outcome
  }

  return {
    refresh(maxAgeMs, signal) {
      underway ??= refreshAll(maxAgeMs, signal).finally(() => {
        underway = null
      })
      return underway
    },
  }
}

/** The account whose calendar a cache is of. */
export function accountOfCache({ account, provider }: UpcomingCache): AccountRef {
  return { provider: provider ?? 'google', email: account }
}

function keyOf({ provider, email }: AccountRef): string {
  return `${provider} ${email}`
}

/** After a refusal a calendar is left alone for at least this long. */
const shortestPauseMs = 60_000

/**
 * Whether an event is about the person and one other, so that it is worth keeping. What the person decided
 * about a partner is judged later, when the list is read.
 */
function isOfTwo(facts: EventFacts, account: string): boolean {
  const verdict = judgeOneOnOne(facts, { selfEmails: [account], overrideFor: () => null })
  return verdict.partner !== null
}
