import type { FilePicker, TokenProvider } from '../auth/token-provider.ts'
import type { Clock, Random, Timers } from '../base/clock.ts'
import type { Fetch } from '../base/fetch.ts'
import { createGoogleCalendar } from '../calendar/google-calendar.ts'
import { createGoogleDrive } from '../remote/google-drive.ts'
import { createHttp } from '../remote/http.ts'
import type { Provider } from './providers.ts'

/** Google's Drive and Calendar. */
export function createGoogleProvider(parts: {
  fetch: Fetch
  tokens: TokenProvider & FilePicker
  clock: Clock
  timers: Timers
  random: Random
}): Provider {
  const { fetch, tokens, clock, timers, random } = parts
  const httpOf = (email: string) => createHttp({ fetch, tokens, email, timers })
  return {
    tokens,
    picker: tokens,
    homeOf: (email) => createGoogleDrive({ http: httpOf(email), clock, random }),
    calendarOf: (email) => createGoogleCalendar({ http: httpOf(email), clock, email }),
  }
}
