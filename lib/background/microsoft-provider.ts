import type { TokenProvider } from '../auth/token-provider.ts'
import { absentProvider } from './absent-provider.ts'
import type { Provider } from './providers.ts'

/** Microsoft's OneDrive; its calendar is read from the page alone. */
export function createMicrosoftProvider(parts: { tokens: TokenProvider }): Provider {
  return {
    tokens: parts.tokens,
    picker: null,
    homeOf: absentProvider.homeOf,
    calendarOf: () => null,
  }
}
