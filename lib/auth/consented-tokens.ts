import { fail } from '../base/result.ts'
import type { FilePicker, TokenProvider } from './token-provider.ts'

/**
 * Tokens only while data may leave the device. While it may not, nothing is configured and nobody is
 * connected: what is kept stays, and serves again once the person allows it. Disconnecting always works.
 */
export function requireConsent(
  tokens: TokenProvider,
  hasConsent: () => Promise<boolean>,
): TokenProvider {
  return {
    isConfigured: async () => (await hasConsent()) && tokens.isConfigured(),
    accounts: async () => ((await hasConsent()) ? tokens.accounts() : []),
    connect: async (loginHint, signal, access) =>
      (await hasConsent()) ? tokens.connect(loginHint, signal, access) : fail('auth/refused'),
    token: async (email, options, signal) =>
      (await hasConsent()) ? tokens.token(email, options, signal) : fail('auth/not-connected'),
    disconnect: (email, signal) => tokens.disconnect(email, signal),
    forgetAll: () => tokens.forgetAll(),
  }
}

/** The picker step under the same condition. */
export function requireConsentToPick(
  picker: FilePicker,
  hasConsent: () => Promise<boolean>,
): FilePicker {
  return {
    pick: async (email, fileId, signal) =>
      (await hasConsent()) ? picker.pick(email, fileId, signal) : fail('auth/refused'),
  }
}
