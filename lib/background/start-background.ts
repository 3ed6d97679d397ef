import type { browser } from 'wxt/browser'
import { createGoogleTokenProvider } from '../auth/google-token-provider.ts'
import { chooseRedirectUrl } from '../auth/redirect-url.ts'
import { AppError, errorCodeOf } from '../base/app-error.ts'
import { systemClock, systemRandom, systemTimers } from '../base/clock.ts'
import { platformSha256 } from '../base/hash.ts'
import { createReplica } from '../document/create-replica.ts'
import { platformGzip } from '../document/file-format/gzip.ts'
import type { ReadableWords } from '../document/file-format/render-readable.ts'
import { contentRequests, pageRequests, panelPortName } from '../messaging/protocol.ts'
import { judgeSender } from '../messaging/sender.ts'
import { makeRoute, serveRequests } from '../messaging/serve-requests.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { PairOverride } from '../model/one-on-one.ts'
import type { PairId } from '../model/people.ts'
import { createBrowserAlarms } from '../sync/browser-alarms.ts'
import { createDocumentTools } from '../sync/create-document-tools.ts'
import { createSyncOne } from '../sync/sync-one.ts'
import { createContentHandlers } from './content-handlers.ts'
import { createDocumentHost } from './document-host.ts'
import { encodePairFile } from './encode-pair-file.ts'
import { createFrameControl } from './frame-control.ts'
import { createFrameRegistry } from './frames.ts'
import { createGoogleAccounts } from './google-accounts.ts'
import { createHomeKeeper } from './home-keeper.ts'
import { createPairLink } from './link-pair.ts'
import { openStores } from './open-stores.ts'
import { createOwnData } from './own-data.ts'
import { createPageHandlers } from './page-handlers.ts'
import { createPairOpening } from './pair-opening.ts'
import { createPanelCommands } from './panel-commands.ts'
import { createPanelContexts } from './panel-contexts.ts'
import { createPanelHub, type PanelView } from './panel-hub.ts'
import { wrapPanelPort } from './panel-port.ts'
import { recognise } from './recognise.ts'
import { createRepairNotices } from './repair-notices.ts'
import { createSettingsStore } from './settings.ts'
import { createStoredDocument, createWriterIdentity, drawClientId } from './sync-ports.ts'
import { createSyncService } from './sync-service.ts'

/** What the background runs on. */
export interface BackgroundParts {
  browser: typeof browser
  /** OAuth client id of the build; empty when none. */
  buildClientId: string
  /** The words of the file's readable part. */
  readableWords: ReadableWords
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
  const clock = systemClock
  const timers = systemTimers
  const random = systemRandom
  const nowMs = () => clock.nowMs()

  const report = (thrown: unknown): void => {
    // The code alone: an error's text may quote what people wrote.
    console.error('yohaku', errorCodeOf(thrown), thrown instanceof AppError ? thrown.detail : '')
    // A stack names places in our code, never what people wrote; the message is left out.
    if (thrown instanceof Error && !(thrown instanceof AppError)) {
      console.error(thrown.name, (thrown.stack ?? '').split('\n').slice(1).join('\n'))
    }
  }

  const repairs = createRepairNotices(browser.storage.session)
  const opened = openStores({
    clock,
    random,
    onCorrupt(pairId) {
      report(new AppError('storage/corrupt', 'record'))
      repairs.note(pairId, 'storage/corrupt').catch(report)
    },
  })
  const { stores } = opened
  const settings = createSettingsStore(
    browser.storage.local,
    browser.storage.managed,
    parts.buildClientId,
  )
  const frames = createFrameRegistry(browser.storage.session)
  const redirectUrl = chooseRedirectUrl(browser.identity.getRedirectURL())
  const tokens = createGoogleTokenProvider({
    fetch: (input, init) => fetch(input, init),
    timers,
    webAuthFlow: (details) => browser.identity.launchWebAuthFlow(details),
    redirectUrl,
    clientId: async () => (await settings.read()).googleClientId,
    session: browser.storage.session,
    local: browser.storage.local,
    clock,
    random,
  })
  const google = createGoogleAccounts({
    fetch: (input, init) => fetch(input, init),
    tokens,
    clock,
    timers,
    random,
  })

  const host = createDocumentHost({
    store: stores.documents,
    makeReplica: (pairId) => createReplica({ pairId, random }),
    ownClientId: () => stores.device.ownClientId(),
    keepClientId: (clientId) => stores.device.setOwnClientId(clientId),
    report(pairId, code) {
      report(new AppError(code, 'document'))
      if (code === 'storage/corrupt') repairs.note(pairId, code).catch(report)
    },
    nowMs,
  })
  const tools = createDocumentTools({
    sha256: platformSha256,
    gzip: platformGzip,
    random,
    clock,
    words: () => parts.readableWords,
  })
  const engine = createSyncOne({
    document: createStoredDocument(stores.documents, host),
    identity: createWriterIdentity(
      stores.device,
      () => drawClientId((count) => random.bytes(count)),
      async (ownId, retired) => {
        host.setClientId(ownId)
        await hub.renewClientIds(retired)
      },
    ),
    states: stores.syncStates,
    tools,
    sha256: platformSha256,
    clock,
    timers,
    random,
  })
  const sync = createSyncService({
    repairs,
    engine,
    pairs: stores.pairs,
    homeOf: google.homeOf,
    states: stores.syncStates,
    alarms: createBrowserAlarms(browser.alarms),
    clock,
    timers,
    random,
    onChanged: (pairId) => hub.refresh({ pairId }),
    report,
  })
  const keepHome = createHomeKeeper({ pairs: stores.pairs, host })
  const link = createPairLink({
    pairs: stores.pairs,
    tokens,
    homeOf: google.homeOf,
    calendarOf: google.calendarOf,
    encodeFile: (pairId) => encodePairFile(pairId, stores.documents, tools),
    nowMs,
  })
  const opening = createPairOpening({
    pairs: stores.pairs,
    tokens,
    link,
    session: browser.storage.session,
  })
  const contexts = createPanelContexts({
    stores,
    frames,
    settings,
    tokens,
    host,
    repairs,
    sync: () => sync,
    isOnline: () => navigator.onLine,
    browserLanguage: () => browser.i18n.getUILanguage(),
    nowMs,
  })
  const control = createFrameControl(browser.tabs, frames)

