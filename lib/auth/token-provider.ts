import type { ErrorCode } from '../base/app-error.ts'
import type { Result } from '../base/result.ts'

/** An account a person connected. */
export interface Account {
  provider: 'google' | 'microsoft'
  /** Normalised address. */
  email: string
  /** Scopes really granted; the person may have unticked one. */
  scopes: string[]
  /** Microsoft only: a private account, not an organisation's. */
  isPersonal?: boolean
}

/**
 * What an account is asked for, in our own words; each provider knows its scopes for it, and
 * `hasAccess` tells what was granted. `files`: own files and sharing them. `partner-files`: files others
 * share with this account. `calendar`: reading events and writing to them.
 */
export type Access = 'files' | 'partner-files' | 'calendar'

/** What signing in came to. `missingScopes` is set with `auth/scope-missing` only. */
export type ConnectOutcome =
  | { ok: true; value: Account }
  | { ok: false; error: ErrorCode; missingScopes?: string[] }

/**
 * Tokens of one provider. Tokens live in `storage.session` only: they are gone with the browser and never
 * in a log, an export or a message.
 */
export interface TokenProvider {
  /** False while no client id is set (build, options or managed policy). */
  isConfigured(): Promise<boolean>
  /** Connected accounts, newest first; no network. */
  accounts(): Promise<Account[]>
  /**
   * Signs in through a window the person sees. Call from a user action. `access` names what is wanted
   * beyond what every connection gets; a provider that always asks for everything ignores it. What the
   * account had before is asked for again, and stays when the person or an administrator says no.
   * `auth/scope-missing` connects nothing and names in `missingScopes` what the person left unticked.
   */
  connect(
    loginHint: string | null,
    signal: AbortSignal,
    access?: readonly Access[],
  ): Promise<ConnectOutcome>
  /**
   * A token for `email`: the cached one, or one renewed without a window. `renew` forces renewal after a
   * 401; with `rejectedToken` only if that token is still the cached one, so that many requests refused at
   * once renew once. `auth/expired` means the person must press reconnect.
   */
  token(
    email: string,
    options: { renew: boolean; rejectedToken?: string },
    signal: AbortSignal,
  ): Promise<Result<string, ErrorCode>>
  /** Forgets the account's tokens here and revokes them at the provider where that is possible. */
  disconnect(email: string, signal: AbortSignal): Promise<void>
  /** Forgets every account on this device. The provider is not told: other devices stay connected. */
  forgetAll(): Promise<void>
}

/** A provider whose files must be picked one by one before the app may open them (Google's `drive.file`). */
export interface FilePicker {
  /**
   * The one-file picker step (Google onepick). `fileId` limits the picker to that file; null lets the
   * person choose. Returns the ids picked (at least one). `file/needs-pick`: the person left the picker
   * without picking what was asked for.
   */
  pick(
    email: string,
    fileId: string | null,
    signal: AbortSignal,
  ): Promise<Result<string[], ErrorCode>>
}
