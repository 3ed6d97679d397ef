/**
 * Every error a person can meet, as a closed set. Each code has a sentence and a next step in every
 * language (`lib/i18n`, checked by the compiler). Codes are stored and logged: never rename one.
 */
export const errorCodes = [
  'host/layout-changed',
  'host/orphaned',
  'storage/quota',
  'storage/corrupt',
  'storage/unavailable',
  'auth/not-configured',
  'auth/not-connected',
  'auth/refused',
  'auth/expired',
  'auth/scope-missing',
  'auth/admin-policy',
  'auth/blocked',
  'auth/wrong-account',
  'auth/national-cloud',
  'net/offline',
  'net/timeout',
  'net/throttled',
  'net/server',
  'net/rejected',
  'file/needs-pick',
  'file/needs-consent',
  'file/storage-full',
  'file/missing',
  'file/out-of-reach',
  'file/read-only',
  'file/corrupt',
  'file/foreign',
  'file/too-large',
  'file/newer-format',
  'file/hand-edited',
  'file/diverged',
  'file/not-a-link',
  'share/refused',
  'people/same-address',
  'attach/refused',
  'attach/not-organizer',
  'attach/full',
  'calendar/missing',
  'message/invalid',
  'import/invalid',
  'text/too-long',
  'internal/unexpected',
] as const

/** A code of {@link errorCodes}; also the i18n key `errors.<code>`. */
export type ErrorCode = (typeof errorCodes)[number]

/**
 * An error that carries a code a person can be told. `detail` is for diagnostics only and must never
 * hold what people wrote, names, addresses or tokens.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string

  constructor(code: ErrorCode, detail = '', options?: ErrorOptions) {
    super(detail === '' ? code : `${code}: ${detail}`, options)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }
}

/** The code of any thrown value; what is not ours is `internal/unexpected`. */
export function errorCodeOf(thrown: unknown): ErrorCode {
  return thrown instanceof AppError ? thrown.code : 'internal/unexpected'
}
