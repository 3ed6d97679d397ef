import type { Sha256 } from '../../base/hash.ts'
import { isSameAccount } from '../../model/account.ts'
import type { MeetingKey } from '../../model/meeting.ts'
import type { PairId } from '../../model/people.ts'
import type { MeetingMarkStore, PairStore, UpcomingStore } from '../../storage/ports.ts'
import type { Alarms } from '../../sync/alarms-port.ts'
import type { Providers } from '../providers.ts'
import type { SettingsStore } from '../settings.ts'
import type { Badge } from './badge.ts'
import { countToday } from './count-today.ts'
import { listUpcoming, type UpcomingMeeting } from './list-upcoming.ts'
import { nearLeadMs, planWake, refreshPaceMs } from './plan-wake.ts'
import { accountOfCache, type RefreshOutcome, type UpcomingRefresher } from './refresh-upcoming.ts'
import type { RemindDue } from './remind.ts'

/** The alarm of this service. `sync` has its own prefix; no name may begin with it. */
export const upcomingAlarm = 'yohaku-upcoming'

/** What looking ahead needs. */
export interface UpcomingServiceDependencies {
  pairs: PairStore
  upcoming: UpcomingStore
  marks: MeetingMarkStore
  providers: Pick<Providers, 'accounts' | 'calendarOf'>
  settings: SettingsStore
  alarms: Alarms
  badge: Badge
  refresher: UpcomingRefresher
  remindDue: RemindDue
  /** Ended by one of the two: past, whatever the clock says. */
  isEnded: (pairId: PairId, meeting: MeetingKey) => Promise<boolean>
  /** A 1-on-1 of the pair begins soon or is going on, until then. */
  onNear: (pairId: PairId, untilMs: number) => Promise<void>
  sha256: Sha256
  nowMs: () => number
  report: (thrown: unknown) => void
}

/** What is coming: the list, the day's number on the button, and the reminder. */
export interface UpcomingService {
  /** 1-on-1s that are not over, soonest first; no request is made. Empty before consent. */
  list(): Promise<UpcomingMeeting[]>
  find(pairId: PairId, meeting: MeetingKey): Promise<UpcomingMeeting | null>
  /** When the oldest of the connected calendars was asked; null without one. */
  calendarReadMs(): Promise<number | null>
  /** Somebody looks: asks the calendars unless that was a moment ago, then looks around as an alarm does. */
  refresh(signal: AbortSignal): Promise<RefreshOutcome>
  /**
   * Reminds, counts and plans anew: once in every life of the worker, for alarms may be gone after a restart of
   * the browser or an update, and whenever something changed (an event, an ending, a setting, an account).
   * https://developer.chrome.com/docs/extensions/reference/api/alarms#persistence
   */
  look(): void
  /** Listens for the alarm; call in the first turn of the worker's life. */
  start(): void
}

/** A look of a person makes a request at most this often. */
const lookedPaceMs = 60_000

/** Only a 1-on-1 this close can have been ended already. */
const endableMs = 12 * 3_600_000

/** Marks of meetings are kept this long. */
const markLifeMs = 60 * 24 * 3_600_000

const requestTimeoutMs = 60_000

/** Builds the service. */
export function createUpcomingService(dependencies: UpcomingServiceDependencies): UpcomingService {
  const { pairs, upcoming, providers, settings, alarms, refresher, nowMs, report } = dependencies
  let underway: Promise<void> | null = null
  let isAskedAgain = false
  let lastTriedMs: number | null = null

  const list = async (): Promise<UpcomingMeeting[]> => {
    const { hasConsented } = await settings.read()
    if (!hasConsented) return []
    const accounts = await providers.accounts()
    const caches = await upcoming.list()
    const meetings = await listUpcoming({
      records: await pairs.list(),
      caches: caches.filter((cache) =>
        accounts.some((one) => isSameAccount(one, accountOfCache(cache))),
      ),
      ownEmails: accounts.map((one) => one.email),
      sha256: dependencies.sha256,
      nowMs: nowMs(),
    })
    const ended = await Promise.all(
      meetings.map(
        (one) =>
          one.isKnownPair &&
          (one.startMs ?? 0) - nowMs() < endableMs &&
          dependencies.isEnded(one.pairId, one.key),
      ),
    )
    return meetings.filter((_, at) => ended[at] !== true)
  }

  const calendarReadMs = async (): Promise<number | null> => {
    const accounts = (await providers.accounts()).filter(
      (one) => providers.calendarOf(one) !== null,
    )
    if (accounts.length === 0) return null
    const caches = await upcoming.list()
    const times = accounts.map(
      (account) =>
        caches.find((one) => isSameAccount(accountOfCache(one), account))?.fetchedMs ?? 0,
    )
    return Math.min(...times)
  }

  /** Reminds, counts, and sets the next alarm. */
  const lookOnce = async (): Promise<void> => {
    const { hasConsented, reminderMinutes, isBadgeShown } = await settings.read()
    const meetings = await list()
    await dependencies.remindDue(meetings, reminderMinutes)
    await dependencies.badge.show(isBadgeShown ? countToday(meetings, nowMs()) : 0)
    for (const { pairId, startMs, endMs, isKnownPair } of meetings) {
      if (isKnownPair && startMs !== null && startMs - nowMs() < nearLeadMs)
        await dependencies.onNear(pairId, endMs)
    }
    // A calendar that may not be asked would be overdue for ever.
    const readMs = hasConsented ? await calendarReadMs() : null
    const delayMs = planWake({
      nowMs: nowMs(),
      meetings,
      reminderMinutes,
      isBadgeShown,
      // A calendar that cannot be reached is not asked again at every look.
      lastReadMs: readMs === null ? null : Math.max(readMs, lastTriedMs ?? 0),
    })
    if (delayMs === null) await alarms.clear(upcomingAlarm)
    else await alarms.set(upcomingAlarm, delayMs)
  }

  const lookNow = async (): Promise<void> => {
    if (underway !== null) {
      isAskedAgain = true
      return underway
    }
    underway = (async () => {
      do {
        isAskedAgain = false
        await lookOnce()
      } while (isAskedAgain)
    })().finally(() => {
      underway = null
    })
    return underway
  }

  const refresh = async (maxAgeMs: number, signal: AbortSignal): Promise<RefreshOutcome> => {
    const { hasConsented } = await settings.read()
    if (!hasConsented) return { hasNews: false, error: null }
    const outcome = await refresher.refresh(maxAgeMs, signal)
    lastTriedMs = nowMs()
    await lookNow()
    return outcome
  }

  const onAlarm = async (): Promise<void> => {
    // First what cannot wait; the calendar may take a while to answer, or not answer at all.
    await lookNow()
    const outcome = await refresh(refreshPaceMs, AbortSignal.timeout(requestTimeoutMs))
    if (outcome.hasNews) await dependencies.marks.forgetBefore(nowMs() - markLifeMs)
  }

  return {
    list,
    async find(pairId, meeting) {
      const meetings = await list()
      return meetings.find((one) => one.pairId === pairId && one.key === meeting) ?? null
    },
    calendarReadMs,
    refresh: (signal) => refresh(lookedPaceMs, signal),
    look() {
      lookNow().catch(report)
    },
    start() {
      alarms.onFired((name) => {
        if (name === upcomingAlarm) onAlarm().catch(report)
      })
    },
  }
}
