import type { ErrorCode } from '../base/app-error.ts'
import type { pageRequests } from '../messaging/protocol.ts'
import type { SenderKind } from '../messaging/sender.ts'
import type { RequestHandlers } from '../messaging/serve-requests.ts'
import type { PairStore } from '../storage/ports.ts'
import type { AccountDesk } from './account-desk.ts'
import type { SettingsStore } from './settings.ts'

/** What answering our own pages needs. */
export interface PageHandlerDependencies {
  settings: SettingsStore
  accounts: AccountDesk
  pairs: PairStore
  redirectUrl: string
  /** The one Microsoft takes. */
  plainRedirectUrl: string
  /** Consent was given or the language changed: tell open calendar pages and panels. */
  onSettingsChanged: (change: { hasConsented: boolean }) => Promise<void>
  exportAll: () => Promise<string>
  exportMarkdown: () => Promise<string>
  importAll: (json: string) => Promise<{ error: ErrorCode | null; pairs: number }>
  eraseAll: () => Promise<ErrorCode | null>
}

/** Requests of pages beside the popup's and the map's. */
type OwnRequests = Omit<
  typeof pageRequests,
  'page/popup' | 'page/popup-refresh' | 'page/promise-done' | 'page/map'
>
type PageSender = Extract<SenderKind, { kind: 'page' }>

/** Answers the options and the welcome page, and what every page asks. */
export function createPageHandlers(
  dependencies: PageHandlerDependencies,
): RequestHandlers<OwnRequests, PageSender> {
  const { settings, accounts, pairs } = dependencies
  return {
    async 'page/settings'() {
      const current = await settings.read()
      const never = (await pairs.list()).filter((record) => record.override === 'never')
      return {
        hasConsented: current.hasConsented,
        language: current.language,
        googleClientId: current.googleClientId,
        isClientIdFixed: current.isClientIdFixed,
        microsoftClientId: current.microsoftClientId,
        isMicrosoftIdFixed: current.isMicrosoftIdFixed,
        redirectUrl: dependencies.redirectUrl,
        microsoftRedirectUrl: dependencies.plainRedirectUrl,
        accounts: await accounts.list(),
        neverPairs: never.map((record) => ({
          pairId: record.pairId,
          partner: record.partner.name === '' ? (record.partner.email ?? '') : record.partner.name,
        })),
        reminderMinutes: current.reminderMinutes,
        isBadgeShown: current.isBadgeShown,
      }
    },

    async 'page/set'(input) {
      const { hasConsented, language, reminderMinutes, isBadgeShown } = input
      const { googleClientId, microsoftClientId } = input
      await settings.write({
        ...(hasConsented !== undefined && { hasConsented }),
        ...(language !== undefined && { language }),
        ...(googleClientId !== undefined && { googleClientId: googleClientId.trim() }),
        ...(microsoftClientId !== undefined && { microsoftClientId: microsoftClientId.trim() }),
        ...(reminderMinutes !== undefined && { reminderMinutes }),
        ...(isBadgeShown !== undefined && { isBadgeShown }),
      })
      await dependencies.onSettingsChanged({ hasConsented: hasConsented === true })
      return { error: null }
    },

    async 'page/connect'({ provider = 'google' }) {
      return { error: await accounts.connect(provider, null) }
    },

    async 'page/disconnect'({ email, provider = 'google' }) {
      await accounts.signOut({ provider, email })
      return { error: null }
    },

    async 'page/forget-account'({ email, provider }) {
      await accounts.forget({ provider, email })
      return { error: null }
    },

    async 'page/clear-override'(input) {
      await pairs.update(input.pairId, (record) =>
        record === null ? null : { ...record, override: null },
      )
      return {}
    },

    async 'page/export'() {
      return { json: await dependencies.exportAll() }
    },

    async 'page/export-markdown'() {
      return { markdown: await dependencies.exportMarkdown() }
    },

    'page/import': (input) => dependencies.importAll(input.json),

    async 'page/erase'() {
      return { error: await dependencies.eraseAll() }
    },
  }
}