  const edited = (pairId: PairId): void => {
    sync.edited(pairId).catch(report)
    hub.refresh({ pairId })
  }
  const factsOf = async (panel: PanelView): Promise<EventFacts | null> =>
    panel.tabId === null ? null : ((await frames.get(panel.tabId))?.facts ?? null)
  const ownEmails = async () => (await tokens.accounts()).map((one) => one.email)
  const judge = (facts: EventFacts, force: { override: PairOverride | null } | null) =>
    recognise(facts, force, { pairs: stores.pairs, sha256: platformSha256, nowMs, ownEmails })

  const allPairs = async () => (await stores.pairs.list()).map((record) => record.pairId)
  const resumeAll = async () => {
    await sync.resume(await allPairs())
    hub.refresh(null)
  }

  const lookAfter = async (pairId: PairId, tabId: number | null): Promise<void> => {
    const facts = tabId === null ? null : ((await frames.get(tabId))?.facts ?? null)
    const code = await opening.lookAfter(pairId, facts, AbortSignal.timeout(lookTimeoutMs))
    if (code !== null) report(new AppError(code, 'look'))
    if (await keepHome(pairId)) edited(pairId)
    hub.refresh({ pairId })
    await sync.setVisible(pairId, true)
  }

  const hub = createPanelHub({
    host,
    device: stores.device,
    contextFor: contexts.contextFor,
    segmentsFor: contexts.segmentsFor,
    run: createPanelCommands({
      privates: stores.privates,
      host,
      link,
      tokens,
      factsOf,
      async setOverride(panel, override) {
        const facts = await factsOf(panel)
        if (panel.tabId === null || facts === null) return
        const { verdict, record } = await judge(facts, { override })
        await frames.update(panel.tabId, (frame) =>
          frame === null
            ? null
            : {
                ...frame,
                pairId: record?.pairId ?? null,
                isOffered: record === null && verdict.isOffered,
              },
        )
        if (override === 'never') await control.set(panel.tabId, 'hidden')
        hub.refresh({ tabId: panel.tabId })
      },
      async setFrame(tabId, frameState) {
        await control.set(tabId, frameState)
        hub.refresh({ tabId })
      },
      returnFocus: (tabId) => control.returnFocus(tabId),
      openOptions: () => runtime.openOptionsPage(),
      onEdited: edited,
      async syncNow(pairId) {
        if (await keepHome(pairId)) edited(pairId)
        return (await sync.syncNow(pairId))?.problem ?? null
      },
      forgetRepair: repairs.forget,
      onAccountsChanged: resumeAll,
      refreshPair: (pairId) => hub.refresh({ pairId }),
    }),
    onEdited: edited,
    onPainted: (pairId, tabId) => lookAfter(pairId, tabId).catch(report),
    onNetwork(pairId, isOnline) {
      if (isOnline) sync.resume([pairId]).catch(report)
      hub.refresh({ pairId })
    },
    onHidden: (pairId) => sync.setVisible(pairId, false).catch(report),
    report,
  })
  host.onReplaced((pairId) => hub.startOver(pairId))

  serveRequests(runtime, new URL(runtime.getURL('/')).origin, [
    makeRoute(
      contentRequests,
      'content',
      createContentHandlers({
        frames,
        settings,
        recognise: (facts) => judge(facts, null),
        refreshTab: (tabId) => hub.refresh({ tabId }),
        async warmUp() {
          await stores.pairs.list()
        },
        keepLinkedFile: opening.keepLinkedFile,
        async onLayoutChanged() {
          report(new AppError('host/layout-changed'))
        },
      }),
      report,
    ),
    makeRoute(
      pageRequests,
      'page',
      createPageHandlers({
        settings,
        tokens,
        pairs: stores.pairs,
        redirectUrl,
        async onSettingsChanged({ hasConsented }) {
          if (hasConsented) await control.enableAll()
          hub.refresh(null)
        },
        onAccountsChanged: resumeAll,
        ...createOwnData({
          opened,
          host,
          clock,
          words: parts.readableWords,
          onChanged: () => hub.refresh(null),
        }),
      }),
      report,
    ),
  ])

  runtime.onConnect.addListener((port) => {
    if (port.name !== panelPortName) return
    const sender = judgeSender(port.sender, runtime.id, new URL(runtime.getURL('/')).origin)
    if (sender.kind === 'page' && sender.path === '/panel.html') hub.accept(wrapPanelPort(port))
    else port.disconnect()
  })
  runtime.onInstalled.addListener(({ reason }) => {
    if (reason !== 'install') return
    browser.tabs.create({ url: runtime.getURL('/welcome.html') }).catch(report)
  })
  runtime.onStartup.addListener(() => {
    stores.device.releaseAllClientIds().catch(report)
  })
  browser.tabs.onRemoved.addListener((tabId) => {
    frames.update(tabId, () => null).catch(report)
  })
  globalThis.addEventListener('online', () => resumeAll().catch(report))
  globalThis.addEventListener('offline', () => hub.refresh(null))
  sync.start(async () => (await stores.pairs.list()).map((record) => record.pairId)).catch(report)
}
