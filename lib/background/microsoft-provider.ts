import { hasAccess } from '../auth/account-access.ts'
import type { Access, TokenProvider } from '../auth/token-provider.ts'
import type { Clock, Timers } from '../base/clock.ts'
import type { Fetch } from '../base/fetch.ts'
import { requireCalendarConsent } from '../calendar/consented-calendar.ts'
import { createGraphCalendar } from '../calendar/graph-calendar.ts'
import { createHttp } from '../remote/http.ts'
import { createOneDrive } from '../remote/onedrive.ts'
import type { Provider } from './providers.ts'

/** Microsoft's OneDrive, and Outlook's calendar where the account consented to it. */
export function createMicrosoftProvider(parts: {
  fetch: Fetch
  tokens: TokenProvider
  clock: Clock
  timers: Timers
}): Provider {
  const { fetch, tokens, clock, timers } = parts
  const httpOf = (email: string) => createHttp({ fetch, tokens, email, timers })
  const canUse = (email: string, access: Access) => async () => {
    const account = (await tokens.accounts()).find((one) => one.email === email)
    return account !== undefined && hasAccess(account, access)
  }
  return {
    tokens,
    picker: null,
    homeOf: (email) =>
      createOneDrive({
        http: httpOf(email),
        clock,
        hasWideConsent: canUse(email, 'partner-files'),
      }),
    calendarOf: (email) =>
      requireCalendarConsent(
        createGraphCalendar({ http: httpOf(email), clock, email }),
        canUse(email, 'calendar'),
      ),
  }
}
