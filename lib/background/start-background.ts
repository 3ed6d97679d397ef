import type { browser } from 'wxt/browser'
import type { DataPermissions } from '../auth/data-consent.ts'
import { chooseRedirectUrl } from '../auth/redirect-url.ts'
import { systemClock, systemRandom, systemTimers } from '../base/clock.ts'
import { platformSha256 } from '../base/hash.ts'
import type { ReadableWords } from '../document/file-format/render-readable.ts'
import { coreSegment } from '../document/segments.ts'
import type { PairId } from '../model/people.ts'
import { createBrowserAlarms } from '../sync/browser-alarms.ts'
import { createAccountDesk } from './account-desk.ts'
import { composeContexts } from './compose-contexts.ts'
import { composeDevice } from './compose-device.ts'
import { composeLink } from './compose-link.ts'
import { composeOwnData } from './compose-own-data.ts'
import { composePanels } from './compose-panels.ts'
import { composePeople } from './compose-people.ts'
import { composeProviders } from './compose-providers.ts'
import { composeSync } from './compose-sync.ts'
import { createFrameControl } from './frame-control.ts'
import { createLearnShown } from './learn-shown.ts'
import { listenToBrowser } from './listen-to-browser.ts'
import { createOwnPages } from './own-pages.ts'
import { createPairFiles } from './pair-files.ts'
import { createPanelWaker } from './panel-waker.ts'
import { reportError } from './report-error.ts'
import { serveBackground } from './serve-background.ts'
import { listenForShortcuts } from './shortcuts.ts'
import { type BackgroundWords, startUpcoming } from './upcoming/start-upcoming.ts'

/** What the background runs on. */
export interface BackgroundParts {
  browser: typeof browser
  /** OAuth client id of the build; empty when none. */
  buildClientId: string
  /** The same at Microsoft. */
  buildMicrosoftId: string
  /** The words of the file's readable part. */
  readableWords: ReadableWords
  /** The words that the browser shows for us, in a language. */
  words: (language: 'ja' | 'en') => BackgroundWords
  /** Firefox's answer to whether data may leave the device; null in a browser that does not ask. */
  dataPermissions: Pick<DataPermissions, 'contains'> | null
}

/** Requests for one look at an event and its file end after this. */
const lookTimeoutMs = 60_000

/**
 * Starts everything. Runs to its end in the first turn of the worker's life: every listener is registered
 * before anything is awaited, or the event that woke the worker is lost.
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/events
 */
