import { AppError, errorCodeOf } from '../base/app-error.ts'

/** Writes an error to the extension's own console, without a word of what people wrote. */
export function reportError(thrown: unknown): void {
  // The code alone: an error's text may quote what people wrote.
  console.error('yohaku', errorCodeOf(thrown), thrown instanceof AppError ? thrown.detail : '')
  // A stack names places in our code, never what people wrote; the message is left out.
  if (thrown instanceof Error && !(thrown instanceof AppError)) {
    console.error(thrown.name, (thrown.stack ?? '').split('\n').slice(1).join('\n'))
  }
}
