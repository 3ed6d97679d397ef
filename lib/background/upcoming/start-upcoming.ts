import type { browser } from 'wxt/browser'
import type { Clock, Random, Timers } from '../../base/clock.ts'
import type { Sha256 } from '../../base/hash.ts'
import type { EventFacts } from '../../model/event-facts.ts'
import type { MeetingKey } from '../../model/meeting.ts'
import { groupByPartner } from '../../model/member-alias.ts'
import type { PairId } from '../../model/people.ts'
import type { PairRecord } from '../../storage/ports.ts'
import type { Alarms } from '../../sync/alarms-port.ts'
import type { BackgroundStores } from '../background-stores.ts'
import type { DocumentHost } from '../document-host.ts'
import { createLastOutcome } from '../last-outcome.ts'
import { createMapHandlers } from '../map/map-handlers.ts'
import { createPairDigests } from '../map/pair-digests.ts'
import type { OwnPages } from '../own-pages.ts'
import type { PairViews } from '../pair-views.ts'
import { resolveLanguage } from '../panel-context.ts'
import { createPopupHandlers } from '../popup/popup-handlers.ts'
import { createOverview } from '../popup/popup-overview.ts'
import type { Providers } from '../providers.ts'
import { createPutAside } from '../put-aside.ts'
import { createSeenKeeper, type SeenKeeper } from '../seen-keeper.ts'
import { createSelectionMenu, type MenuPartner, type MenuWords } from '../selection-menu.ts'
import type { SettingsStore } from '../settings.ts'
import { createBadge } from './badge.ts'
import { createBrowserNotifier, type ReminderWords } from './browser-notifier.ts'
import { createCalledOffNotice } from './notice-called-off.ts'
import { createUpcomingRefresher } from './refresh-upcoming.ts'
import { createRemindDue } from './remind.ts'
import { createUpcomingService, type UpcomingService } from './upcoming-service.ts'

/** Words that the browser itself shows for us. */
export interface BackgroundWords {
  reminder: ReminderWords
  menu: MenuWords
}

/** What looking ahead is made of. */
export interface UpcomingParts {
  browser: typeof browser
  stores: BackgroundStores
  host: DocumentHost
  views: PairViews
  providers: Providers
  settings: SettingsStore
  alarms: Alarms
  words: (language: 'ja' | 'en') => BackgroundWords
  clock: Clock
  timers: Timers
  random: Random
  sha256: Sha256
  /** A 1-on-1 of a pair with a shared file begins soon or is going on, until then. */
  onNear: (pairId: PairId, untilMs: number) => Promise<void>
  /** An edit was committed by the background itself. */
  onEdited: (pairId: PairId) => void
  /** A draft of the pair came from outside the panel. */
  onDraft: (pairId: PairId) => void
  /** A connected calendar was asked; these are its events of two people. */
  onCalendarRead: (events: readonly EventFacts[]) => void
  pages: OwnPages
  report: (thrown: unknown) => void
}

/** Everything that looks ahead or around: what is coming, the popup, the map, the reminder, the badge, the selection menu. */
export interface Upcoming {
  service: UpcomingService
  seen: SeenKeeper
  /** Answers of the popup and of the map. */
  handlers: ReturnType<typeof createPopupHandlers> & ReturnType<typeof createMapHandlers>
  /** Partners, settings, accounts or documents changed: count, plan and build the menu anew, soon. */
  noteChanged(): void
  /** A page shows this event: a 1-on-1 may have been called off. */
  noteOpened(facts: EventFacts): void
}

/** Many changes in a row are looked at once, when the worker has nothing more urgent to do. */
const calmMs = 1_500