export function startBackground(parts: BackgroundParts): void {
  const { browser } = parts
  const { runtime } = browser
  const { session } = browser.storage
  const report = reportError
  const platform = { clock: systemClock, timers: systemTimers, random: systemRandom, report }
  const { clock, timers, random } = platform
  const nowMs = () => clock.nowMs()

  const { opened, stores, repairs, settings, erasures, frames, times } = composeDevice({
    ...parts,
    ...platform,
  })
  const plainRedirectUrl = browser.identity.getRedirectURL()
  const redirectUrl = chooseRedirectUrl(plainRedirectUrl)
  const providers = composeProviders({
    browser,
    settings,
    redirectUrl,
    plainRedirectUrl,
    dataPermissions: parts.dataPermissions,
    ...platform,
  })
  const files = createPairFiles(providers)
  const alarms = createBrowserAlarms(browser.alarms)
  const { host, tools, sync, absorbFile } = composeSync({
    stores,
    repairs,
    files,
    words: parts.readableWords,
    alarms,
    ...platform,
    renewClientIds: (retired) => hub.renewClientIds(retired),
    onChanged: (pairId) => hub.refresh({ pairId }),
  })
  const linked = composeLink({
    stores,
    host,
    tools,
    providers,
    files,
    session,
    // Panels of the pair are told after this look anyway.
    onEventRead: (facts) => times.note([facts]),
    clock,
  })
  const people = composePeople({
    stores,
    host,
    frames,
    providers,
    settings,
    random,
    nowMs,
    onMoved(from, to) {
      contexts.forgetStatus(to)
      sync.forget(from).catch(report)
      sync.edited(to).catch(report)
      hub.refresh(null)
    },
    report,
  })
  const { judge } = people
  const { contexts, addresses, elsewhere, views, lane, factsOf } = composeContexts({
    stores,
    host,
    frames,
    times,
    settings,
    providers,
    people,
    repairs,
    sync,
    hub: () => hub,
    findUpcoming: (pairId, meeting) => upcoming.service.find(pairId, meeting),
    edited: (pairId) => edited(pairId),
    browserLanguage: () => browser.i18n.getUILanguage(),
    nowMs,
    report,
  })
  const control = createFrameControl(browser.tabs, frames)
  const pages = createOwnPages(browser)
  const wakePanel = createPanelWaker(browser.tabs, frames, (tabId) => hub.hasLine(tabId))
  const refreshTab = (tabId: number): void => {
    hub.refresh({ tabId })
    wakePanel(tabId).catch(report)
  }

  const edited = (pairId: PairId): void => {
    contexts.forgetStatus(pairId)
    sync.edited(pairId).catch(report)
    hub.refresh({ pairId })
  }
  const allPairs = async () => (await stores.pairs.list()).map((record) => record.pairId)
  const resumeAll = async () => {
    await sync.resume(await allPairs())
    hub.refresh(null)
  }
  const upcoming = startUpcoming({
    browser,
    stores,
    host,
    views,
    providers,
    settings,
    alarms,
    words: parts.words,
    ...platform,
    sha256: platformSha256,
    onNear: (pairId, untilMs) => sync.setNear(pairId, untilMs),
    onEdited: edited,
    onDraft: (pairId) => hub.refresh({ pairId }),
    onCalendarRead(events) {
      if (times.note(events)) hub.refresh(null)
    },
    pages,
  })
  const learnShown = createLearnShown({
    frames,
    learner: people.learner,
    judge: (facts) => judge(facts, null),
    refreshTab,
  })
  const onAccountsChanged = async () => {
    people.learner.forget()
    await people.settle()
    await learnShown(AbortSignal.timeout(lookTimeoutMs))
    await resumeAll()
    // The person waits for the account, not for the calendar.
    upcoming.service.refresh(AbortSignal.timeout(lookTimeoutMs)).catch(report)
  }
  const accounts = createAccountDesk({
    providers,
    pairs: stores.pairs,
    upcoming: stores.upcoming,
    onChanged: onAccountsChanged,
  })
  const onOwnDataChanged = () => {
    hub.refresh(null)
    upcoming.noteChanged()
  }

  const hub = composePanels({
    stores,
    tools,
    host,
    sync,
    absorbFile,
    link: linked,
    people,
    contexts,
    lane,
    addresses,
    elsewhere,
    accounts,
    frames,
    control,
    repairs,
    erasures,
    factsOf,
    edited,
    refreshTab,
    openOptions: () => runtime.openOptionsPage(),
    noteShown: (pairId, meeting) => upcoming.seen.noteShown(pairId, meeting),
    report,
  })
  host.onReplaced((pairId) => hub.startOver(pairId))
  host.onCommitted(({ pairId, segment }) => {
    if (segment === coreSegment) addresses.noteCommitted(pairId).catch(report)
  })

  const ownData = composeOwnData({
    opened,
    erasures,
    hub: () => hub,
    sync,
    host,
    tools,
    accounts: providers,
    frames,
    control,
    forgetAll() {
      contexts.forgetAll()
      times.forgetAll()
      people.names.reload()
    },
    session,
    words: parts.readableWords,
    onChanged: onOwnDataChanged,
    ...platform,
  })
  serveBackground(runtime, {
    content: {
      frames,
      settings,
      recognise: (facts) => judge(facts, null),
      noteOpened(facts, isPair) {
        upcoming.noteOpened(facts)
        if (isPair) upcoming.noteChanged()
      },
      timers,
      learner: {
        known: people.learner.known,
        learn: (facts) => people.learner.learn(facts, AbortSignal.timeout(lookTimeoutMs)),
      },
      refreshTab,
      async warmUp(tabId) {
        await Promise.all([wakePanel(tabId), stores.pairs.list(), times.load()])
      },
      keepLinkedFile: linked.opening.keepLinkedFile,
      showFrame: (tabId, frameState) => control.set(tabId, frameState),
      report,
    },
    pages: {
      settings,
      accounts,
      pairs: stores.pairs,
      redirectUrl,
      plainRedirectUrl,
      async onSettingsChanged({ hasConsented }) {
        if (hasConsented) await control.enableAll()
        onOwnDataChanged()
      },
      ...ownData,
    },
    popup: upcoming.handlers,
    report,
  })
  listenForShortcuts({
    commands: browser.commands,
    tabs: browser.tabs,
    frames,
    control,
    lane,
    refreshTab,
    wakePanel,
    openPopup: pages.openPopup,
    report,
  })
  listenToBrowser({
    browser,
    hub,
    device: stores.device,
    frames,
    onOnline: resumeAll,
    onPermissions: onAccountsChanged,
    report,
  })
  sync.start(allPairs).catch(report)
  // What a worker that died between two steps had begun.
  people.mover.resume().then(people.settle).catch(report)
}
