import type { Account, FilePicker, TokenProvider } from '../auth/token-provider.ts'
import type { CalendarApi } from '../calendar/calendar-api.ts'
import { type AccountRef, type ProviderName, providerNames } from '../model/account.ts'
import type { FileHome } from '../remote/file-home.ts'

/** What one provider gives: signing in, and per account a place for files and a calendar. */
export interface Provider {
  tokens: TokenProvider
  /** Null where files need no picking before they may be opened. */
  picker: FilePicker | null
  homeOf(email: string): FileHome
  /** Null where this account's calendar is not read through an API. */
  calendarOf(email: string): CalendarApi | null
}

/** All providers as one. An account is always named with its provider. */
export interface Providers {
  tokensOf(provider: ProviderName): TokenProvider
  /** Null where files need no picking before they may be opened. */
  pickerOf(provider: ProviderName): FilePicker | null
  /** Connected accounts of every provider, newest first within each; no network. */
  accounts(): Promise<Account[]>
  homeOf(account: AccountRef): FileHome
  /** Null where this account's calendar is not read through an API. */
  calendarOf(account: AccountRef): CalendarApi | null
  /** Forgets every account on this device; see `TokenProvider.forgetAll`. */
  forgetAll(): Promise<void>
}

/** Puts them together. Clients are made per account on first use and hold no token. */
export function createProviders(parts: Readonly<Record<ProviderName, Provider>>): Providers {
  const homes = new Map<string, FileHome>()
  const calendars = new Map<string, CalendarApi | null>()
  const keyOf = ({ provider, email }: AccountRef): string => `${provider} ${email}`
  return {
    tokensOf: (provider) => parts[provider].tokens,
    pickerOf: (provider) => parts[provider].picker,
    async accounts() {
      const all = await Promise.all(providerNames.map((one) => parts[one].tokens.accounts()))
      return all.flat()
    },
    homeOf(account) {
      const key = keyOf(account)
      const home = homes.get(key) ?? parts[account.provider].homeOf(account.email)
      homes.set(key, home)
      return home
    },
    calendarOf(account) {
      const key = keyOf(account)
      const known = calendars.get(key)
      const calendar =
        known === undefined ? parts[account.provider].calendarOf(account.email) : known
      calendars.set(key, calendar)
      return calendar
    },
    async forgetAll() {
      await Promise.all(providerNames.map((one) => parts[one].tokens.forgetAll()))
    },
  }
}
