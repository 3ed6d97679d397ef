import { fail } from '../base/result.ts'
import type { TokenProvider } from './token-provider.ts'

/** A provider this build cannot connect to: never configured, never connected. */
export const absentTokens: TokenProvider = {
  isConfigured: async () => false,
  accounts: async () => [],
  connect: async () => fail('auth/not-configured'),
  token: async () => fail('auth/not-connected'),
  disconnect: async () => undefined,
  forgetAll: async () => undefined,
}