/** Puts it together and starts it. Call in the first turn of the worker's life. */
export function startUpcoming(parts: UpcomingParts): Upcoming {
  const { browser, stores, host, views, settings, providers, sha256, report } = parts
  const nowMs = () => parts.clock.nowMs()
  const words = async (): Promise<BackgroundWords> => {
    const { language } = await settings.read()
    return parts.words(resolveLanguage(language, null, browser.i18n.getUILanguage()))
  }
  const seen = createSeenKeeper({
    pairs: stores.pairs,
    marks: stores.marks,
    views,
    sha256,
    nowMs,
  })
  const isEnded = async (pairId: PairId, key: MeetingKey): Promise<boolean> => {
    const view = await views.read(pairId, [{ key, startMs: null, day: null }])
    const meeting = view?.meetings.find((one) => one.key === key)
    return meeting !== undefined && meeting.ended.length > 0
  }
  const notifier = createBrowserNotifier({
    browser,
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    words: async () => (await words()).reminder,
    onPressed: (pairId, startMs) => openReminded(pairId, startMs).catch(report),
    report,
  })
  const calledOff = createCalledOffNotice({
    pairs: stores.pairs,
    marks: stores.marks,
    privates: stores.privates,
    documents: stores.documents,
    views,
    host,
    timers: parts.timers,
    nowMs,
    onEdited: parts.onEdited,
    report,
  })
  const service = createUpcomingService({
    pairs: stores.pairs,
    upcoming: stores.upcoming,
    marks: stores.marks,
    providers,
    settings,
    alarms: parts.alarms,
    badge: createBadge(browser.action),
    refresher: createUpcomingRefresher({
      providers,
      upcoming: stores.upcoming,
      async onRead(read, signal) {
        parts.onCalendarRead(read.events)
        await calledOff.noteRead(read, signal).catch(report)
      },
      nowMs,
    }),
    remindDue: createRemindDue({
      notifier,
      pairs: stores.pairs,
      marks: stores.marks,
      seen,
      isEnded,
      nowMs,
    }),
    isEnded,
    async onNear(pairId, untilMs) {
      const record = await stores.pairs.get(pairId)
      const hasFile = record?.files.some((file) => file.isAccessible) === true
      if (hasFile) await parts.onNear(pairId, untilMs)
    },
    sha256,
    nowMs,
    report,
  })

  const openReminded = async (pairId: PairId, startMs: number): Promise<void> => {
    const meetings = await service.list()
    const one = meetings.find((each) => each.pairId === pairId && each.startMs === startMs)
    await parts.pages.openPlace({ pairId, meeting: one?.key ?? null })
  }

  const putAside = createPutAside({
    pairs: stores.pairs,
    privates: stores.privates,
    documents: stores.documents,
    upcoming: service.list,
    random: parts.random,
    nowMs,
  })
  const lastAside = createLastOutcome(report)
  const menu = createSelectionMenu({
    contextMenus: browser.contextMenus,
    session: browser.storage.session,
    async partners() {
      const { hasConsented } = await settings.read()
      return hasConsented ? recentPartners(await stores.pairs.list()) : []
    },
    words: async () => (await words()).menu,
    onChosen(pairId, text) {
      // In the press itself: a browser may open a popup only then.
      parts.pages.openPopup().catch(report)
      const kept = putAside(pairId, text).then((draft) => {
        if (draft !== null) parts.onDraft(pairId)
      })
      lastAside.begin(kept)
    },
  })

  let cancel = (): void => undefined
  const noteChanged = (): void => {
    cancel()
    cancel = parts.timers.after(calmMs, () => {
      service.look()
      menu.update().catch(report)
    })
  }
  host.onCommitted(noteChanged)
  service.start()
  // What woke the worker goes first: a panel may be about to be painted.
  noteChanged()

  return {
    service,
    seen,
    handlers: {
      ...createPopupHandlers({
        overview: createOverview({
          pairs: stores.pairs,
          privates: stores.privates,
          views,
          marks: stores.marks,
          seen,
          upcoming: service.list,
          calendarReadMs: service.calendarReadMs,
          nowMs,
        }),
        upcoming: service,
        host,
        lastAside,
        onEdited: parts.onEdited,
        nowMs,
      }),
      ...createMapHandlers({
        pairs: stores.pairs,
        digests: createPairDigests({
          host,
          documents: stores.documents,
          session: browser.storage.session,
          sha256,
          nowMs,
          report,
        }),
        settings,
        upcoming: service.list,
        nowMs,
      }),
    },
    noteChanged,
    noteOpened: calledOff.noteOpened,
  }
}

/** Partners the person uses Yohaku with, met most recently first; one of several addresses by the latest. */
function recentPartners(records: readonly PairRecord[]): MenuPartner[] {
  const seenMs = (record: PairRecord) => record.meetings.at(-1)?.seenMs ?? 0
  const recent = records
    .filter((record) => record.override !== 'never')
    .sort((a, b) => seenMs(b) - seenMs(a))
  const groups = groupByPartner(
    recent.map(({ pairId, partner, aliases = {} }) => ({ pairId, partner: partner.id, aliases })),
  )
  const latest = new Set(groups.map(([first]) => first))
  return recent
    .filter(({ pairId }) => latest.has(pairId))
    .map(({ pairId, partner }) => ({ pairId, name: partner.name, email: partner.email }))
}
