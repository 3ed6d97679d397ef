import type { Browser, Page } from 'playwright-core'
import { pageRequests } from '../../../lib/messaging/protocol.ts'
import type { PageOutput } from '../../../lib/messaging/send-page-request.ts'
import type { SenderKind } from '../../../lib/messaging/sender.ts'
import { makeRoute, type RequestHandlers } from '../../../lib/messaging/serve-requests.ts'
import { emptyMap } from './map-sample.ts'
import type { ServedPages } from './serve-pages.ts'

type PageHandlers = RequestHandlers<typeof pageRequests, Extract<SenderKind, { kind: 'page' }>>
type Handlers = { -readonly [Type in keyof PageHandlers]: PageHandlers[Type] }

/** What stands behind a page in a test: the settings it sees, and how each request is answered. */
export interface FakeBackground {
  settings: PageOutput<'page/settings'>
  /** What the popup is given to draw. */
  popup: PageOutput<'page/popup'>['view']
  /** What the map is given to draw. */
  map: PageOutput<'page/map'>['map']
  handlers: Handlers
  /** Types of the requests that arrived, in order. */
  received: string[]
}

/** A background that keeps its settings in memory and does everything it is asked. */
export function makeFakeBackground(
  settings: Partial<PageOutput<'page/settings'>> = {},
): FakeBackground {
  const background: FakeBackground = {
    settings: {
      hasConsented: false,
      language: 'auto',
      googleClientId: '',
      isClientIdFixed: false,
      microsoftClientId: '',
      isMicrosoftIdFixed: false,
      microsoftRedirectUrl: 'https://gepipglhcfilmooljejmmjdhclebjloa.chromiumapp.org/',
      redirectUrl: 'https://gepipglhcfilmooljejmmjdhclebjloa.chromiumapp.org/',
      accounts: [],
      neverPairs: [],
      reminderMinutes: 10,
      isBadgeShown: true,
      ...settings,
    },
    popup: { meetings: [], promises: [], keeps: [], people: [], calendarReadMs: null },
    map: emptyMap,
    received: [],
    handlers: {
      'page/settings': async () => background.settings,
      'page/set': async (input) => {
        const { hasConsented, language, googleClientId, reminderMinutes, isBadgeShown } = input
        const { microsoftClientId } = input
        if (hasConsented !== undefined) background.settings.hasConsented = hasConsented
        if (language !== undefined) background.settings.language = language
        if (googleClientId !== undefined) background.settings.googleClientId = googleClientId
        if (microsoftClientId !== undefined)
          background.settings.microsoftClientId = microsoftClientId
        if (reminderMinutes !== undefined) background.settings.reminderMinutes = reminderMinutes
        if (isBadgeShown !== undefined) background.settings.isBadgeShown = isBadgeShown
        return { error: null }
      },
      'page/connect': async ({ provider = 'google' }) => {
        const email = 'hana@example.com'
        background.settings.accounts.push({ provider, email, isConnected: true })
        return { error: null }
      },
      'page/disconnect': async ({ email }) => {
        const { accounts } = background.settings
        background.settings.accounts = accounts.filter((account) => account.email !== email)
        return { error: null }
      },
      'page/forget-account': async ({ email, provider }) => {
        const { accounts } = background.settings
        background.settings.accounts = accounts.filter(
          (account) => account.email !== email || account.provider !== provider,
        )
        return { error: null }
      },
      'page/clear-override': async ({ pairId }) => {
        const { neverPairs } = background.settings
        background.settings.neverPairs = neverPairs.filter((pair) => pair.pairId !== pairId)
        return {}
      },
      'page/popup': async () => ({ view: background.popup }),
      'page/popup-refresh': async () => ({ hasNews: false, error: null }),
      'page/map': async () => ({ map: background.map }),
      'page/promise-done': async () => ({ error: null }),
      'page/export': async () => ({ json: '{"yohaku":1}' }),
      'page/export-markdown': async () => ({ markdown: '# 1on1' }),
      'page/import': async () => ({ error: null, pairs: 2 }),
      'page/erase': async () => ({ error: null }),
    },
  }
  return background
}

/** How a page is opened. */
export interface OpenOptions {
  background: FakeBackground
  page: 'welcome' | 'options' | 'popup' | 'map'
  uiLanguage?: 'ja' | 'en-US'
  colorScheme?: 'light' | 'dark'
  widthPx?: number
  /** Stops the page's clock at this instant. */
  nowMs?: number
  /** What the browser answers when it is asked for the permission to notify; granted from then on. */
  allowsNotifications?: boolean
}

/** A page in a browser context of its own, and everything that went wrong in it. */
export interface OpenedPage {
  page: Page
  /** Console errors and uncaught errors, CSP violations included. */
  complaints: string[]
  close(): Promise<void>
}

/** Opens one of our pages with a fake `chrome.runtime` in front of the real protocol. */
export async function openPage(
  browser: Browser,
  pages: ServedPages,
  options: OpenOptions,
): Promise<OpenedPage> {
  const { background, uiLanguage = 'ja', colorScheme = 'light', widthPx = 760 } = options
  const context = await browser.newContext({
    colorScheme,
    viewport: { width: widthPx, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const route = makeRoute(pageRequests, 'page', background.handlers, (error) =>
    complaints.push(String(error)),
  )
  await page.exposeFunction('askBackground', (message: { type: string; input: unknown }) => {
    background.received.push(message.type)
    return route.answer(message.type, message.input, {
      kind: 'page',
      path: '/',
      tabId: null,
      isFramed: false,
    })
  })
  if (options.nowMs !== undefined) await page.clock.setFixedTime(options.nowMs)
  const given = { language: uiLanguage, allows: options.allowsNotifications ?? false }
  await page.addInitScript(({ language, allows }) => {
    const { askBackground } = globalThis as unknown as {
      askBackground: (message: unknown) => Promise<unknown>
    }
    const runtime = {
      id: 'fake',
      sendMessage: (message: unknown) => askBackground(message),
      getManifest: () => ({ version: '0.1.0' }),
    }
    let isGranted = false
    const permissions = {
      contains: async () => isGranted,
      request: async () => {
        isGranted = allows
        return isGranted
      },
    }
    const commands = {
      getAll: async () => [
        { name: 'open-panel', shortcut: 'Alt+Shift+O' },
        { name: 'toggle-private', shortcut: '' },
      ],
    }
    const i18n = { getUILanguage: () => language }
    Object.assign(globalThis, { chrome: { runtime, permissions, commands, i18n } })
  }, given)
  await page.goto(`${pages.origin}/${options.page}/index.html`)
  return { page, complaints, close: () => context.close() }
}
