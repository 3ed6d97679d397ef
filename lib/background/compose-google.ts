import type { browser } from 'wxt/browser'
import { requireConsent, requireConsentToPick } from '../auth/consented-tokens.ts'
import { type DataPermissions, hasDataConsent } from '../auth/data-consent.ts'
import { createGoogleTokenProvider } from '../auth/google-token-provider.ts'
import type { FilePicker, TokenProvider } from '../auth/token-provider.ts'
import type { Clock, Random, Timers } from '../base/clock.ts'
import { createGoogleAccounts, type GoogleAccounts } from './google-accounts.ts'
import type { SettingsStore } from './settings.ts'

/** Everything that talks to Google: tokens, and the services of each account. */
export function composeGoogle(parts: {
  browser: typeof browser
  settings: SettingsStore
  redirectUrl: string
  /** Null in a browser that does not ask whether data may leave the device. */
  dataPermissions: Pick<DataPermissions, 'contains'> | null
  clock: Clock
  timers: Timers
  random: Random
}): { tokens: TokenProvider & FilePicker; google: GoogleAccounts } {
  const { browser, settings, redirectUrl, dataPermissions, clock, timers, random } = parts
  const unguarded = createGoogleTokenProvider({
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
  const hasConsent = () => hasDataConsent(dataPermissions)
  const tokens = {
    ...requireConsent(unguarded, hasConsent),
    ...requireConsentToPick(unguarded, hasConsent),
  }
  const google = createGoogleAccounts({
    fetch: (input, init) => fetch(input, init),
    tokens,
    clock,
    timers,
    random,
  })
  return { tokens, google }
}
