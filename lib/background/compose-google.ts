import type { browser } from 'wxt/browser'
import { createGoogleTokenProvider } from '../auth/google-token-provider.ts'
import type { TokenProvider } from '../auth/token-provider.ts'
import type { Clock, Random, Timers } from '../base/clock.ts'
import { createGoogleAccounts, type GoogleAccounts } from './google-accounts.ts'
import type { SettingsStore } from './settings.ts'

/** Everything that talks to Google: tokens, and the services of each account. */
export function composeGoogle(parts: {
  browser: typeof browser
  settings: SettingsStore
  redirectUrl: string
  clock: Clock
  timers: Timers
  random: Random
}): { tokens: TokenProvider; google: GoogleAccounts } {
  const { browser, settings, redirectUrl, clock, timers, random } = parts
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
  return { tokens, google }
}
