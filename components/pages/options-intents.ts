import type { ErrorCode } from '../../lib/base/app-error.ts'
import type { Messages } from '../../lib/i18n/messages.ts'
import type { ProviderName } from '../../lib/model/account.ts'
import type { ReminderMinutes } from '../../lib/model/reminder.ts'

/** An account this device knows. */
export interface ListedAccount {
  provider: ProviderName
  email: string
  /** False where events seen under it are kept, but nobody is signed in. */
  isConnected: boolean
}

/** What the options page shows; the answer to `page/settings`. */
export interface OptionsState {
  hasConsented: boolean
  language: 'auto' | 'ja' | 'en'
  googleClientId: string
  /** Set by policy or by the build: shown, not changed. */
  isClientIdFixed: boolean
  redirectUrl: string
  microsoftClientId: string
  isMicrosoftIdFixed: boolean
  microsoftRedirectUrl: string
  accounts: readonly ListedAccount[]
  neverPairs: readonly { pairId: string; partner: string }[]
  /** Minutes before a 1-on-1; 0 is never. */
  reminderMinutes: ReminderMinutes
  isBadgeShown: boolean
}

/** Why something was refused; null when it was done. */
export type Refusal = ErrorCode | null

/** What a person can do on the options page. Each rejects only when the background itself failed. */
export interface OptionsIntents {
  setLanguage(language: OptionsState['language']): Promise<Refusal>
  saveClientId(googleClientId: string): Promise<Refusal>
  saveMicrosoftId(microsoftClientId: string): Promise<Refusal>
  /** Opens the provider's own window; must be called from a press. */
  connect(provider: ProviderName): Promise<Refusal>
  disconnect(email: string, provider: ProviderName): Promise<Refusal>
  /** Signs out and forgets the events seen under the account; no note is touched. */
  forgetAccount(provider: ProviderName, email: string): Promise<Refusal>
  liftNever(pairId: string): Promise<void>
  /** Hands the person a file with everything on this device. */
  exportAll(): Promise<void>
  /** Hands the person what they share with each partner, as a text to read. */
  exportMarkdown(): Promise<void>
  /** Reads a file made by an export; answers with the number of people whose records it held. */
  importAll(file: File): Promise<{ refusal: Refusal; pairs: number }>
  erase(): Promise<Refusal>
  /** Takes the consent back; true when it is gone, false when policy holds it. */
  withdrawConsent(): Promise<boolean>
  copy(text: string): Promise<void>
  setReminder(minutes: ReminderMinutes): Promise<Refusal>
  setBadge(isShown: boolean): Promise<Refusal>
  /** Whether the browser may show notifications for us. */
  canNotify(): Promise<boolean>
  /** Asks the person for that, by the browser's own question; must be called first thing in a press. */
  allowNotifications(): Promise<boolean>
  /** The keys that stand for each command now; empty for one without keys. */
  shortcuts(): Promise<Record<ShortcutName, string>>
}

/** Commands that keys can stand for. */
export type ShortcutName = 'open-panel' | 'toggle-private'

/** What the diagnostics say beside the settings; nothing a person wrote. */
export interface Build {
  version: string
  /** The browser's user agent. */
  browser: string
}

/** What every section of the options gets. */
export interface OptionsProps {
  messages: Messages
  state: OptionsState
  intents: OptionsIntents
}
