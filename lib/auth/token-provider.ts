import type { ErrorCode } from '../base/app-error.ts'
import type { Result } from '../base/result.ts'

/** An account a person connected. */
export interface Account {
  provider: 'google' | 'microsoft'
  /** Normalised address. */
  email: string
  /** Scopes really granted; the person may have unticked one. */
  scopes: string[]
}

/**
 * Tokens of one provider. Tokens live in `storage.session` only: they are gone with the browser and never
 * in a log, an export or a message.
 */
export interface TokenProvider {
  /** False while no client id is set (build, options or managed policy). */
  isConfigured(): Promise<boolean>
  /** Connected accounts, newest first; no network. */
  accounts(): Promise<Account[]>
  /** Signs in through a window the person sees. Call from a user action. */
  connect(loginHint: string | null, signal: AbortSignal): Promise<Result<Account, ErrorCode>>
  /**
   * A token for `email`: the cached one, or one renewed without a window. `renew` forces renewal after a
   * 401. `auth/expired` means the person must press reconnect.
   */
  token(
    email: string,
    options: { renew: boolean },
    signal: AbortSignal,
  ): Promise<Result<string, ErrorCode>>
  /**
   * The one-file picker step (Google onepick). `fileId` limits the picker to that file; null lets the
   * person choose. Returns the ids picked (at least one).
   */
  pick(
    email: string,
    fileId: string | null,
    signal: AbortSignal,
  ): Promise<Result<string[], ErrorCode>>
  /** Forgets the account's tokens here and revokes them at the provider where that is possible. */
  disconnect(email: string, signal: AbortSignal): Promise<void>
}
