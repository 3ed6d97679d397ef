import type { browser } from 'wxt/browser'
import { requireConsent, requireConsentToPick } from '../auth/consented-tokens.ts'
import { type DataPermissions, hasDataConsent } from '../auth/data-consent.ts'
import { createGoogleTokenProvider } from '../auth/google-token-provider.ts'
import { createMicrosoftTokenProvider } from '../auth/microsoft-token-provider.ts'
import type { Clock, Random, Timers } from '../base/clock.ts'
import { createGoogleProvider } from './google-provider.ts'
import { createMicrosoftProvider } from './microsoft-provider.ts'
import { createProviders, type Providers } from './providers.ts'
import type { SettingsStore } from './settings.ts'

/** What talking to providers needs. */
export interface ProviderParts {
  browser: typeof browser
  settings: SettingsStore
  /** The redirect address that Google takes; see `chooseRedirectUrl`. */
  redirectUrl: string
  /** The browser's own redirect address, as Microsoft takes it. */
  plainRedirectUrl: string
  /** Null in a browser that does not ask whether data may leave the device. */
  dataPermissions: Pick<DataPermissions, 'contains'> | null
  clock: Clock
  timers: Timers
  random: Random
}

/** Everything that talks to a provider: tokens, and the services of each account. */
export function composeProviders(parts: ProviderParts): Providers {
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
  const google = createGoogleProvider({
    fetch: (input, init) => fetch(input, init),
    tokens: {
      ...requireConsent(unguarded, hasConsent),
      ...requireConsentToPick(unguarded, hasConsent),
    },
    clock,
    timers,
    random,
  })
  const microsoftTokens = createMicrosoftTokenProvider({
    fetch: (input, init) => fetch(input, init),
    timers,
    webAuthFlow: (details) => browser.identity.launchWebAuthFlow(details),
    redirectUrl: parts.plainRedirectUrl,
    clientId: async () => (await settings.read()).microsoftClientId,
    session: browser.storage.session,
    local: browser.storage.local,
    clock,
    random,
  })
  const microsoft = createMicrosoftProvider({
    fetch: (input, init) => fetch(input, init),
    tokens: requireConsent(microsoftTokens, hasConsent),
    clock,
    timers,
  })
  return createProviders({ google, microsoft })
}
