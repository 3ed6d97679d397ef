import { hasAccess } from '../auth/account-access.ts'
import type { TokenProvider } from '../auth/token-provider.ts'
import type { Clock, Timers } from '../base/clock.ts'
import type { Fetch } from '../base/fetch.ts'
import { createHttp } from '../remote/http.ts'
import { createOneDrive } from '../remote/onedrive.ts'
import type { Provider } from './providers.ts'

/** Microsoft's OneDrive; the calendar is read from the page alone. */
export function createMicrosoftProvider(parts: {
  fetch: Fetch
  tokens: TokenProvider
  clock: Clock
  timers: Timers
}): Provider {
  const { fetch, tokens, clock, timers } = parts
  return {
    tokens,
    picker: null,
    homeOf: (email) =>
      createOneDrive({
        http: createHttp({ fetch, tokens, email, timers }),
        clock,
        async hasWideConsent() {
          const account = (await tokens.accounts()).find((one) => one.email === email)
          return account !== undefined && hasAccess(account, 'partner-files')
        },
      }),
    calendarOf: () => null,
  }
}
